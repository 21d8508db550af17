"""What a value of JSON says as text, whoever wrote it."""

import html
import re
from typing import Any

from questions.importing.columns import words_of
from questions.importing.formats.html_text import markdown_of

ENTITY = re.compile(r"&(?:quot|amp|lt|gt|apos|nbsp|hellip|[lr][sd]quo|#\d{1,6}|#x[0-9a-f]{1,5});", re.I)
MARKED_UP = re.compile(r"\s*<(p|div|ul|ol|h[1-6]|pre|section)\b[^>]*>.*</\w+>\s*", re.I | re.S)
INSIDE = ("text", "content", "value", "answer", "answerText", "option", "label", "body", "title", "name", "question")


def text_of(value: Any) -> str:
    """Text, number, or a list of them line by line; of an object its text."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, dict):
        return next((text_of(value[key]) for key in INSIDE if key in value), "")
    if isinstance(value, list):
        texts = texts_of(value)
        return texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)
    return _plain(str(value).strip())


def parts_of(value: Any) -> str:
    """The text, or of {"mainPoints": [..], "summary": ".."} each part below its name."""
    if text_of(value) or not isinstance(value, dict):
        return text_of(value)
    parts = ((key, parts_of(inner)) for key, inner in value.items() if not isinstance(inner, int | float))
    return "\n\n".join(f"**{words_of(key).capitalize()}**\n\n{text}" for key, text in parts if text)


def texts_of(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for inner in value if not isinstance(inner, list) and (text := text_of(inner))]
    text = text_of(value)
    return [text] if text else []


def _plain(text: str) -> str:
    """Web pages leave their marks in JSON: whole paragraphs of HTML, or letters written as entities."""
    if MARKED_UP.fullmatch(text):
        return markdown_of(text)
    return html.unescape(text) if ENTITY.search(text) else text
