from django.urls import path

from reports.views import comparing, decisions, exports, listing, report, summary

urlpatterns = [
    path("", listing.reports, name="reports"),
    path("views/", listing.saved_view_new, name="saved_view_new"),
    path("views/<str:public_id>/forget/", listing.saved_view_forget, name="saved_view_forget"),
    path("compare/", comparing.compare, name="report_compare"),
    path("exports/", exports.exports, name="exports"),
    path("exports/new/", exports.export_new, name="export_new"),
    path("exports/<str:public_id>/", exports.export, name="export"),
    path("exports/<str:public_id>/file/", exports.export_file, name="export_file"),
    path("exports/<str:public_id>/forget/", exports.export_forget, name="export_forget"),
    path("of/<str:public_id>/", report.interview_report, name="interview_report"),
    path("<str:public_id>/", report.report, name="report"),
    path("<str:public_id>/summary/", summary.summary, name="summary"),
    path("<str:public_id>/summary/again/", summary.summary_again, name="summary_again"),
    path("<str:public_id>/decide/", decisions.decide, name="decide"),
]
