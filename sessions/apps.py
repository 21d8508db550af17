from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    # django.contrib.sessions owns the label "sessions".
    label = "interview_sessions"
    verbose_name = "Interview sessions"

    def ready(self) -> None:
        from sessions import jobs  # noqa: F401 - registers the job kinds; models are ready only here
