"""What a reader of exported files needs: the schema they follow, and a page that verifies an evidence pack."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import TooLarge
from core.middleware import open_to_all
from reports.exporting.evidence_pack import NotAPack, Verified, verify_pack
from reports.exporting.json_export import SCHEMA_FILE
from reports.models import Report
from reports.seal import is_seal


@open_to_all
@require_safe
def report_schema(request: HttpRequest) -> HttpResponse:
    """Published for whoever reads our JSON with a program; it holds nothing of anybody."""
    answer = HttpResponse(SCHEMA_FILE.read_bytes(), content_type="application/schema+json")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Any signed-in person: it tells about the file that was dropped, and of our own reports only whether it is one."""
    if request.method != "POST":
        return render(request, "reports/verify.html", {})
    file = request.FILES.get("pack")
    if request.META.get("upload.too_large"):
        raise TooLarge("An evidence pack is smaller than 5 MB; this file is not one.")
    if file is None:
        return render(
            request, "reports/verify.html", {"refusal": "Choose the ZIP file of an evidence pack."}, status=422
        )
    try:
        found = verify_pack(file, is_seal=is_seal)
    except NotAPack as why:
        return render(request, "reports/verify.html", {"refusal": str(why), "name": file.name}, status=422)
    return render(request, "reports/verify.html", {"found": found, "name": file.name, "newest": _is_newest(found)})


def _is_newest(found: Verified) -> bool | None:
    """Whether the sealed pack tells what the report says today; None where its report is not here (any more)."""
    if not found.sealed:
        return None
    stored = Report.objects.filter(interview__public_id=found.interview_id).values_list("input_hash", flat=True).first()
    return None if stored is None else stored == found.report_hash
