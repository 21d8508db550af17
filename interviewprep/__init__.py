"""Every process knows the Celery application: without it a web process would ring at no broker's door."""

from interviewprep.celery import app as celery_app

__all__ = ["celery_app"]
