from django.urls import path

from questions.views import bank, browsing, editing, exporting, importing, organising, previewing, versions

urlpatterns = [
    path("", browsing.questions, name="questions"),
    path("filters/", browsing.filter_save, name="filter_save"),
    path("filters/<str:public_id>/remove/", browsing.filter_remove, name="filter_remove"),
    path("new/", editing.question_new, name="question_new"),
    path("preview/", editing.preview, name="question_preview"),
    path("pictures/<str:public_id>/", bank.picture, name="picture"),
    path("since/<str:content_hash>/", versions.changed_since, name="changed_since"),
    path("export/", exporting.question_export, name="question_export"),
    path("import/", importing.upload, name="import_upload"),
    path("import/<str:public_id>/", previewing.import_preview, name="import_preview"),
    path("import/<str:public_id>/confirm/", previewing.import_confirm, name="import_confirm"),
    path("import/<str:public_id>/rows/", previewing.import_rows, name="import_rows"),
    path("import/<str:public_id>/rows/<str:row_id>/", previewing.import_row, name="import_row"),
    path("import/<str:public_id>/compare/", previewing.import_compare, name="import_compare"),
    path("imported/<str:public_id>/", previewing.imported, name="imported"),
    path("imported/<str:public_id>/undo/", previewing.import_undo, name="import_undo"),
    path("import/<str:public_id>/discard/", importing.import_discard, name="import_discard"),
    path("bulk/", organising.question_bulk, name="question_bulk"),
    path("topics/", organising.topics, name="topics"),
    path("topics/<str:public_id>/remove/", organising.topic_remove, name="topic_remove"),
    path("collections/", organising.collections, name="collections"),
    path("collections/<str:public_id>/", organising.collection_edit, name="collection_edit"),
    path("<str:public_id>/", bank.question, name="question"),
    path("<str:public_id>/edit/", editing.question_edit, name="question_edit"),
    path("<str:public_id>/versions/", versions.question_versions, name="question_versions"),
    path("<str:public_id>/versions/restore/", versions.version_restore, name="version_restore"),
    path("<str:public_id>/collect/", organising.question_collect, name="question_collect"),
    path("<str:public_id>/retire/", bank.retire, name="question_retire"),
]
