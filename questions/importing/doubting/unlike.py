"""Doubts about a question that is unlike its siblings: in words, in how it is set, in how long its answer is."""

from collections.abc import Iterator
from statistics import median

from questions.importing.document import ParsedQuestion
from questions.importing.doubting.reading import Doubt, Reading, doubt_of
from questions.importing.seeing.marks import Mark
from questions.importing.wording import MAY_ASK, ends_asking

SILENT = "This is taken for a question because those beside it are; in words it does not ask."
SOME_SILENT = "{} titles are taken for questions because those beside them are; in words they do not ask: {}."
MOSTLY_SILENT = "{} of {} titles, from here on, are taken for questions by what stands below; in words they do not ask."
LONE_SILENT = "This is taken for a question by what stands below; in words it does not ask."
ALL_SILENT = "None of the {} titles, from here on, asks in words; they are taken for questions by what stands below."
OTHER = "This question is set in another way than the others; look whether it is one."
OTHERS = "{} questions are set in another way than the others; look whether they are questions: {}."
LONG = "This answer is far longer than the others; it may hold what belongs elsewhere."
LONGER = "The answers of {} questions are far longer than the others; they may hold what belongs elsewhere: {}."
WORDY = "This question is far longer than the others and has no answer; the answer may stand in it."
WORDIES = "{} questions are far longer than the others and have no answer; it may stand in them: {}."
LONG_PROMPT = 300
RARE, TIMES, LONGEST, FEWEST = 0.25, 10, 1_500, 4


def silent(reading: Reading) -> Iterator[Doubt]:
    """What only its shape makes a question, said once; a few that count on from their neighbours are certain."""
    pairs = zip(reading.cuts, reading.questions, strict=True)
    mute = [cut.mark for cut, one in pairs if _is_mute(cut.mark, one) and cut.mark.line not in reading.said]
    if len(mute) * 2 > len(reading.cuts):
        yield Doubt(mute[0].line + 1, _mostly_silent(len(mute), len(reading.cuts)), 2)
        return
    lines = [mark.line + 1 for mark in mute if mark.line not in reading.counted]
    yield from doubt_of(SILENT, SOME_SILENT, lines, [(line, SILENT) for line in lines], weight=2)


def _is_mute(mark: Mark, question: ParsedQuestion) -> bool:
    """What weighs nothing as a title, such as a story or what sounds like a plea, may ask at its end all the same."""
    first = question.prompt.strip().partition("\n")[0]
    return mark.label != "question" and mark.asks < MAY_ASK and not ends_asking(first)


def _mostly_silent(mute: int, all_: int) -> str:
    if mute < all_:
        return MOSTLY_SILENT.format(mute, all_)
    return ALL_SILENT.format(all_) if all_ > 1 else LONE_SILENT


def set_apart(reading: Reading) -> Iterator[Doubt]:
    """A few that are of another shape than nearly all."""
    certain = {*reading.counted, *reading.said}
    other = [cut.mark.line for cut in reading.cuts if cut.mark.shape not in reading.usual]
    lines = [line + 1 for line in other if line not in certain]
    if len(reading.cuts) < FEWEST or not lines or len(lines) > RARE * len(reading.cuts):
        return
    yield from doubt_of(OTHER, OTHERS, lines, [(line, OTHER) for line in lines], weight=2)


def swollen(reading: Reading) -> Iterator[Doubt]:
    sizes = [len(question.answer) for question in reading.questions if question.answer]
    if len(reading.questions) < FEWEST or not sizes:
        return
    most = max(LONGEST, TIMES * median(sizes))
    lines = [question.line for question in reading.questions if len(question.answer) > most]
    yield from doubt_of(LONG, LONGER, lines, [(line, LONG) for line in lines], weight=2)


def wordy(reading: Reading) -> Iterator[Doubt]:
    """A prompt that may have taken the answer with it."""
    if len(reading.questions) < FEWEST:
        return
    most = max(LONG_PROMPT, TIMES * median(len(question.prompt) for question in reading.questions))
    lines = [q.line for q in reading.questions if not q.answer and len(q.prompt) > most]
    yield from doubt_of(WORDY, WORDIES, lines, [(line, WORDY) for line in lines], weight=2)
