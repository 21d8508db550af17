"""Titles that are no headings: "**CSS**" behind the last question on HTML is no part of its answer."""

from bisect import bisect_left
from collections.abc import Sequence

from questions.importing.seeing.faces import face_of
from questions.importing.seeing.labels import begins_answer, read_label
from questions.importing.seeing.page import Heading, Page
from questions.importing.wording import MAY_ASK, asking

LONGEST = 60
MOSTLY = 0.5


def titles_between(bodies: Sequence[tuple[int, int]], first: int, page: Page) -> list[Heading | None]:
    """The title above the `first` question, and for each body (its lines) the one that closes it above the next.

    None of them where no such title stands above the first question, or where most bodies end so: then those answer.
    Lines that are not even bold are titles where the questions have nothing else below them.
    """
    found = _titles(bodies, first, page, "bold")
    if not any(found):
        plain = _titles(bodies, first, page, "")
        found = (
            plain if all(_is_bare(body, title, page) for body, title in zip(bodies, plain[1:], strict=True)) else found
        )
    return found


def _titles(bodies: Sequence[tuple[int, int]], first: int, page: Page, style: str) -> list[Heading | None]:
    found = [_title_above(end, start, page, style) for start, end in bodies[:-1]]
    opening = _title_above(first, 0, page, style)
    if opening is None or sum(map(bool, found)) > MOSTLY * len(bodies):
        return [None] * (len(bodies) + 1)
    return [opening, *found, None]


def _is_bare(body: tuple[int, int], title: Heading | None, page: Page) -> bool:
    return not page.has_text(body[0], title.line if title else body[1])


def _title_above(line: int, start: int, page: Page, style: str) -> Heading | None:
    """The short line so set, a paragraph of its own, that is the last to carry text between the two."""
    at = bisect_left(page.texts, line) - 1
    if at < 0 or page.texts[at] < start:
        return None
    own = [leaf for leaf in page.between(page.texts[at], page.texts[at] + 1) if leaf.kind == "paragraph"]
    if not own or own[0].nest or own[0].end != own[0].start + 1:
        return None
    face = face_of(own[0].text)
    silent = len(face.text) <= LONGEST and not face.text.endswith((".", "!", "?")) and asking(face.text) < MAY_ASK
    if face.style != style or not silent or begins_answer(face.text) or read_label(face.text):
        return None
    return Heading(own[0].start, 6, face.text.strip(" :："))
