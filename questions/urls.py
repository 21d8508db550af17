from django.urls import path

from questions.views import bank, browsing, importing

urlpatterns = [
    path("", browsing.questions, name="questions"),
    path("filters/", browsing.filter_save, name="filter_save"),
    path("filters/<str:public_id>/remove/", browsing.filter_remove, name="filter_remove"),
    path("new/", bank.question_new, name="question_new"),
    path("preview/", bank.preview, name="question_preview"),
    path("import/", importing.upload, name="import_upload"),
    path("import/<str:public_id>/", importing.import_preview, name="import_preview"),
    path("import/<str:public_id>/confirm/", importing.import_confirm, name="import_confirm"),
    path("import/<str:public_id>/discard/", importing.import_discard, name="import_discard"),
    path("<str:public_id>/", bank.question, name="question"),
    path("<str:public_id>/edit/", bank.question_edit, name="question_edit"),
    path("<str:public_id>/retire/", bank.retire, name="question_retire"),
]
