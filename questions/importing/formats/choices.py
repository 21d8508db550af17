"""Options to choose from, and which of them is right: by its letter, number or text."""

import re
from collections.abc import Mapping, Sequence

LETTERS = "abcdefghijklmnop"
OWN_LETTER = re.compile(r"\(?([A-Pa-p1-9])[).:]\s+")


def with_options(prompt: str, options: Mapping[str, str], right: Sequence[str]) -> tuple[str, str]:
    """(prompt with its options, the right ones): a letter as the answer becomes its option's text."""
    options = _unlettered(options)
    keys = list(dict.fromkeys(key for said in right for key in _meant(said, options)))
    listed = "\n".join(f"- {key.upper()}. {text}" for key, text in options.items())
    chosen = [f"{key.upper()}. {options[key]}" for key in keys]
    if not chosen:
        return f"{prompt}\n\n{listed}", "\n".join(right)
    return f"{prompt}\n\n{listed}", chosen[0] if len(chosen) == 1 else "\n".join(f"- {text}" for text in chosen)


def lettered(texts: Sequence[str]) -> dict[str, str]:
    return dict(zip(LETTERS, texts, strict=False))


def _unlettered(options: Mapping[str, str]) -> dict[str, str]:
    """ "A) a tree" as the text of option a is "a tree"."""
    own = {key: OWN_LETTER.match(text) for key, text in options.items()}
    if all(found and found[1].lower() == key for key, found in own.items()):
        return {key: OWN_LETTER.sub("", text, count=1) for key, text in options.items()}
    return dict(options)


def _meant(said: str, options: Mapping[str, str]) -> list[str]:
    """The keys of the options that an answer names: its text, its letter, or several letters."""
    bare = OWN_LETTER.sub("", said, count=1)
    same = next((key for key, text in options.items() if text in (said, bare)), None)
    if same is not None:
        return [same]
    letters = re.sub(r"^(?:option|choice|answer)?[\s_]*|[\s.)]+$", "", said, flags=re.I).lower()
    parts = re.split(r"[\s,;&/]+|(?<=\w)\)", letters)
    return [part for part in parts if part] if parts and all(part in options for part in parts if part) else []
