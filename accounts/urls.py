from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.people, name="people"),
    path("new/", views.person_new, name="person_new"),
    path("record/", views.audit, name="audit"),
    path("<str:public_id>/", views.person, name="person"),
    path("<str:public_id>/second-factor/", views.person_second_factor, name="person_second_factor"),
]
