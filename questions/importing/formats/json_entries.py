"""One object of a JSON file as a question, with its options and the right one of them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from questions.importing.columns import WEAK, column_name, words_of
from questions.importing.entries import Entry, explained, kind_in
from questions.importing.formats.choices import lettered, with_options
from questions.importing.formats.json_objects import Place
from questions.importing.formats.json_values import parts_of, text_of, texts_of

FLAG = re.compile(r"(?:is )?(?:correct|right|true|answer)(?: answer| option)?")
LETTER = re.compile(r"(?:.*[ _-])?([a-h])")


def entry_of(place: Place, line: int, first: int) -> Entry | None:
    """`first` is the number by which the file names its first option: 0 or 1."""
    named = _named(place.value)
    prompt, answer, is_choice = _choice(named, first)
    if not prompt:
        return None
    topic = text_of(named.get("topic"))
    return Entry(
        line=line,
        prompt=prompt,
        answer=explained(answer, text_of(named.get("explanation"))),
        level=", ".join(texts_of(named.get("level"))) or place.level,
        kind=text_of(named.get("kind")) if not is_choice else "multiple choice",
        topic=topic or place.topic,
        tags=tuple(texts_of(named.get("tags"))),
        minutes=text_of(named.get("minutes")),
        key_points=texts_of(named.get("key_points")),
        follow_ups=texts_of(named.get("follow_ups")),
        red_flags=texts_of(named.get("red_flags")),
        level_answers={name[6:]: text_of(inner) for name, inner in named.items() if name.startswith("level:")},
    )


def _named(value: Mapping[str, Any]) -> dict[str, Any]:
    """The values by what they are; lists under "answers" are options, and a lone "a" beside a "q" is the answer."""
    named: dict[str, Any] = {}
    for key, inner in value.items():
        words = words_of(key)
        name = "options" if words == "answers" and isinstance(inner, list | dict) else column_name(words)
        if name and (inner not in (None, "", [])):
            named.setdefault(name, inner)
    if "prompt" not in named or not text_of(named["prompt"]):
        named["prompt"] = named.get(WEAK, "")
    if "option:a" in named and "option:b" not in named:
        named.setdefault("answer", named.pop("option:a"))
    named.setdefault("kind", kind_in(text_of(named.get("topic"))))
    return named


def _choice(named: Mapping[str, Any], first: int) -> tuple[str, str, bool]:
    prompt = text_of(named.get("prompt"))
    options = _options(named)
    if len(options) < 2 or not prompt:
        texts = parts_of(named.get("answer")) or "\n".join(options.values())
        return prompt, texts, False
    said = _flagged(named.get("options")) or _right(named, options, first)
    return *with_options(prompt, options, said), True


def _options(named: Mapping[str, Any]) -> dict[str, str]:
    own = {name[7:]: text_of(inner) for name, inner in named.items() if name[:7] == "option:"}
    if len(own) > 1:
        return own
    if wrong := texts_of(named.get("wrong")):
        return lettered(sorted([*texts_of(named.get("answer", named.get("correct"))), *wrong]))
    value = named.get("options")
    if isinstance(value, dict):
        return {_key(key): text for key, inner in value.items() if (text := text_of(inner))}
    return lettered([text_of(inner) for inner in value]) if isinstance(value, list) else {}


def _key(key: str) -> str:
    """ "answer_b" is b."""
    found = LETTER.fullmatch(key.strip().lower())
    return found[1] if found else key.strip().lower()


def _flagged(options: Any) -> list[str]:
    """Of options that say themselves whether they are right, the right ones."""
    if not isinstance(options, list):
        return []
    return [text_of(each) for each in options if isinstance(each, dict) and _is_right(each)]


def _is_right(option: Mapping[str, Any]) -> bool:
    return any(FLAG.fullmatch(words_of(key)) and _is_true(inner) for key, inner in option.items())


def _is_true(value: Any) -> bool:
    return value is True or value == 1 or (isinstance(value, str) and value.strip().lower() == "true")


def _right(named: Mapping[str, Any], options: Mapping[str, str], first: int) -> list[str]:
    """What the answer says: texts, letters, or numbers that count from `first`."""
    value = named.get("correct", named.get("answer"))
    if isinstance(value, dict):  # {"answer_a_correct": "false", "answer_b_correct": "true"}
        return [_key(re.sub(r"[_ ]?correct$", "", key, flags=re.I)) for key, inner in value.items() if _is_true(inner)]
    keys, ids = list(options), _ids(named.get("options"))
    values = value if isinstance(value, list) else [value]
    said = [each for each in values if each is not None]
    return [ids.get(text_of(each)) or _by_number(each, keys, first) or text_of(each) for each in said]


def _ids(options: Any) -> dict[str, str]:
    """The texts of options by the ids that the file gives them; {} where not each has one of its own."""
    if not isinstance(options, list) or not all(isinstance(each, dict) and "id" in each for each in options):
        return {}
    ids = {text_of(each["id"]): text_of(each) for each in options}
    return ids if len(ids) == len(options) else {}


def _by_number(value: Any, keys: Sequence[str], first: int) -> str | None:
    return keys[value - first] if type(value) is int and first <= value < first + len(keys) else None


def first_index(values: Sequence[Any]) -> int:
    """1 where an answer names the option behind the last, counted from 0, and none ever names 0."""
    pairs = [(number, len(_options(named))) for named in map(_named, values) for number in _numbers(named)]
    return int(any(number == count > 1 for number, count in pairs) and all(number for number, _ in pairs))


def _numbers(named: Mapping[str, Any]) -> list[int]:
    value = named.get("correct", named.get("answer"))
    return [each for each in (value if isinstance(value, list) else [value]) if type(each) is int]
