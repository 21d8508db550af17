from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        # Registers the job that sends mail.
        import core.mail  # noqa: F401
