from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import jobs, letters_mail  # noqa: F401 - they register their kinds; models are ready only here
        from reports.services.freezing import freeze_when_completed, refresh_when_corrected
        from sessions.signals import scorecard_corrected, session_completed

        session_completed.connect(freeze_when_completed, dispatch_uid="freeze_when_completed")
        scorecard_corrected.connect(refresh_when_corrected, dispatch_uid="refresh_when_corrected")
