from django.urls import path

from rubric.views import drafting, making, publishing, reading

urlpatterns = [
    path("", reading.rubrics, name="rubrics"),
    path("new/", making.rubric_new, name="rubric_new"),
    path("import/", making.rubric_import, name="rubric_import"),
    path("<str:public_id>/", reading.rubric, name="rubric"),
    path("<str:public_id>/practice/", reading.rubric_practice, name="rubric_practice"),
    path("<str:public_id>/changes/", reading.rubric_changes, name="rubric_changes"),
    path("<str:public_id>/export/<str:kind>/", reading.rubric_export, name="rubric_export"),
    path("<str:public_id>/copy/", drafting.rubric_copy, name="rubric_copy"),
    path("<str:public_id>/draft/", drafting.rubric_start, name="rubric_start"),
    path("<str:public_id>/edit/", drafting.rubric_edit, name="rubric_edit"),
    path("<str:public_id>/save/", drafting.rubric_save, name="rubric_save"),
    path("<str:public_id>/order/", drafting.rubric_order, name="rubric_order"),
    path("<str:public_id>/criteria/add/", drafting.rubric_criterion_add, name="rubric_criterion_add"),
    path("<str:public_id>/criteria/remove/", drafting.rubric_criterion_remove, name="rubric_criterion_remove"),
    path("<str:public_id>/publish/", publishing.rubric_publish, name="rubric_publish"),
    path("<str:public_id>/discard/", drafting.rubric_discard, name="rubric_discard"),
]
