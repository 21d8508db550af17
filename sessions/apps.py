from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    # django.contrib.sessions owns the label "sessions".
    label = "interview_sessions"
    verbose_name = "Interview sessions"

    def ready(self) -> None:
        # Registers what writes the mail of a reminder; models are ready only here.
        from sessions.services import reminders  # noqa: F401
