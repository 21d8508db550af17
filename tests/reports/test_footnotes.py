"""What each sentence of a summary rests on, as a list that somebody reads."""

from reports.footnotes import Source, marked
from reports.sentences import Section, Sentence, SummaryText
from tests.reports.debriefs import PANEL, a_criterion, a_debrief, a_question, a_value

CRITERIA = tuple(
    a_criterion(f"{level}{n}", level, f"{level} {n}", a_value(PANEL[0], None if level == "senior" else 3))
    for level in ("junior", "mid", "senior")
    for n in range(4)
)
DEBRIEF = a_debrief(criteria=CRITERIA, questions=tuple(a_question(f"q{n}", n, f"Why {n}?") for n in range(4)))


def sources(*refs: str) -> tuple[Source, ...]:
    text = SummaryText((Section("Verdict", (Sentence("So it is.", refs),)),))
    return marked(text, DEBRIEF)[0].sentences[0].sources


def ids(*levels: str) -> list[str]:
    return [f"criterion:{each.id}" for each in CRITERIA if each.level in levels]


def test_a_few_sources_are_named_one_by_one():
    assert sources("criterion:mid1", f"member:{PANEL[0]}") == (
        Source("mid 1 (mid)", "criterion-mid1"),
        Source(PANEL[0], "member-Ada-Okafor"),
    )


def test_whole_levels_and_all_of_a_kind_are_told_together():
    everything = [*ids("junior", "mid", "senior"), *(f"question:q{n}" for n in range(4))]
    assert sources(*everything) == (Source("All 12 criteria", "criteria"), Source("All four questions", "questions"))
    assert sources(*ids("junior", "mid")) == (Source("All eight criteria that were observed", "criteria"),)
    assert sources(*ids("mid"), "criterion:senior1") == (
        Source("The four criteria of mid", "criterion-mid0"),
        Source("senior 1 (senior)", "criterion-senior1"),
    )


def test_what_is_not_in_the_report_is_no_source():
    assert sources("criterion:gone") == ()
