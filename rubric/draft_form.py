"""Reads what a person changed in a draft; a field that a rubric does not have is refused."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django.http import QueryDict

from core.errors import BadRequest, DomainError
from questions.models import Level, Topic
from rubric.checks import ABOUT
from rubric.content import VALUES
from rubric.levels import plain
from rubric.models import Anchor, Criterion, RubricVersion
from rubric.services.drafts import renumber

PLUMBING = frozenset({"csrfmiddlewaretoken", "op_id", "base_version", "plain", "pane"})
WAS = "was:"
ANCHORS = tuple(f"anchor{value}" for value in VALUES)
ABOUT_FIELDS = ("title", "description", "must_have", "mean", "coverage")
FIELDS = ("title", "description", "level", "weight", "weight_reason", "must_have", "topics", *ANCHORS)
LONGEST = {"title": 200, "criterion": 300, "weight_reason": 300, "description": 4000} | dict.fromkeys(ANCHORS, 1000)
HEAVIEST = Decimal(100)


class DraftForm:
    """Fields: about:FIELD and KEY:FIELD, the criterion's key first. Each may come with was:FIELD, the value that it
    replaces. A plain form names its `pane` (about or a key) and then sets all of that pane's fields."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.claims = [name.removeprefix(WAS) for name in data if name.startswith(WAS)]
        named = [name for name in data if name not in PLUMBING and not name.startswith(WAS)]
        self.names = _all_of(str(data["pane"])) if "pane" in data else list(dict.fromkeys([*named, *self.claims]))

    @property
    def body(self) -> str:
        """The canonical text of the change, for the operation's hash."""
        return urlencode([(k, v) for k in sorted(self.data) if k not in PLUMBING for v in self.data.getlist(k)])

    def posted(self, name: str) -> list[str]:
        return [str(value).replace("\r\n", "\n") for value in self.data.getlist(name)]

    def as_seen(self, version: RubricVersion) -> bool | None:
        """Whether each stored value is the one that the form replaces, or the one that it sets."""
        if not self.claims:
            return None
        criteria = _by_key(version)
        return all(
            _stored(version, criteria, name) in (str(self.data[WAS + name]), ",".join(sorted(self.posted(name))))
            for name in self.claims
        )

    def apply(self, version: RubricVersion) -> None:
        criteria = _by_key(version)
        for name in self.names:
            pane, field = _parts(name)
            values = self.posted(name)
            if pane == ABOUT:
                _set_about(version, field, values)
            else:
                _set_criterion(_find(criteria, pane), field, values)
        for criterion in criteria.values():
            criterion.save()
        if any(name.endswith(":level") for name in self.names):
            renumber(version)


def _all_of(pane: str) -> list[str]:
    return [f"{pane}:{field}" for field in (ABOUT_FIELDS if pane == ABOUT else FIELDS)]


def _parts(name: str) -> tuple[str, str]:
    pane, _, field = name.partition(":")
    if field not in (ABOUT_FIELDS if pane == ABOUT else FIELDS):
        raise BadRequest("The form holds a field that a rubric does not have.")
    return pane, field


def _by_key(version: RubricVersion) -> dict[str, Criterion]:
    return {each.key: each for each in version.criteria.prefetch_related("anchors", "topics")}


def _find(criteria: Mapping[str, Criterion], key: str) -> Criterion:
    if key not in criteria:
        raise DomainError("This criterion was removed in another tab. What you typed is kept on this page.")
    return criteria[key]


def _stored(version: RubricVersion, criteria: Mapping[str, Criterion], name: str) -> str:
    pane, field = _parts(name)
    return about_value(version, field) if pane == ABOUT else ",".join(criterion_values(_find(criteria, pane), field))


def about_value(version: RubricVersion, field: str) -> str:
    """A field of the rubric as a whole, as its form shows it."""
    limits = {"must_have": version.must_have_threshold, "mean": version.mean_threshold}
    if field == "coverage":
        return plain(100 * version.coverage_threshold)
    return plain(limits[field]) if field in limits else str(getattr(version, field))


def criterion_values(criterion: Criterion, field: str) -> list[str]:
    """A criterion's field as its form shows it; `topics` and `must_have` are what is ticked."""
    readers: dict[str, Callable[[], list[str]]] = {
        "weight": lambda: [plain(criterion.weight)],
        "must_have": lambda: ["yes"] if criterion.must_have else [],
        "topics": lambda: sorted(topic.public_id for topic in criterion.topics.all()),
    }
    if field in ANCHORS:
        return [next((a.text for a in criterion.anchors.all() if field == f"anchor{a.value}"), "")]
    return readers[field]() if field in readers else [str(getattr(criterion, field))]


def _text(what: str, values: list[str]) -> str:
    text = values[0] if values else ""
    if len(text) > LONGEST[what]:
        raise DomainError(f"This text is longer than {LONGEST[what]} characters. Please shorten it.")
    return text


def _number(values: list[str], lowest: Decimal, highest: Decimal) -> Decimal:
    try:
        number = Decimal(values[0] if values else "")
    except InvalidOperation:
        number = Decimal("NaN")
    if not (number.is_finite() and lowest <= number <= highest):
        raise BadRequest("This number is not one of those offered.")
    return number.quantize(Decimal("0.01"))


def _set_about(version: RubricVersion, field: str, values: list[str]) -> None:
    one, five = Decimal(1), Decimal(5)
    if field == "must_have":
        version.must_have_threshold = _number(values, one, five)
    elif field == "mean":
        version.mean_threshold = _number(values, one, five)
    elif field == "coverage":
        version.coverage_threshold = _number(values, one, Decimal(100)) / 100
    else:
        setattr(version, field, _text(field, values))


def _set_criterion(criterion: Criterion, field: str, values: list[str]) -> None:
    setters: dict[str, Callable[[], None]] = {
        "title": lambda: setattr(criterion, "title", _text("criterion", values)),
        "level": lambda: _set_level(criterion, values),
        "weight": lambda: setattr(criterion, "weight", _number(values, Decimal("0.01"), HEAVIEST)),
        "must_have": lambda: setattr(criterion, "must_have", values == ["yes"]),
        "topics": lambda: _set_topics(criterion, values),
    }
    if field in ANCHORS:
        _set_anchor(criterion, int(field[-1]), _text(field, values))
    elif field in setters:
        setters[field]()
    else:
        setattr(criterion, field, _text(field, values))


def _set_level(criterion: Criterion, values: list[str]) -> None:
    if len(values) != 1 or values[0] not in Level.values:
        raise BadRequest("This level does not exist.")
    criterion.level = values[0]


def _set_topics(criterion: Criterion, values: list[str]) -> None:
    topics = Topic.objects.filter(public_id__in=values)
    if len(topics) != len(set(values)):
        raise BadRequest("This topic does not exist.")
    criterion.topics.set(topics)


def _set_anchor(criterion: Criterion, value: int, text: str) -> None:
    if text:
        Anchor.objects.update_or_create(criterion=criterion, value=value, defaults={"text": text})
    else:
        criterion.anchors.filter(value=value).delete()
