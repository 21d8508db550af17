from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        # Registers the job that sends mail, and what forgets old tries.
        import core.limits
        import core.mail  # noqa: F401
