from django.urls import include, path

from accounts.views import me
from interviewprep.home import home

urlpatterns = [
    path("", home, name="home"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/me/", me, name="me"),
    path("accounts/devices/", include("allauth.usersessions.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("people/", include("accounts.urls")),
    path("questions/", include("questions.urls")),
    path("rubrics/", include("rubric.urls")),
    path("", include("sessions.urls")),
    path("", include("sessions.pad.urls")),
    path("", include("sessions.mocks.urls")),
    path("practice/", include("practice.urls")),
    path("", include("reports.panel_urls")),
    path("reports/", include("reports.urls")),
    path("", include("core.urls")),
]
