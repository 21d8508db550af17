"""One process for both protocols: HTTP on two threads of the WSGI application, sockets on the event loop."""

import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interviewprep.settings.dev")
os.environ.setdefault("INTERVIEWPREP_PROCESS", "live")
wsgi = get_wsgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402 - models are ready only now
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import OriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402

from core.startup import import_views, refuse_unsafe  # noqa: E402
from sessions.routing import websocket_urlpatterns  # noqa: E402

refuse_unsafe()
import_views()

application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(wsgi, workers=2),  # type: ignore[arg-type]
        "websocket": OriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns)), settings.WEBSOCKET_ORIGINS),
    }
)
