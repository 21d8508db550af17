"""What somebody chose on the list of questions. The address holds all of it, so that it can be kept and sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from core.errors import BadRequest
from core.posted import whole_number
from questions.models import Kind, Level, Question
from questions.search.words import Wording, read_wording

NO_LEVEL = "none"
SORTS = {"fit": "Best fit", "newest": "Newest", "title": "A to Z", "unasked": "Longest not asked"}
# States that a question is in or not: the address holds their names.
FLAGS = {
    "unanswered": "Without an answer",
    "never_asked": "Never asked",
    "overexposed": "Overexposed",
}
_WORDS: dict[str, frozenset[str]] = {
    "level": frozenset((*Level.values, NO_LEVEL)),
    "kind": frozenset(Kind.values),
    "use": frozenset(Question.Use.values),
    "is": frozenset(FLAGS),
}
# By what one can choose several of, in the order of the page.
FACETS = ("level", "kind", "topic", "tag", "collection", "source", "use", "is")
LONGEST_TEXT = 200
MOST_CHOICES = 50
LAST_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class Filters:
    """`chosen` holds the values of each facet; topics and sources stand there by their public ids."""

    text: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    retired: bool = False
    sort: str = ""
    page: int = 1

    def of(self, facet: str) -> frozenset[str]:
        return self.chosen.get(facet, frozenset())

    @property
    def wording(self) -> Wording:
        return read_wording(self.text)

    @property
    def order(self) -> str:
        """The sort in force: by fit only where there is a word to fit."""
        if self.sort and (self.sort != "fit" or self.wording):
            return self.sort
        return "fit" if self.wording else "newest"

    @property
    def wordless(self) -> bool:
        """Something was typed, and none of it can be looked for."""
        return bool(self.text) and self.wording == Wording()

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.retired or any(self.chosen.values()))

    def toggled(self, facet: str, value: str) -> Self:
        return replace(self, chosen={**self.chosen, facet: self.of(facet) ^ {value}}, page=1)

    def query(self) -> str:
        """The address after the question mark; the same choice always gives the same words."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(facet, value) for facet in FACETS for value in sorted(self.of(facet))]
        pairs += [("retired", "yes")] if self.retired else []
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return urlencode(pairs)


def read_filters(data: QueryDict) -> Filters:
    """BadRequest where a value is none of those that the page offers."""
    return Filters(
        text=data.get("q", "").strip()[:LONGEST_TEXT].replace("\x00", ""),
        chosen={facet: _values(facet, data.getlist(facet)) for facet in FACETS},
        retired=_one_of(data.get("retired", ""), {"", "yes"}) == "yes",
        sort=_one_of(data.get("sort", ""), {"", *SORTS}),
        page=_page(data.get("page", "1") or "1"),
    )


def _values(facet: str, given: list[str]) -> frozenset[str]:
    values = frozenset(value for value in given if value)
    known = _WORDS.get(facet)
    if len(values) > MOST_CHOICES or any("\x00" in value or len(value) > 32 for value in values):
        raise BadRequest("This filter is not one of the list's.")
    if known is not None and not values <= known:
        raise BadRequest("This filter is not one of the list's.")
    return values


def _one_of(value: str, known: Iterable[str]) -> str:
    if value not in known:
        raise BadRequest("This filter is not one of the list's.")
    return value


def _page(raw: str) -> int:
    page = whole_number(raw, most=LAST_PAGE)
    if not page:
        raise BadRequest("There is no such page.")
    return page
