from django.apps import AppConfig


class InterviewPrepConfig(AppConfig):
    """Joins what may not know each other: sessions and practice."""

    name = "interviewprep"

    def ready(self) -> None:
        from interviewprep import joining  # noqa: F401 - connects the receivers; models are ready only here
