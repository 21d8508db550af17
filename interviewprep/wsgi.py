import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interviewprep.settings.dev")
os.environ.setdefault("INTERVIEWPREP_PROCESS", "web")
application = get_wsgi_application()

from core.startup import import_views, refuse_unsafe  # noqa: E402 - settings are ready only now

refuse_unsafe()
import_views()
