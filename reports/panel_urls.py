"""Pages of this app that stand beside the interview and the position they speak of."""

from django.urls import path

from reports.views import debriefs, positions

urlpatterns = [
    path("positions/<str:public_id>/", positions.position, name="position"),
    path("interviews/<str:public_id>/debrief/", debriefs.debrief, name="debrief"),
    path("interviews/<str:public_id>/debrief/open/", debriefs.debrief_open, name="debrief_open"),
    path("interviews/<str:public_id>/debrief/remind/", debriefs.debrief_remind, name="debrief_remind"),
    path("interviews/<str:public_id>/debrief/say/", debriefs.debrief_say, name="debrief_say"),
]
