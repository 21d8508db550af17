from django.urls import path

from bench.limits import views

urlpatterns = [
    path("healthz", views.healthz),
    path("candidates/", views.candidates),
    path("candidates/<str:public_id>/", views.candidate),
    path("candidates/<str:public_id>/save/", views.save_score),
    path("bank/", views.bank),
    path("search/", views.search),
    path("scorecards.csv", views.scorecards_csv),
]
