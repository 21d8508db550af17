"""One answer against the key points of its question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from practice.feedback.copying import copied_positions, is_copied, speech_to_grader
from practice.feedback.coverage import Coverage, Flag, PointCoverage, State
from practice.feedback.evidence import chances, evidence_of, in_other_words, less_by_chance
from practice.feedback.language import in_another_language
from practice.feedback.letters import share_of_letters, triples_of
from practice.feedback.likeness import Index, index_of
from practice.feedback.matching import Match, best_match, borrowed_shares
from practice.feedback.negation import denied, has_stray_not
from practice.feedback.order import is_a_bag, looks_shuffled, shuffles
from practice.feedback.quoting import quoted
from practice.feedback.terms import Term, terms_of, weigh
from practice.feedback.text import Text, Token, pairs_of_sentences, read_text
from practice.feedback.value import score_of, state_of, value_of
from practice.feedback.wording import Weights, more_than_usual, wordings_of


@dataclass(frozen=True, slots=True)
class _Point:
    """`triples` are those of the words that the question does not say already; `wording` is the expected answer's."""

    text: str
    tokens: Sequence[Token]
    terms: Sequence[Term]
    triples: frozenset[str]
    wording: Weights


def cover(answer: str, key_points: Sequence[str], prompt: str = "", expected: str = "") -> Coverage:
    """Which key points the answer seems to hold. It compares words and cannot check facts.

    `expected` is the expected answer, if there is one: it often says a key point in the words that people use.
    The same input gives the same result, on any machine, without network. Of a long answer the first 800 words count.
    """
    read, question = read_text(answer), read_text(prompt).tokens
    points = _points(key_points, question, read_text(expected).tokens)
    copied = copied_positions(read.tokens, question)
    speeches = speech_to_grader(answer, " ".join([prompt, *key_points]))
    own = _without(read.tokens, copied, speeches)
    flags = [*_text_flags(read, question, copied), *_order_flags(own, points)]
    if speeches:
        flags.append(Flag.SPEAKS_TO_GRADER)
    silent = Flag.EMPTY in flags or Flag.COPIED_QUESTION in flags
    return _judged([] if silent else own, points, flags)


def _points(key_points: Sequence[str], question: Sequence[Token], expected: Sequence[Token]) -> list[_Point]:
    tokens = [read_text(point).tokens for point in key_points]
    terms = weigh([terms_of(each) for each in tokens], terms_of(question))
    asked = {token.stem for token in question}
    triples = [triples_of(token for token in each if token.stem not in asked) for each in tokens]
    wordings = wordings_of(tokens, expected, question)
    return [_Point(*parts) for parts in zip(key_points, tokens, terms, triples, wordings, strict=True)]


def _without(tokens: Sequence[Token], positions: set[int], spans: Iterable[tuple[int, int]]) -> list[Token]:
    spans = list(spans)
    return [
        token
        for position, token in enumerate(tokens)
        if position not in positions and not any(start <= token.start < end for start, end in spans)
    ]


def _text_flags(read: Text, question: Sequence[Token], copied: set[int]) -> list[Flag]:
    raised = {
        Flag.EMPTY: not read.tokens,
        Flag.COPIED_QUESTION: is_copied(read.tokens, copied, question),
        Flag.TRUNCATED: read.truncated,
    }
    return [flag for flag, up in raised.items() if up]


def _order_flags(own: Sequence[Token], points: Sequence[_Point]) -> list[Flag]:
    expected = list(chain.from_iterable(point.tokens for point in points))
    if in_another_language(own, expected):
        return [Flag.ANOTHER_LANGUAGE]
    if is_a_bag(own, expected):
        return [Flag.KEYWORD_BAG]
    return [Flag.SHUFFLED_WORDS] if looks_shuffled(own) or shuffles(own, expected) else []


def _judged(own: Sequence[Token], points: Sequence[_Point], flags: Sequence[Flag]) -> Coverage:
    index = index_of(own)
    matches = [best_match(point.terms, len(point.tokens), index) for point in points]
    against = [denied(own, match.hits, point.tokens, point.terms) for match, point in zip(matches, points, strict=True)]
    confidences = chances(_evidence(own, points, matches, against))
    covered = tuple(map(_covered, points, matches, confidences, [index] * len(points)))
    negated = _denies_a_match(covered, against) or has_stray_not(own)
    raised = (*flags, Flag.NEGATION) if negated else tuple(flags)
    score = score_of([point.confidence for point in covered])
    if raised or not any(match.hits for match in matches):
        return Coverage(covered, score, flags=raised)
    value, interval = value_of(score)
    return Coverage(covered, score, value, interval)


def _evidence(
    own: Sequence[Token], points: Sequence[_Point], matches: Sequence[Match], against: Sequence[bool]
) -> list[float]:
    """What speaks for each key point by itself."""
    pairs = pairs_of_sentences(own)
    triples, stems = [triples_of(pair) for pair in pairs], [{token.stem for token in pair} for pair in pairs]
    letters = [share_of_letters(point.triples, triples) for point in points]
    wordings = [more_than_usual(point.wording, stems) for point in points]
    alone = map(evidence_of, matches, borrowed_shares(matches), letters, against)
    worth = less_by_chance(len({token.segment for token in own}))
    return [worth * each for each in map(in_other_words, alone, wordings)]


def _covered(point: _Point, match: Match, confidence: float, index: Index) -> PointCoverage:
    state = state_of(confidence, said=bool(match.hits))
    return PointCoverage(point.text, state, confidence, *quoted(match.hits, index))


def _denies_a_match(covered: Sequence[PointCoverage], against: Sequence[bool]) -> bool:
    return any(denies and point.state is not State.NOT_FOUND for point, denies in zip(covered, against, strict=True))
