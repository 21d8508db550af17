from django.apps import AppConfig
from django.db.models.signals import post_migrate

from questions.search.installing import install_index


class QuestionsConfig(AppConfig):
    name = "questions"

    def ready(self) -> None:
        from questions import jobs  # noqa: F401 - registers them; models are ready only here

        post_migrate.connect(install_index, sender=self, dispatch_uid="questions.search")
