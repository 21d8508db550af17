"""Puts the shared pad into a room's page: the marker inside what is swapped, the editor outside of it."""

from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context
from django.urls import reverse

from sessions.models import AskedQuestion, InterviewSession, JoinLink, PanelMember
from sessions.pad.access import OPEN, has_pad
from sessions.pad.documents import document_of, text_of

register = template.Library()


def bundle_built() -> bool:
    return not settings.PLAIN_PAD and (settings.BASE_DIR / "static" / "pad" / "pad.js").exists()


@register.inclusion_tag("sessions/pad.html", takes_context=True)
def pad(context: Context) -> dict[str, Any]:
    """The editor; it makes its own style element, which the page's policy admits by nonce."""
    return {"bundle": bundle_built(), "nonce": context["request"].csp_nonce}


@register.simple_tag
def pad_script() -> str:
    """The address of what drives the pad: the bundle, or the plain one where it was not built."""
    return staticfiles_storage.url("pad/pad.js" if bundle_built() else "js/pad-plain.js")


@register.inclusion_tag("sessions/pad_marker.html", takes_context=True)
def panel_pad_marker(context: Context, interview: InterviewSession, asked: AskedQuestion, seat: PanelMember) -> Any:
    may_write = interview.state in OPEN and seat.seat != PanelMember.Seat.SHADOW
    address = reverse("panel_pad", args=[interview.public_id, asked.public_id])
    return _marker(context, asked, f"/ws/pads/{asked.public_id}/", address, may_write) | {"name": seat.user.first_name}


@register.inclusion_tag("sessions/pad_marker.html", takes_context=True)
def guest_pad_marker(context: Context, link: JoinLink, asked: AskedQuestion) -> Any:
    socket = f"/ws/join/{link.public_id}/pads/{asked.public_id}/"
    address = reverse("guest_pad", args=[link.public_id, asked.public_id])
    may_write = link.interview.state == "live"
    return _marker(context, asked, socket, address, may_write) | {"name": link.interview.candidate.name}


def _marker(context: Context, asked: AskedQuestion, socket: str, address: str, may_write: bool) -> dict[str, Any]:
    """The text is read for a whole page alone: a fragment goes to a browser that has scripts."""
    request = context["request"]
    steps = 0 if request.htmx else asked.pad_updates.count()
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "asked": asked,
        "socket": socket,
        "address": address,
        "may_write": may_write,
        "text": text_of(document_of(asked.pk, steps=steps)) if steps else "",
        "steps": steps,
    }


register.filter("has_pad", has_pad)
