from django.apps import AppConfig


class RubricConfig(AppConfig):
    name = "rubric"
