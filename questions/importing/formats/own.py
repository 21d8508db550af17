"""What the files that this product writes say of a question: checked, and then taken as it is."""

from collections.abc import Callable, Mapping
from typing import Any

from questions.content_hash import content_hash
from questions.importing.document import ParsedQuestion, Warned
from questions.importing.entries import KINDS, LEVELS

SCHEMA = "interviewprep.questions/1"
REASON = "As it was exported."
CHANGED = "This question was changed after it had been exported."
USES = ("live", "practice")
VISIBILITIES = ("private", "team")
TEXTS = ("prompt", "answer", "answer_label", "id", "topic", "use", "visibility", "content_hash")
MOST_PICTURES = 4
OF_PICTURE = ("image", "sha256", "alt", "media_type", "data")
LISTS = ("key_points", "follow_ups", "red_flags", "levels", "tags")


def wrong_with(entry: Any) -> str | None:
    """Why an entry is not a question of the schema; None: it is one."""
    if not isinstance(entry, dict):
        return "is not an object"
    return next((sentence for check, sentence in CHECKS if not check(entry)), None)


def _texts(entry: Mapping[str, Any]) -> bool:
    return all(isinstance(entry.get(name, ""), str) for name in TEXTS)


def _lists(entry: Mapping[str, Any]) -> bool:
    lists = [entry.get(name, []) for name in LISTS]
    return all(isinstance(texts, list) and all(isinstance(text, str) for text in texts) for texts in lists)


def _level_answers(entry: Mapping[str, Any]) -> bool:
    answers = entry.get("level_answers", {})
    return isinstance(answers, dict) and all(k in LEVELS and isinstance(v, str) for k, v in answers.items())


def _minutes(entry: Mapping[str, Any]) -> bool:
    minutes = entry.get("minutes")
    return minutes is None or (type(minutes) is int and 0 < minutes <= 999)


def _pictures(entry: Mapping[str, Any]) -> bool:
    pictures = entry.get("pictures", [])
    return (
        isinstance(pictures, list)
        and len(pictures) <= MOST_PICTURES
        and all(isinstance(each, dict) and set(each) <= set(OF_PICTURE) for each in pictures)
        and all(isinstance(value, str) for each in pictures for value in each.values())
    )


CHECKS: tuple[tuple[Callable[[Mapping[str, Any]], bool], str], ...] = (
    (_texts, "holds something else than text where a text belongs"),
    (_lists, "holds something else than a list of texts where one belongs"),
    (_level_answers, "has answers for a level that does not exist"),
    (_minutes, "has minutes that are no whole number from 1 to 999"),
    (_pictures, f"has pictures of another form, or more than {MOST_PICTURES}"),
    (lambda entry: isinstance(entry.get("practice_when_asked", False), bool), "does not say yes or no to practice"),
    (lambda entry: bool(entry.get("prompt", "").strip()), "has no text"),
    (lambda entry: set(entry.get("levels", [])) <= set(LEVELS), "names a level that does not exist"),
    (lambda entry: entry.get("kind", "conceptual") in KINDS, "names a kind that does not exist"),
    (lambda entry: entry.get("use", "live") in USES, "names a use that does not exist"),
    (lambda entry: entry.get("visibility", "team") in VISIBILITIES, "names a visibility that does not exist"),
    (
        lambda entry: max(len(entry.get(t, "").encode(errors="replace")) for t in ("prompt", "answer")) <= 50_000,
        "is longer than 50 kB",
    ),
)


def own_question(entry: Mapping[str, Any], line: int, warnings: list[Warned]) -> ParsedQuestion:
    """An entry that `wrong_with` found nothing wrong with; an edit after the export is said."""
    levels = tuple(level for level in LEVELS if level in entry.get("levels", []))
    question = ParsedQuestion(
        number=None,
        prompt=entry["prompt"],
        line=line,
        section=entry.get("topic", ""),
        subheading="",
        level=levels[0] if levels else None,
        level_reason=REASON,
        kind=entry.get("kind", "conceptual"),
        kind_reason=REASON,
        answer_label=entry.get("answer_label") or None,
        answer=entry.get("answer", ""),
        key_points=tuple(entry.get("key_points", ())),
        follow_ups=tuple(entry.get("follow_ups", ())),
        red_flags=tuple(entry.get("red_flags", ())),
        minutes=entry.get("minutes"),
        level_answers=dict(entry.get("level_answers", {})),
        levels=levels,
        topic=entry.get("topic"),
        tags=tuple(entry.get("tags", ())),
        use=entry.get("use", ""),
        visibility=entry.get("visibility", ""),
        identity=entry.get("id", ""),
        pictures=tuple(dict(each) for each in entry["pictures"]) if "pictures" in entry else None,
        practice_when_asked=entry.get("practice_when_asked", False),
    )
    if entry.get("content_hash", "") not in ("", _hash(question)):
        warnings.append(Warned(line, CHANGED))
    return question


def _hash(question: ParsedQuestion) -> str:
    return content_hash(
        (question.prompt, question.answer, question.answer_label or ""),
        (question.key_points, question.follow_ups, question.red_flags),
        question.level_answers,
        question.minutes,
    )
