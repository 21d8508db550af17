from django.urls import path

from sessions.consumers import CandidateConsumer, PanelConsumer
from sessions.pad.consumers import CandidatePadConsumer, PanelPadConsumer

websocket_urlpatterns = [
    path("ws/rooms/<str:public_id>/", PanelConsumer.as_asgi()),
    path("ws/join/<str:link_id>/", CandidateConsumer.as_asgi()),
    path("ws/pads/<str:asked_id>/", PanelPadConsumer.as_asgi()),
    path("ws/join/<str:link_id>/pads/<str:asked_id>/", CandidatePadConsumer.as_asgi()),
]
