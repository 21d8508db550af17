from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    # django.contrib.sessions owns the label "sessions".
    label = "interview_sessions"
    verbose_name = "Interview sessions"

    def ready(self) -> None:
        # Registers what closes sockets on signing out, what writes the mails, what hears of people, and what looks at
        # the clock: models are ready only here.
        from rubric.signals import version_published
        from sessions import letters, receivers  # noqa: F401
        from sessions.live import logins  # noqa: F401
        from sessions.mocks import receivers as mocks  # noqa: F401
        from sessions.services import tidying  # noqa: F401
        from sessions.services.rescoring import queue_rescoring

        version_published.connect(queue_rescoring, dispatch_uid="queue_rescoring")
