from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from core.guards import install_guards

        post_migrate.connect(install_guards, sender=self, dispatch_uid="core.guards")
        # Registers the job that sends mail, and what forgets old tries.
        import core.limits
        import core.mail  # noqa: F401
