from django.urls import path

from reports import views

urlpatterns = [
    path("", views.reports, name="reports"),
    path("of/<str:public_id>/", views.interview_report, name="interview_report"),
    path("<str:public_id>/", views.report, name="report"),
    path("<str:public_id>/summary/", views.summary, name="summary"),
    path("<str:public_id>/summary/again/", views.summary_again, name="summary_again"),
    path("<str:public_id>/decide/", views.decide, name="decide"),
    path("<str:public_id>/export/<str:kind>/", views.export, name="report_export"),
]
