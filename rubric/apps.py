from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from rubric.locking.installing import lock, unlock


class RubricConfig(AppConfig):
    name = "rubric"

    def ready(self) -> None:
        from questions.signals import document_imported, import_undone
        from rubric import jobs  # noqa: F401 - registers the job kind; models are ready only here
        from rubric.receivers import drop_rubrics, keep_rubrics

        document_imported.connect(keep_rubrics, dispatch_uid="keep_rubrics")
        import_undone.connect(drop_rubrics, dispatch_uid="drop_rubrics")
        pre_migrate.connect(unlock, sender=self, dispatch_uid="unlock_scorecards")
        post_migrate.connect(lock, sender=self, dispatch_uid="lock_scorecards")
