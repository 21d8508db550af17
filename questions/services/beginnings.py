"""Where the questions of a waiting document begin: what a person says of it, and reading the document again."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

from django.db import transaction

from core.errors import BadRequest, Conflict, DomainError
from questions.importing.decoding import decode
from questions.importing.document import Given, Layout, ParsedDocument, Warned
from questions.importing.limited import read_limited
from questions.importing.packing import pack
from questions.models import ImportDraft, ImportRow, WaitingFile
from questions.services.drafts import hold, prepare_rows
from questions.services.settings_kept import restore, rewritten_since, settings_of

Reader = Callable[[str, bytes, Given | None], ParsedDocument]
# As many questions as a table may have rows; a document whose own reading gives more may keep them.
MOST = 5_000
# Steps that can be taken back, and the lines that all of them together may have turned.
MOST_STEPS, MOST_TURNED = 100, 60_000
NO_LINE = "There is no such line in this document, or nothing stands in it. Reload the page."
NO_CHANGE = "There is nothing to take back."
TOO_MANY = f"A document gives {MOST:,} questions at most. Leave some of these lines out."
READ_ANEW = "This document was read again in another tab. Reload the page."
TURNED_MEANWHILE = "Where questions begin was changed in another tab while the document was read. Read it again."
UNREAD = (
    "Where questions begin was changed, and the document was not read again since. Read it again first, or take the "
    "changes back."
)
NOT_KEPT = (
    "This document was uploaded before texts were kept to be read again. Discard it, and import the file once more."
)
NONE_ABOVE = "There is no question above this one, or it begins nowhere any more. Reload the preview."
REWRITTEN = "You had changed the text of this question, and it stayed so; the document gives it another answer now."


def keep_file(*, draft: ImportDraft, data: bytes, layout: Layout) -> WaitingFile:
    begins = list(layout.begins)
    looks = [{"name": look.name, "lines": list(look.lines), "asking": list(look.asking)} for look in layout.looks]
    ends = list(layout.ends)
    return WaitingFile.objects.create(
        draft=draft, data=data, looks=looks, first=begins, read=begins, begins=begins, ends=ends
    )


def file_of(draft: ImportDraft, *, readings: int | None = None) -> WaitingFile:
    """Without its bytes until somebody asks for them; Conflict where none was kept, or it was read again since."""
    file = WaitingFile.objects.filter(draft=draft).defer("data").first()
    if file is None:
        raise Conflict(NOT_KEPT)
    if readings is not None and file.readings != readings:
        raise Conflict(READ_ANEW)
    file.draft = draft
    return file


def lines_of(file: WaitingFile) -> list[str]:
    return decode(bytes(file.data)).split("\n")


def says_something(line: str) -> bool:
    """Whether a question can begin there: a rule or a fence alone asks nothing."""
    return re.search(r"\w", line) is not None


def refuse_unread(draft: ImportDraft) -> None:
    file = WaitingFile.objects.filter(draft=draft).only("begins", "read", "joins", "joined").first()
    if file and not file.is_read:
        raise DomainError(UNREAD)


@transaction.atomic
def turn_line(*, draft: ImportDraft, readings: int, line: int, begins: bool) -> WaitingFile:
    """A question begins in the line, or it belongs to the one above; said twice, it changes nothing."""
    hold(draft)
    file = file_of(draft, readings=readings)
    lines = lines_of(file)
    if not 0 < line <= len(lines) or not says_something(lines[line - 1]):
        raise BadRequest(NO_LINE)
    return _turned(file, *_with_line(file, line, begins=begins))


def _with_line(file: WaitingFile, line: int, *, begins: bool) -> tuple[set[int], set[int]]:
    """(beginnings, lines that join the question above) as they are then."""
    if begins:
        return set(file.begins) | {line}, set(file.joins) - {line}
    return set(file.begins) - {line}, set(file.joins) | ({line} & set(file.first))


@transaction.atomic
def turn_alike(*, draft: ImportDraft, readings: int, line: int) -> WaitingFile:
    """What is true of the line becomes true of all that are set like it."""
    hold(draft)
    file = file_of(draft, readings=readings)
    alike = next((set(look["lines"]) for look in file.looks if line in look["lines"]), None)
    if alike is None:
        raise BadRequest(NO_LINE)
    begins = set(file.begins) | alike if line in file.begins else set(file.begins) - alike
    return _turned(file, begins, set(file.joins) - alike)


@transaction.atomic
def turn_look(*, draft: ImportDraft, readings: int, look: int, how: str) -> WaitingFile:
    """All lines of a look begin a question ("take"), none does ("leave"), those of them that ask ("asking"), or all of
    them and no others ("only"). What is left as a whole joins nothing: it is cut off where the reader cuts by itself.
    """
    hold(draft)
    file = file_of(draft, readings=readings)
    if not 0 <= look < len(file.looks):
        raise BadRequest("This document offers no such lines. Reload the page.")
    lines, asking, begins = set(file.looks[look]["lines"]), set(file.looks[look]["asking"]), set(file.begins)
    wanted = {"take": begins | lines, "leave": begins - lines, "asking": begins - lines | asking, "only": lines}
    return _turned(file, wanted[how], set() if how == "only" else set(file.joins) - lines)


@transaction.atomic
def take_back(*, draft: ImportDraft, readings: int) -> WaitingFile:
    """The last step, also one that the document was read again since."""
    hold(draft)
    file = file_of(draft, readings=readings)
    if not file.steps:
        raise DomainError(NO_CHANGE)
    *file.steps, last = file.steps
    file.begins, file.joins = (sorted(set(getattr(file, name)) ^ set(last[name])) for name in ("begins", "joins"))
    file.save(update_fields=["begins", "joins", "steps"])
    return file


@transaction.atomic
def as_first(*, draft: ImportDraft, readings: int) -> WaitingFile:
    """The beginnings that the reader chose itself; a step like any other, which can be taken back."""
    hold(draft)
    file = file_of(draft, readings=readings)
    return _turned(file, set(file.first), set())


def _turned(file: WaitingFile, begins: set[int], joins: set[int]) -> WaitingFile:
    if len(begins) > max(MOST, len(file.begins), len(file.first)):
        raise DomainError(TOO_MANY)
    if _note(file, begins, joins):
        file.begins, file.joins = sorted(begins), sorted(joins)
        file.save(update_fields=["begins", "joins", "steps"])
    return file


def _note(file: WaitingFile, begins: set[int], joins: set[int]) -> bool:
    """Whether anything is turned; the step that takes it back is kept, and as many before it as may be."""
    step = {"begins": sorted(set(file.begins) ^ begins), "joins": sorted(set(file.joins) ^ joins)}
    if not step["begins"] and not step["joins"]:
        return False
    steps = [*file.steps, step][-MOST_STEPS:]
    turned = list(accumulate(len(each["begins"]) + len(each["joins"]) for each in reversed(steps)))
    kept = sum(lines <= MOST_TURNED for lines in turned)
    file.steps = steps[-max(1, kept) :]
    return True


def read_again(*, draft: ImportDraft, readings: int, read: Reader = read_limited) -> WaitingFile:
    """Reads the document with the beginnings that were said last; what people set in rows that stay, stays.

    DomainError says why it cannot be read; then nothing is changed.
    """
    file = file_of(draft, readings=readings)
    return _read_with(draft, file, Given(tuple(file.begins), tuple(file.joins)), read)


def join_above(*, draft: ImportDraft, row: ImportRow, read: Reader = read_limited) -> WaitingFile:
    """The question belongs to the one above it: its beginning is taken away, and the document read again."""
    file = file_of(draft)
    line = int(row.found["line"])
    if row.position < 2 or line not in file.begins:
        raise DomainError(NONE_ABOVE)
    begins, joins = _with_line(file, line, begins=False)
    return _read_with(draft, file, Given(tuple(sorted(begins)), tuple(sorted(joins))), read)


def _read_with(draft: ImportDraft, file: WaitingFile, given: Given, read: Reader) -> WaitingFile:
    # Reading takes its time, and nobody else waits for it.
    document = read(draft.file_name, bytes(file.data), None if list(given.begins) == file.first else given)
    with transaction.atomic():
        hold(draft)
        now = file_of(draft, readings=file.readings)
        if (now.begins, now.joins) != (file.begins, file.joins):
            raise Conflict(TURNED_MEANWHILE)
        # So may what was chosen of the whole document in the meantime.
        draft.refresh_from_db(fields=["choices"])
        _write_rows(draft, document)
        return _written(now, document.layout or Layout((), (), ()), given)


def _write_rows(draft: ImportDraft, document: ParsedDocument) -> None:
    kept = settings_of(draft)
    rewritten = (Warned(line, REWRITTEN) for line in rewritten_since(draft, kept, document))
    warnings = sorted([*document.warnings, *rewritten], key=lambda warned: warned.line)
    document = replace(document, warnings=tuple(warnings), layout=None)
    draft.document = pack(document)
    draft.save(update_fields=["document"])
    prepare_rows(draft=draft, document=document, compare=not draft.choices.get("apart"))
    restore(draft, kept)


def _written(file: WaitingFile, layout: Layout, given: Given) -> WaitingFile:
    """A line that begins nothing after all, as one of a fence, is no beginning any more."""
    _note(file, set(layout.begins), set(given.joins))
    file.read = file.begins = list(layout.begins)
    file.joined = file.joins = list(given.joins)
    file.ends, file.readings = list(layout.ends), file.readings + 1
    file.save(update_fields=["read", "begins", "joined", "joins", "ends", "steps", "readings"])
    return file
