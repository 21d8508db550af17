from django.urls import path

from practice.views import attempts, guests, home, mocks, questions, runs

urlpatterns = [
    path("", home.practice, name="practice"),
    path("guest/start/", guests.guest_start, name="guest_start"),
    path("guest/leave/", guests.guest_leave, name="guest_leave"),
    path("preparation/", home.preparation, name="preparation"),
    path("timer/", questions.timer, name="timer"),
    path("questions/", questions.practice_questions, name="practice_questions"),
    path("questions/<str:public_id>/mark/", questions.question_mark, name="question_mark"),
    path("runs/new/", home.run_new, name="run_new"),
    path("runs/<str:public_id>/", runs.run, name="run"),
    path("runs/<str:public_id>/finish/", runs.run_finish, name="run_finish"),
    path("mocks/<str:public_id>/", mocks.mock, name="mock"),
    path("mocks/<str:public_id>/status/", mocks.mock_status, name="mock_status"),
    path("mocks/<str:public_id>/begin/", mocks.mock_begin, name="mock_begin"),
    path("mocks/<str:public_id>/next/", mocks.mock_next, name="mock_next"),
    path("mocks/<str:public_id>/pause/", mocks.mock_pause, name="mock_pause"),
    path("mocks/<str:public_id>/finish/", mocks.mock_finish, name="mock_finish"),
    path("attempts/new/", attempts.attempt_new, name="attempt_new"),
    path("attempts/<str:public_id>/", attempts.attempt, name="attempt"),
    path("attempts/<str:public_id>/pictures/<str:picture_id>/", attempts.attempt_picture, name="attempt_picture"),
    path("attempts/<str:public_id>/save/", attempts.attempt_save, name="attempt_save"),
    path("attempts/<str:public_id>/sheets/<str:kind>/", attempts.sheet_save, name="sheet_save"),
    path("attempts/<str:public_id>/hint/", attempts.attempt_hint, name="attempt_hint"),
    path("attempts/<str:public_id>/answer/", attempts.attempt_answer, name="attempt_answer"),
    path("attempts/<str:public_id>/label/", attempts.attempt_label, name="attempt_label"),
    path("attempts/<str:public_id>/rate/", attempts.attempt_rate, name="attempt_rate"),
    path("attempts/<str:public_id>/reflect/", attempts.attempt_reflect, name="attempt_reflect"),
]
