from django.urls import path

from sessions.pad import views

urlpatterns = [
    path("interviews/<str:public_id>/pads/<str:asked_id>/", views.panel_pad, name="panel_pad"),
    path("interviews/<str:public_id>/pads/<str:asked_id>/late/", views.panel_pad_late, name="panel_pad_late"),
    path("interviews/<str:public_id>/pads/<str:asked_id>/history/", views.pad_history, name="pad_history"),
    path("room/<str:link_id>/pads/<str:asked_id>/", views.guest_pad, name="guest_pad"),
    path("room/<str:link_id>/pads/<str:asked_id>/late/", views.guest_pad_late, name="guest_pad_late"),
]
