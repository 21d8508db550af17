from django.urls import path

from sessions.mocks import views

urlpatterns = [
    path("practice/partner/", views.partner_mocks, name="partner_mocks"),
    path("practice/partner/join/<str:key>/", views.partner_join, name="partner_join"),
    path("practice/partner/<str:public_id>/", views.partner_mock, name="partner_mock"),
    path("practice/partner/<str:public_id>/status/", views.partner_status, name="partner_status"),
    path("practice/partner/<str:public_id>/enter/", views.partner_enter, name="partner_enter"),
    path("practice/partner/<str:public_id>/own/", views.partner_own, name="partner_own"),
    path("practice/partner/<str:public_id>/feedback/", views.partner_feedback, name="partner_feedback"),
    path("practice/partner/<str:public_id>/delete/", views.partner_delete, name="partner_delete"),
]
