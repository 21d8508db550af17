from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import jobs  # noqa: F401 - registers the job kinds; models are ready only here
        from reports.services.freezing import freeze_when_completed
        from sessions.signals import session_completed

        session_completed.connect(freeze_when_completed, dispatch_uid="freeze_when_completed")
