"""This product's own JSON: everything a question holds. Its schema: static/schemas/questions-1.json."""

import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from questions.content_hash import content_hash
from questions.exporting.entries import Entry, PictureEntry
from questions.importing.formats.own import SCHEMA


def export_json(entries: Sequence[Entry]) -> bytes:
    document = {"schema": SCHEMA, "questions": [_question(entry) for entry in entries]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def data_of(entry: Entry) -> dict[str, Any]:
    """All but the long texts and lists."""
    return {
        "id": entry.identity,
        "levels": list(entry.levels),
        "kind": entry.kind,
        "topic": entry.topic,
        "tags": list(entry.tags),
        "minutes": entry.minutes,
        "use": entry.use,
        "visibility": entry.visibility,
        "practice_when_asked": entry.practice_when_asked,
        "pictures": [{"image": one.image, "sha256": one.sha256, "alt": one.alt} for one in entry.pictures],
        "answer_label": entry.answer_label,
        "content_hash": content_hash(
            (entry.prompt, entry.answer, entry.answer_label),
            (entry.key_points, entry.follow_ups, entry.red_flags),
            entry.level_answers,
            entry.minutes,
        ),
    }


def _question(entry: Entry) -> dict[str, Any]:
    return {
        **data_of(entry),
        "prompt": entry.prompt,
        "answer": entry.answer,
        "key_points": list(entry.key_points),
        "follow_ups": list(entry.follow_ups),
        "red_flags": list(entry.red_flags),
        "level_answers": dict(entry.level_answers),
        "pictures": [_picture(picture) for picture in entry.pictures],
    }


def _picture(picture: PictureEntry) -> dict[str, str]:
    return {
        "image": picture.image,
        "sha256": picture.sha256,
        "alt": picture.alt,
        "media_type": picture.media_type,
        "data": b64encode(picture.data).decode(),
    }
