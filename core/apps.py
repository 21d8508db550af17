from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from core.guards import stand_guard

        post_migrate.connect(stand_guard, sender=self, dispatch_uid="core.guards")
        # Registers the job that sends mail, and what forgets old tries.
        import core.limits
        import core.mail  # noqa: F401
