from django.urls import path

from practice import views

urlpatterns = [
    path("", views.practice, name="practice"),
    path("attempts/new/", views.attempt_new, name="attempt_new"),
    path("attempts/<str:public_id>/", views.attempt, name="attempt"),
    path("attempts/<str:public_id>/answer/", views.attempt_answer, name="attempt_answer"),
    path("attempts/<str:public_id>/rate/", views.attempt_rate, name="attempt_rate"),
]
