from django.urls import path

from rubric import views

urlpatterns = [
    path("", views.rubrics, name="rubrics"),
    path("<str:public_id>/", views.rubric, name="rubric"),
    path("<str:public_id>/practice/", views.rubric_practice, name="rubric_practice"),
]
