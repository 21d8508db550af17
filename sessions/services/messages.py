from django.db import transaction

from core.errors import BadRequest, DomainError
from core.saving import OP_ID
from sessions.models import PanelMember, PanelMessage, SessionEvent
from sessions.services.events import record
from sessions.services.rights import locked


@transaction.atomic
def send_message(*, member: PanelMember, op_id: str, body: str) -> PanelMessage:
    """Says something to the panel, once per operation. The candidate is not rung."""
    if not OP_ID.fullmatch(op_id) or "\x00" in body:
        raise BadRequest("The message is not of the expected form. Please reload the page.")
    if not body.strip():
        raise DomainError("Type a message first.")
    interview = locked(member.interview)
    message, made = PanelMessage.objects.get_or_create(
        author=member.user, op_id=op_id, defaults={"interview": interview, "body": body.strip()[:2000]}
    )
    if made:
        record(interview=interview, kind="message", audience=SessionEvent.Audience.PANEL, by=member.user)
    return message
