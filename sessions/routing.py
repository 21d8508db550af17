from django.urls import path

from sessions.consumers import CandidateConsumer, PanelConsumer

websocket_urlpatterns = [
    path("ws/rooms/<str:public_id>/", PanelConsumer.as_asgi()),
    path("ws/join/<str:link_id>/", CandidateConsumer.as_asgi()),
]
