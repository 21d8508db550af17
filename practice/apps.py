from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "practice"

    def ready(self) -> None:
        from practice import receivers  # noqa: F401 - connects the receivers and registers the work of the clock
