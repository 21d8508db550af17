"""What a reader has to know before relying on the values: who gave them, on what, and how surely."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from reports.debrief import CriterionLine, Debrief, PanelValue
from reports.sentences import Sentence, criterion_ids, given_values, listed, member_ids, number, quoted, stopped

MOST = 3
# A share of values without a note that is worth a sentence.
HOLLOW = Decimal("0.2")
# So many equal values from one person say more about the person than about the candidate.
FLAT, FLAT_SHARE = 6, Decimal("0.8")


def caveat_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    return (
        *_mock(debrief),
        *_few_raters(debrief),
        *_lone_values(debrief),
        *_hollow(debrief),
        *_flat(debrief),
        *_unsure(debrief),
        *_corrected(debrief),
    )


def _mock(debrief: Debrief) -> tuple[Sentence, ...]:
    if debrief.purpose != "mock":
        return ()
    return (Sentence("This was a mock interview: read it as feedback, not as a basis for hiring."),)


def _raters(debrief: Debrief) -> list[str]:
    return sorted({member for each in debrief.criteria for member, _ in given_values(each)})


def _few_raters(debrief: Debrief) -> tuple[Sentence, ...]:
    names = _raters(debrief)
    if len(names) == 1:
        text = f"Every value here is {names[0]}'s: there is no second view to set against it."
    elif len(names) == 2:
        text = f"Only {listed(names)} rated: with two views, one outlier moves every mean."
    elif not names:
        text = "Nobody has rated a criterion yet."
    else:
        return ()
    return (Sentence(text, member_ids(names)),)


def _lone_values(debrief: Debrief) -> tuple[Sentence, ...]:
    lone = [each for each in debrief.criteria if len(given_values(each)) == 1]
    if len(_raters(debrief)) < 2 or not lone:
        return ()
    names = listed([f"“{each.title}” ({given_values(each)[0][0]})" for each in lone])
    text = f"{names} {'rests' if len(lone) == 1 else 'each rest'} on one person's value."
    if len(lone) > MOST:
        text = f"{len(lone)} of {len(debrief.criteria)} criteria each rest on one person's value."
    return (Sentence(text, criterion_ids(lone)),)


def _values(debrief: Debrief) -> Iterator[tuple[CriterionLine, PanelValue]]:
    return ((each, value) for each in debrief.criteria for value in each.values if value.value is not None)


def _hollow(debrief: Debrief) -> tuple[Sentence, ...]:
    values = list(_values(debrief))
    hollow = [(criterion, value) for criterion, value in values if not value.evidence]
    if not values or len(hollow) < HOLLOW * len(values):
        return ()
    criteria = list({criterion.id: criterion for criterion, _ in hollow}.values())
    members = sorted({value.member for _, value in hollow})
    text = f"{len(hollow)} of {len(values)} values have no note behind them{_whose(members, debrief)}."
    if len(hollow) == len(values):
        text = "No value has a note behind it."
    elif len(hollow) == 1:
        text = f"One of {len(values)} values has no note behind it."
    return (Sentence(text, (*criterion_ids(criteria), *member_ids(members))),)


def _whose(members: list[str], debrief: Debrief) -> str:
    if len(members) == 1 and len(_raters(debrief)) > 1:
        return f", all of them {members[0]}'s"
    return ""


def _flat(debrief: Debrief) -> tuple[Sentence, ...]:
    """Somebody who gives nearly everything the same value has told little apart."""
    return tuple(told for who in _raters(debrief) for told in _flat_of(who, debrief))


def _flat_of(who: str, debrief: Debrief) -> tuple[Sentence, ...]:
    own = [value.value for _, value in _values(debrief) if value.member == who and value.value is not None]
    value, times = Counter(own).most_common(1)[0]
    if times < FLAT or times < FLAT_SHARE * len(own):
        return ()
    text = f"{who} gave {number(value)} to {times} of {len(own)} criteria, which tells little apart."
    return (Sentence(text, member_ids([who])),)


def _unsure(debrief: Debrief) -> tuple[Sentence, ...]:
    names = [each.name for each in debrief.members if each.recommendation and each.confidence == "low"]
    if not names:
        return ()
    verb = "recommends" if len(names) == 1 else "recommend"
    return (Sentence(f"{listed(names)} {verb} with low confidence.", member_ids(names)),)


def _corrected(debrief: Debrief) -> tuple[Sentence, ...]:
    """Both versions stand in the record; here is that there are two, and why."""
    return tuple(
        Sentence(
            stopped(f"{each.member} corrected the scorecard after submitting it: {quoted(each.reason)}"),
            member_ids([each.member]),
        )
        for each in debrief.corrections
    )
