"""The questions one has answered, as cards of the bank's own deck: importing it again updates them."""

from practice.exporting.contents import PracticeRecord, Practised
from questions.exporting.anki import export_anki as export_cards
from questions.exporting.entries import Entry


def export_anki(record: PracticeRecord) -> bytes:
    newest = {answer.question: answer for answer in record.answers}
    return export_cards([_entry(answer) for answer in newest.values()])


def _entry(answer: Practised) -> Entry:
    own = f"\n\n**You last said:**\n\n{answer.body}" if answer.body.strip() else ""
    return Entry(
        identity=answer.question,
        title=answer.title,
        prompt=answer.prompt,
        answer=answer.expected + own,
        key_points=answer.key_points,
        levels=answer.levels,
        kind=answer.kind,
        topic=answer.topic,
        tags=["practised"],
    )
