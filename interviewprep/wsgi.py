import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interviewprep.settings.dev")
os.environ.setdefault("INTERVIEWPREP_PROCESS", "web")
application = get_wsgi_application()
