from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.people import signed_in
from reports.position_page import ORDERS, Turned, position_context
from sessions.models import Position
from sessions.services.rescoring import newer_version


@require_safe
def position(request: HttpRequest, public_id: str) -> HttpResponse:
    """Plans and interviews, and of values what each reader may see: a panel member after their own submission."""
    user = signed_in(request)
    found = get_object_or_404(
        Position.objects.visible_to(user).select_related("rubric_version__rubric", "owner"), public_id=public_id
    )
    order = request.GET.get("order", "")
    turned_to = Turned(*(request.GET.get(name, "1") for name in ("page", "late", "others")))
    context = position_context(user, found, order=order if order in ORDERS else "", turned_to=turned_to)
    context["newer"] = newer_version(found) if found.owner_id == user.pk else None
    return render(request, "reports/position.html", context)
