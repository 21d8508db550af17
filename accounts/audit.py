"""The record of access: who did what to which object, never what it said (security.md, 7.8).

`note` writes an entry in the transaction of what it tells of. Each minute the worker links what is new into a chain
(`link_new`), and each day says outside the database how long it is. `findings` says where it does not hold.
"""

from collections.abc import Iterator
from datetime import UTC

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit_anchors import Anchor, anchors, cut_off, drop_anchor
from accounts.audit_chain import START, Entry, Link, broken, entry_mark, link_mark
from accounts.models import AuditEntry, AuditLink, User
from core.health import Check
from core.models import random_id

# In one run of the job, within its lease; the next minute goes on.
BATCH = 2_000
SHOWN = 5
# A transaction may commit its entry after others have taken so many numbers.
LATEST = 10_000


def note(verb: str, *objects: str, by: User | None) -> None:
    """An entry for each object, which is a kind and a public id, as "report:ID"; one where there is none."""
    AuditEntry.objects.bulk_create(_marked(verb, each, by) for each in objects or ("",))


def _marked(verb: str, object_: str, by: User | None) -> AuditEntry:
    row = AuditEntry(key=random_id(), at=timezone.now(), actor=by.public_id if by else "", verb=verb, object=object_)
    row.mark = entry_mark(_key(), _entry(row))
    return row


def _key() -> bytes:
    key: str = settings.AUDIT_KEY or settings.SECRET_KEY
    return key.encode()


def _entry(row: AuditEntry) -> Entry:
    return Entry(row.key, row.at.astimezone(UTC).isoformat(timespec="microseconds"), row.actor, row.verb, row.object)


@transaction.atomic
def link_new() -> int:
    """Links the entries that have no place yet, in the order in which they came; returns how many."""
    last = AuditLink.objects.order_by("-number").first()
    number, before = (last.number, last.mark) if last else (0, START)
    behind = (last.entry_id or 0) - LATEST if last else 0
    links = []
    for row in AuditEntry.objects.unlinked(behind=behind)[:BATCH]:
        number += 1
        before = link_mark(_key(), number, before, row.mark)
        links.append(AuditLink(number=number, entry_id=row.pk, mark=before))
    AuditLink.objects.bulk_create(links)
    return len(links)


def anchor_head(*, restored: bool = False) -> None:
    """Once a day; also whenever a backup was restored, since the record then ends where the backup did."""
    today = timezone.now().date().isoformat()
    if not restored and any(anchor.day == today for anchor in anchors()):
        return
    last = AuditLink.objects.order_by("-number").first()
    number, mark = (last.number, last.mark) if last else (0, START)
    drop_anchor(Anchor(today, number, mark, restored))


def findings() -> list[str]:
    """Where the record does not hold, in words; [] where it does. Reads all of it."""
    marks: dict[int, str] = {}
    found = [*broken(_key(), _links(marks)), *cut_off(marks), *_strangers()]
    more = [f"And {len(found) - SHOWN} more."] if len(found) > SHOWN else []
    return found[:SHOWN] + more


def _links(marks: dict[int, str]) -> Iterator[Link]:
    """In order; what was read is kept in `marks`."""
    for row in AuditLink.objects.select_related("entry").iterator(chunk_size=BATCH):
        marks[row.number] = row.mark
        of = row.entry
        yield Link(row.number, row.mark, of.mark if of else None, _entry(of) if of else None)


def _strangers() -> Iterator[str]:
    """Entries without a place yet, whose mark the product did not make."""
    for row in AuditEntry.objects.unlinked()[:BATCH]:
        if entry_mark(_key(), _entry(row)) != row.mark:
            yield f"An entry of {row.at:%Y-%m-%d %H:%M} was not written by the product."


def check() -> Check:
    found = findings()
    sentence = " ".join(found) or f"{AuditLink.objects.count():,} entries, each in its place."
    return Check("record of access", not found, sentence)
