"""What the preview of an import shows: lists with counts, rows with reasons, one row beside the one it is like."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from questions.content import Content, content_of_version
from questions.differences import FieldChange, compare
from questions.importing.document import ParsedQuestion
from questions.merging import united
from questions.models import ImportDraft, ImportRow
from questions.protected import Mention, protected_mentions
from questions.remarks import Notes
from questions.services.comparing import content_of, found_of
from questions.services.drafts import edition_of, may, next_content, topic_reason

Action, Likeness = ImportRow.Action, ImportRow.Likeness
PAGE = 15
ALIKE = (Likeness.SAME, Likeness.NEAR, Likeness.MEANING)
LISTS: dict[str, tuple[str, Q]] = {
    "all": ("All", Q()),
    "new": ("New", Q(likeness="")),
    "changed": ("Changed", Q(likeness=Likeness.EDITION, changed=True)),
    "alike": ("Alike", Q(likeness__in=ALIKE)),
    "level": ("Need a level", Q(level="") & ~Q(action=Action.SKIP)),
    "unanswered": ("Without an answer", Q(has_answer=False)),
    "out": ("Left out", Q(action=Action.SKIP)),
}


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    label: str
    count: int
    chosen: bool


def tabs(draft: ImportDraft, shown: str) -> list[Tab]:
    """Lists that hold something, and the one that is shown."""
    counts = draft.rows.aggregate(**{name: Count("pk", filter=filter_) for name, (_, filter_) in LISTS.items()})
    kept = (name for name in LISTS if counts[name] or name in ("all", shown))
    return [Tab(name, LISTS[name][0], counts[name], name == shown) for name in kept]


def actions_planned(draft: ImportDraft) -> dict[str, int]:
    counts = draft.rows.order_by().values_list("action").annotate(count=Count("pk"))
    return {"add": 0, "merge": 0, "version": 0, "skip": 0} | dict(counts)


def rows_of(draft: ImportDraft, shown: str) -> QuerySet[ImportRow]:
    """Each row knows its draft without fetching it: a draft holds its whole document."""
    rows = draft.rows.select_related("match__current", "match_row").defer("match__search_text")
    return rows.filter(LISTS[shown][1])


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the table shows it."""

    row: ImportRow
    found: ParsedQuestion
    mentions: tuple[Mention, ...]
    topic_reason: str
    choices: Sequence[tuple[str, str]]
    notes: Sequence[str]

    @property
    def why(self) -> str:
        """The reasons in one line; a level and a kind that have the same one share it."""
        topic = f"Topic: {_within(self.topic_reason)}"
        if self.found.kind_reason == self.found.level_reason:
            return f"Level and kind: {_within(self.found.level_reason)} {topic}"
        return f"Level: {_within(self.found.level_reason)} Kind: {_within(self.found.kind_reason)} {topic}"


def _within(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def line_of(row: ImportRow, notes: Notes) -> Line:
    found = found_of(row)
    texts = (found.prompt, found.answer, *found.key_points, *found.follow_ups, *found.red_flags)
    said = notes.get(row.position, ())
    offered = [(value, label) for value, label in Action.choices if may(row, value, row.draft.user)]
    return Line(row, found, protected_mentions(texts), topic_reason(found, row.draft), offered, said)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A row, and the other question; `replaced` is what a new version would change, `merged` what merging would."""

    mine: Content
    other: Content | None
    replaced: tuple[FieldChange, ...]
    merged: tuple[FieldChange, ...]
    contradicting: tuple[str, ...]


def side_by_side(row: ImportRow) -> SideBySide:
    mine = content_of(found_of(row))
    other = _other(row)
    if other is None:
        return SideBySide(mine, None, (), (), ())
    merged = compare(other, united(other, mine))
    if row.match is None:
        return SideBySide(mine, other, compare(other, mine), merged, ())
    known = edition_of(row.draft.previous, row.draft.user).known if row.draft.previous else {}
    after, contradicting = next_content(row, mine, known.get(row.match.pk))
    return SideBySide(mine, other, compare(other, after), merged, contradicting)


def _other(row: ImportRow) -> Content | None:
    if row.match and row.match.current:
        return content_of_version(row.match.current)
    return content_of(found_of(row.match_row)) if row.match_row else None


def neighbours(row: ImportRow, shown: str) -> dict[str, Any]:
    """The rows before and after in the same list, and where this one stands in it."""
    rows = rows_of(row.draft, shown)
    return {
        "before": rows.filter(position__lt=row.position).order_by("-position").first(),
        "after": rows.filter(position__gt=row.position).first(),
        "place": rows.filter(position__lte=row.position).count(),
        "of": rows.count(),
    }
