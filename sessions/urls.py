from django.urls import path

from sessions.views import candidates, interviews, plans, positions, rooms, scorecards

urlpatterns = [
    path("positions/", positions.positions, name="positions"),
    path("positions/new/", positions.position_new, name="position_new"),
    path("positions/<str:public_id>/", positions.position, name="position"),
    path("positions/<str:public_id>/plans/new/", positions.plan_new, name="plan_new"),
    path("plans/<str:public_id>/", plans.plan, name="plan"),
    path("plans/<str:public_id>/save/", plans.plan_save, name="plan_save"),
    path("plans/<str:public_id>/propose/", plans.plan_propose, name="plan_propose"),
    path("plans/<str:public_id>/schedule/", plans.schedule, name="schedule"),
    path("interviews/", interviews.interviews, name="interviews"),
    path("interviews/<str:public_id>/", interviews.interview, name="interview"),
    path("interviews/<str:public_id>/move/", interviews.interview_move, name="interview_move"),
    path("interviews/<str:public_id>/link/new/", interviews.link_new, name="link_new"),
    path("interviews/<str:public_id>/link/revoke/", interviews.link_revoke, name="link_revoke"),
    path("interviews/<str:public_id>/room/", rooms.room, name="room"),
    path("interviews/<str:public_id>/room/status/", rooms.room_status, name="room_status"),
    path("interviews/<str:public_id>/room/next/", rooms.room_next, name="room_next"),
    path("interviews/<str:public_id>/room/put/", rooms.room_put, name="room_put"),
    path("interviews/<str:public_id>/room/skip/", rooms.room_skip, name="room_skip"),
    path("interviews/<str:public_id>/room/bank/", rooms.room_bank, name="room_bank"),
    path("interviews/<str:public_id>/room/add/", rooms.room_add, name="room_add"),
    path("interviews/<str:public_id>/note/", rooms.note_save, name="note_save"),
    path("interviews/<str:public_id>/evidence/", scorecards.evidence_add, name="evidence_add"),
    path("interviews/<str:public_id>/scorecard/", scorecards.scorecard, name="scorecard"),
    path("interviews/<str:public_id>/scorecard/save/", scorecards.scorecard_save, name="scorecard_save"),
    path("interviews/<str:public_id>/scorecard/submit/", scorecards.scorecard_submit, name="scorecard_submit"),
    path("join/<str:token>/", candidates.join, name="join"),
    path("room/<str:link_id>/", candidates.candidate_room, name="candidate_room"),
    path("room/<str:link_id>/stage/", candidates.candidate_stage, name="candidate_stage"),
]
