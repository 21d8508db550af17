"""Our own JSON: everything a version holds. What is written reads back the same."""

import json
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from rubric.content import VALUES, CriterionContent, RubricContent
from rubric.draft_form import LONGEST
from rubric.files.problems import Unreadable, Wrong, level_named, refuse_too_many, text_of, weight_of
from rubric.levels import Thresholds, plain

SCHEMA = "interviewprep.rubric/1"


def write_json(content: RubricContent, *, number: int, content_hash: str) -> str:
    limits = content.thresholds
    return json.dumps(
        {
            "schema": SCHEMA,
            "title": content.title,
            "description": content.description,
            "version": number,
            "content_hash": content_hash,
            "thresholds": {
                "must_have": plain(limits.must_have),
                "mean": plain(limits.mean),
                "coverage": plain(limits.coverage),
            },
            "criteria": [_criterion(each) for each in content.criteria],
        },
        ensure_ascii=False,
        indent=2,
    )


def _criterion(each: CriterionContent) -> dict[str, Any]:
    return {
        "level": each.level,
        "title": each.title,
        "description": each.description,
        "weight": plain(each.weight),
        "weight_reason": each.weight_reason,
        "must_have": each.must_have,
        "topics": list(each.topics),
        "anchors": {str(value): text for value, text in sorted(each.anchors.items())},
    }


def read_json(text: str) -> RubricContent:
    """Raises Unreadable with every criterion that is wrong."""
    whole = _parsed(text)
    entries = whole.get("criteria")
    if not isinstance(entries, list):
        raise Unreadable(["The file holds no list “criteria”."])
    refuse_too_many(len(entries))
    problems: list[str] = []
    criteria = _all_read(entries, problems)
    try:
        about = RubricContent(
            title=text_of(whole.get("title", ""), "The title", LONGEST["title"]),
            description=text_of(whole.get("description", ""), "The description", LONGEST["description"]),
            thresholds=_thresholds(whole.get("thresholds")),
            criteria=tuple(criteria),
        )
    except Wrong as wrong:
        raise Unreadable([str(wrong), *problems]) from None
    if problems:
        raise Unreadable(problems)
    return about


def _parsed(text: str) -> dict[str, Any]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as broken:
        raise Unreadable([f"This is not JSON: line {broken.lineno}, {broken.msg}."]) from None
    except (RecursionError, ValueError):
        raise Unreadable(["This JSON is nested too deeply, or holds a number that is too long."]) from None
    if not isinstance(whole, dict):
        raise Unreadable(["The file is not a rubric: it has to be an object with a title and criteria."])
    if whole.get("schema", SCHEMA) != SCHEMA:
        raise Unreadable([f"The file says it is “{str(whole['schema'])[:60]}”; this reads “{SCHEMA}”."])
    return whole


def _all_read(entries: Iterable[Any], problems: list[str]) -> list[CriterionContent]:
    criteria = []
    for number, entry in enumerate(entries, start=1):
        try:
            criteria.append(_read(entry))
        except Wrong as wrong:
            problems.append(f"Criterion {number}: {wrong}")
    return criteria


def _read(entry: Any) -> CriterionContent:
    if not isinstance(entry, dict):
        raise Wrong("it is not an object.")
    title = text_of(entry.get("title", ""), "the title", LONGEST["criterion"])
    must_have = entry.get("must_have", False)
    if not title:
        raise Wrong("it has no title.")
    if not isinstance(must_have, bool):
        raise Wrong("“must_have” is neither true nor false.")
    return CriterionContent(
        level=level_named(entry.get("level", "")),
        title=title,
        description=text_of(entry.get("description", ""), "the description", LONGEST["description"]),
        weight=weight_of(entry.get("weight", 1)),
        weight_reason=text_of(entry.get("weight_reason", ""), "the reason", LONGEST["weight_reason"]),
        must_have=must_have,
        topics=_listed(entry.get("topics", [])),
        anchors=_anchors(entry.get("anchors", {})),
    )


def _listed(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or len(raw) > 20:
        raise Wrong("“topics” is not a list of at most 20 names.")
    names = (text_of(name, "a topic", 200) for name in raw)
    return tuple(sorted({name for name in names if name}))


def _anchors(raw: Any) -> dict[int, str]:
    if not isinstance(raw, dict) or set(raw) - {str(value) for value in VALUES}:
        raise Wrong("“anchors” holds something else than the values “1” to “5”.")
    texts = {int(value): text_of(text, f"the words for a {value}", LONGEST["anchor1"]) for value, text in raw.items()}
    return {value: text for value, text in sorted(texts.items()) if text}


def _thresholds(raw: Any) -> Thresholds:
    if raw is None:
        return Thresholds()
    if not isinstance(raw, dict):
        raise Wrong("“thresholds” is not an object.")
    usual = Thresholds()
    return Thresholds(
        must_have=_limit(raw.get("must_have", usual.must_have), "must_have", 5),
        mean=_limit(raw.get("mean", usual.mean), "mean", 5),
        coverage=_limit(raw.get("coverage", usual.coverage), "coverage", 1),
    )


def _limit(raw: Any, name: str, most: int) -> Decimal:
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        value = Decimal("NaN")
    lowest = Decimal("0.01") if most == 1 else Decimal(1)
    if not (value.is_finite() and lowest <= value <= most):
        raise Wrong(f"The threshold “{name}” is not a number between {lowest} and {most}.")
    return value.quantize(Decimal("0.01"))
