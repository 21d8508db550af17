"""What a draft still needs before it can be published, and what deserves a second look. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal

from questions.protected import protected_mentions
from rubric.content import VALUES, CriterionContent, RubricContent
from rubric.lint import Finding

ABOUT = "about"
LOWEST, HIGHEST, WHOLE = Decimal(1), Decimal(5), Decimal(1)


def check(content: RubricContent, bare: Collection[str] = ()) -> tuple[Finding, ...]:
    """What blocks comes first; `target` is a criterion's key, or "about" for the rubric as a whole.

    `bare` are the keys of criteria that were published without a word on their values, as documents bring them: a new
    version need not write them.
    """
    found = [*(finding for each in _CHECKS for finding in each(content)), *_unwritten(content, bare)]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


def usual_weight(weights: Iterable[Decimal]) -> Decimal:
    """The weight that most criteria have; of several, the lowest. What differs from it wants a reason."""
    counted = Counter(weights)
    most = max(counted.values(), default=0)
    return min((weight for weight, times in counted.items() if times == most), default=WHOLE)


def named(each: CriterionContent) -> str:
    return f"“{each.title}”" if each.title.strip() else f"A {each.level} criterion"


def _nameless(content: RubricContent) -> Iterator[Finding]:
    if not content.title.strip():
        yield Finding(True, "Give the rubric a title.", ABOUT)
    if not content.criteria:
        yield Finding(True, "A rubric needs at least one criterion.", ABOUT)
    for each in content.criteria:
        if not each.title.strip():
            yield Finding(True, f"A {each.level} criterion has no title: say what is judged.", each.key)


def _limits(content: RubricContent) -> Iterator[Finding]:
    limits = content.thresholds
    outside = any(not LOWEST <= value <= HIGHEST for value in (limits.must_have, limits.mean))
    if outside or not 0 < limits.coverage <= WHOLE:
        yield Finding(True, "The limits of a level lie between 1 and 5, and the coverage up to 100 %.", ABOUT)


def _unwritten(content: RubricContent, bare: Collection[str]) -> Iterator[Finding]:
    for each in content.criteria:
        missing = [str(value) for value in VALUES if not each.anchors.get(value, "").strip()]
        if missing:
            blocks = each.key not in bare or len(missing) < len(VALUES)
            yield Finding(blocks, f"{named(each)}: say in words what {_listed(missing)} looks like.", each.key)


def _listed(values: list[str]) -> str:
    shown = [f"a {value}" for value in values]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _unreasoned(content: RubricContent) -> Iterator[Finding]:
    usual = usual_weight(each.weight for each in content.criteria)
    for each in content.criteria:
        if each.weight != usual and not each.weight_reason.strip():
            yield Finding(True, f"{named(each)} weighs more or less than the others: write down why.", each.key)


def _repeated(content: RubricContent) -> Iterator[Finding]:
    counted = Counter((each.level, each.title.strip().casefold()) for each in content.criteria if each.title.strip())
    for each in content.criteria:
        if counted[(each.level, each.title.strip().casefold())] > 1:
            yield Finding(False, f"{named(each)} stands twice among the {each.level} criteria.", each.key)
        texts = [text.strip().casefold() for text in each.anchors.values() if text.strip()]
        if len(set(texts)) < len(texts):
            yield Finding(
                False, f"{named(each)}: two values have the same words, so nobody can tell them apart.", each.key
            )


def _protected(content: RubricContent) -> Iterator[Finding]:
    for each in content.criteria:
        for mention in protected_mentions((each.title, each.description, *each.anchors.values())):
            sentence = f"{named(each)}: “{mention.words}” sounds like {mention.topic}, which must not count."
            yield Finding(False, sentence, each.key)


_CHECKS: tuple[Callable[[RubricContent], Iterator[Finding]], ...] = (
    _nameless,
    _limits,
    _unreasoned,
    _repeated,
    _protected,
)
