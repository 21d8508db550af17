import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.debrief import Debrief
from reports.debrief_json import debrief_from_dict
from reports.summaries import input_hash, to_json, write_summary
from tests.reports.debriefs import (
    PANEL,
    a_criterion,
    a_debrief,
    a_member,
    a_question,
    a_quote,
    a_value,
    the_criteria,
)

ADA, BEN, CHEN = PANEL


def section(debrief: Debrief, title: str) -> list[str]:
    found = [each for each in write_summary(debrief).sections if each.title == title]
    return [sentence.text for each in found for sentence in each.sentences]


def everything(debrief: Debrief) -> str:
    return "\n".join(s.text for each in write_summary(debrief).sections for s in each.sentences)


def rated(*values, **changes):
    given_values = (a_value(name, value) for name, value in zip(PANEL, values, strict=False))
    return a_criterion("x", "junior", "Reads code", *given_values, **changes)


def test_the_verdict_names_the_level_the_target_and_what_is_missing():
    assert section(a_debrief(), "Verdict") == [
        (
            "Noor Haddad meets mid, so far one level short of the senior that was asked for: "
            "the panel's values for mid average 3.5."
        ),
        (
            "Senior cannot be told yet: “Weighs trade-offs”, a must-have, stands at 2.5 where 3 is needed; "
            "the senior criteria average 2.5 where 3.25 is needed; "
            "and only 50 % of that level's weight was observed where 70 % is needed."
        ),
        "The weighted total is 62 of 100, from 83 % of the rubric's weight.",
    ]


def test_too_little_evidence_is_said_and_no_total_is_made_up():
    told = section(a_debrief(criteria=(rated(None),)), "Verdict")
    assert told[0] == "The evidence does not reach far enough to place Noor Haddad at a level."
    assert not any("total" in each for each in told)


def test_a_level_above_the_one_that_is_missing_is_told_where_it_is_met_by_itself():
    low = a_criterion("m", "mid", "Models data", a_value(ADA, 2), a_value(BEN, 2))
    high = a_criterion("s", "senior", "Weighs trade-offs", a_value(ADA, 4), a_value(BEN, 4.5))
    told = section(a_debrief(criteria=(rated(4, 4), low, high)), "Verdict")
    assert told[2] == "Taken by itself, senior is met: its criteria average 4.25."


def test_recommendations_on_too_little_evidence_say_on_how_much():
    criteria = (rated(4, 3), *(a_criterion(n, "junior", n, a_value(ADA, None)) for n in ("y", "z")))
    members = (a_member(ADA, "yes"), a_member(BEN, "yes"))
    told = section(a_debrief(criteria=criteria, members=members), "What the panel recommends")
    assert told == [
        f"{ADA} and {BEN} both recommend yes.",
        "33 % of the rubric's weight was observed, too little to set beside what they recommend.",
    ]


def test_below_junior_is_said_as_it_is():
    told = section(a_debrief(criteria=(rated(1, 2),), target_level="mid"), "Verdict")[0]
    assert told == "Noor Haddad is below junior on this evidence, two levels short of the mid that was asked for."


def test_whoever_misses_junior_where_junior_was_asked_for_is_told_in_one_clause():
    told = section(a_debrief(criteria=(rated(1, 2),), target_level="junior"), "Verdict")[0]
    assert told == "Noor Haddad does not reach junior, the level asked for, on this evidence."


def test_a_gap_in_other_words_is_told_as_it_is():
    told = section(a_debrief(gaps=("Something the arithmetic has not said before.",)), "Verdict")
    assert told[1] == "Something the arithmetic has not said before."


def test_a_rubric_that_starts_at_mid_says_so():
    told = section(a_debrief(criteria=(replace(rated(1, 2), level="mid"),)), "Verdict")
    assert told[0] == "Noor Haddad does not meet mid, the lowest level this rubric judges."


def test_a_split_panel_is_called_split():
    assert section(a_debrief(), "What the panel recommends")[0] == (
        "The panel is split: Ada Okafor and Chen Wei say yes while Ben Lindqvist says no."
    )


def test_a_panel_of_one_mind_is_called_so():
    told = section(a_debrief(members=tuple(map(a_member, PANEL))), "What the panel recommends")
    assert told == ["Ada Okafor, Ben Lindqvist and Chen Wei all recommend yes."]


def test_a_recommendation_against_the_values_is_pointed_out():
    told = section(
        a_debrief(criteria=(rated(1, 1),), target_level="junior", members=(a_member(ADA),)),
        "What the panel recommends",
    )
    assert told[1] == ("That goes against the values, which do not meet junior: the decision has to say why.")


def test_a_shadow_is_heard_but_not_counted_and_a_missing_voice_is_named():
    members = (a_member(ADA), a_member(BEN, None), a_member(CHEN, "no", seat="shadow"))
    assert section(a_debrief(members=members), "What the panel recommends") == [
        "Ada Okafor recommends yes, with medium confidence.",
        "Chen Wei, shadowing, would say no; that is not counted above.",
        "Ben Lindqvist has not recommended yet.",
    ]


def test_a_disagreement_shows_each_value_and_the_notes_at_both_ends():
    assert section(a_debrief(), "Where the panel differs") == [
        (
            "On “Finds a fault methodically” the values lie 2.5 apart: "
            "Ada Okafor gave 4.5, Chen Wei 3.5 and Ben Lindqvist 2."
        ),
        (
            "Behind the 4.5: Ada Okafor saw “Halved the commit range before touching the code”; "
            "behind the 2: Ben Lindqvist saw “Changed three things at once and lost the trail”."
        ),
    ]


def test_a_disagreement_without_notes_says_so():
    told = section(a_debrief(criteria=(rated(1, 5),)), "Where the panel differs")
    assert told[1] == "No note explains the 5 or the 1."


def test_the_end_without_a_note_is_named():
    high = a_value(ADA, 5, a_quote("high", ADA, "Drew the failure first", "behaviour"))
    split = a_criterion("x", "junior", "Reads code", high, a_value(BEN, 2))
    told = section(a_debrief(criteria=(split,)), "Where the panel differs")
    assert told[1] == "Behind the 5: Ada Okafor saw “Drew the failure first”; for the 2 nothing was noted."


def test_several_differences_are_not_told_in_one_form():
    apart = [a_criterion(f"s{n}", "junior", f"Subject {n}", a_value(ADA, 5), a_value(BEN, 1)) for n in range(3)]
    told = section(a_debrief(criteria=tuple(apart)), "Where the panel differs")
    assert [each.split(":")[0] for each in told if "gave" in each] == [
        "On “Subject 0” the values lie 4 apart",
        "The values lie 4 apart on “Subject 1”, too",
        "On “Subject 2” it is 4",
    ]


def test_one_person_at_the_same_end_of_every_difference_is_a_question_about_the_scale():
    split = [a_criterion(str(n), "junior", f"Skill {n}", a_value(ADA, 4.5), a_value(BEN, 2)) for n in range(3)]
    told = section(a_debrief(criteria=tuple(split)), "Where the panel differs")
    assert told[-1] == (
        "On each of these the lowest value is Ben Lindqvist's: settle how the panel reads the anchors "
        "before you talk about the candidate."
    )


def test_what_moved_in_the_debrief_is_told_beside_what_counts():
    moved = replace(a_value(BEN, 2), discussed=Decimal(3))
    line = a_criterion("x", "junior", "Reads code", a_value(ADA, 4), moved, discussed_mean=Decimal("3.5"))
    told = section(a_debrief(criteria=(line,)), "Where the panel differs")
    assert told[-1] == (
        "After the debrief on “Reads code”, Ben Lindqvist went from 2 to 3; "
        "the values before it are the ones counted here."
    )


def test_things_that_stand_before_the_next_level_are_counted():
    told = section(a_debrief(criteria=(rated(3, 3),)), "Verdict")
    assert told[1] == "One thing is missing for junior: the junior criteria average 3 where 3.25 is needed."


def test_a_candidate_without_a_name_is_the_candidate():
    told = section(a_debrief(candidate=" "), "Verdict")[0]
    assert told.startswith("The candidate meets mid")


def test_a_long_note_is_cut_between_words():
    long = a_value(ADA, 5, a_quote("long", ADA, "word " * 100, "judgement"))
    (told,) = section(a_debrief(criteria=(a_criterion("x", "junior", "Reads code", long),)), "Strengths")
    assert told.endswith("word word…”")


def test_a_low_value_above_the_level_asked_for_is_no_gap():
    met, above = rated(4, 4), replace(rated(1, 1), id="y", level="principal")
    assert section(a_debrief(criteria=(met, above), target_level="junior", next_level="mid"), "Gaps") == []


def test_a_strength_quotes_whoever_rated_highest():
    low = a_value(BEN, 4, a_quote("low", BEN, "Fine"))
    high = a_value(ADA, 5, a_quote("high", ADA, "Named the race before I did", "behaviour"))
    summary = write_summary(a_debrief(criteria=(a_criterion("x", "junior", "Concurrency", low, high),)))
    (strength,) = next(each for each in summary.sections if each.title == "Strengths").sentences
    assert strength.text == "“Concurrency” (junior) averages 4.5: Ada Okafor saw “Named the race before I did”."
    assert strength.evidence == ("criterion:x", "evidence:high")


def test_where_nothing_is_strong_the_best_is_told():
    best = a_criterion(
        "b", "junior", "Writes tests", a_value(ADA, 3.5, a_quote("e", ADA, "tried the edge", "behaviour"))
    )
    assert section(a_debrief(criteria=(rated(3), best)), "Strengths") == [
        "No criterion averages 3.75 or more.",
        f"Nearest comes “Writes tests” (junior) with 3.5: {ADA} saw “tried the edge”.",
    ]
    assert section(a_debrief(criteria=(rated(2.5),)), "Strengths") == ["No criterion averages 3 or more."]


def test_strengths_begin_at_the_level_that_is_met_where_that_is_above_the_one_asked_for():
    higher = a_criterion("m", "mid", "Models data", a_value(ADA, 4), a_value(BEN, 4))
    told = section(a_debrief(criteria=(rated(5, 5), higher), target_level="junior"), "Strengths")
    assert told == [
        "Strong, with no note to quote: “Models data” (mid) at 4.",
        "Below mid, “Reads code” (5) is strong too.",
    ]


def test_a_note_behind_a_middling_value_is_not_quoted_for_or_against():
    middling = a_value(ADA, 3, a_quote("m", ADA, "Got there after a hint", "behaviour"))
    line = a_criterion("x", "senior", "Debugs", middling, a_value(BEN, 2))
    assert section(a_debrief(criteria=(line,)), "Gaps") == ["Below 3: “Debugs” at 2.5."]


def test_what_lies_below_the_level_asked_for_is_told_together():
    basics = tuple(a_criterion(str(n), "junior", f"Basic {n}", a_value(ADA, 4)) for n in range(3))
    line = a_criterion("x", "senior", "Debugs", a_value(ADA, 4.5))
    assert section(a_debrief(criteria=(*basics, line)), "Strengths") == [
        "Strong, with no note to quote: “Debugs” at 4.5.",
        "Below senior nothing is in doubt: all three criteria average 3.75 or more.",
    ]


def test_a_gap_comes_with_what_the_rubric_asks_for():
    low = a_value(ADA, 2, a_quote("l", ADA, "Guessed twice", "behaviour"))
    line = a_criterion("x", "senior", "Debugs", low, must_have=True)
    assert section(a_debrief(criteria=(line,)), "Gaps") == [
        "“Debugs” (a must-have) averages 2: Ada Okafor saw “Guessed twice”.",
        "For a 3 the rubric asks for more: “Finds the cause with a hint or two.”",
    ]


def test_a_must_have_below_three_is_told_in_its_place_also_without_a_note():
    bare = a_criterion("m", "junior", "Finds faults", a_value(ADA, 2), a_value(BEN, 1.5), must_have=True)
    noted = rated(1, anchors={}, values=(a_value(ADA, 1, a_quote("e", ADA, "gave up")),))
    told = section(a_debrief(criteria=(noted, bare), target_level="junior"), "Gaps")
    assert told[0] == "“Finds faults” (a must-have) averages 1.75, with no note to quote."
    assert told[2] == "“Reads code” comes to 1: in the candidate's words, “gave up”."


def test_whoever_has_no_gap_at_the_level_asked_for_is_told_so_first():
    met, above = rated(4, 4), replace(rated(2, 2), id="y", level="mid")
    told = section(a_debrief(criteria=(met, above), target_level="junior"), "Gaps")
    assert told[0] == "Up to junior there is none; these lie on the way to mid."


def test_a_panel_of_one_mind_against_needs_no_more_questions():
    no = tuple(a_member(name, "no") for name in PANEL)
    weak = (a_question("q1", 1, "Why?", mean=Decimal(1)),)
    closed = a_debrief(criteria=(rated(1, 1),), target_level="junior", members=no, questions=weak)
    assert section(closed, "For the next round") == []
    open_ = replace(closed, members=(a_member(ADA, "yes"), a_member(BEN, "no")))
    assert section(open_, "For the next round") == [
        "Come back to “Why?”: the answer came to 1, and nobody heard “offers a retry” in it."
    ]


def test_the_same_value_for_nearly_everything_is_a_caveat():
    flat = [a_criterion(str(n), "junior", f"Skill {n}", a_value(ADA, 4), a_value(BEN, 2 + n % 4)) for n in range(6)]
    told = section(a_debrief(criteria=tuple(flat)), "Read with care")
    assert "Ada Okafor gave 4 to 6 of 6 criteria, which tells little apart." in told


def test_a_skipped_question_gives_its_reason_and_comes_back_in_the_next_round():
    assert "Question 2, “Design a rate limiter”, was skipped: out of time." in everything(a_debrief())
    assert section(a_debrief(), "For the next round")[-1] == "Still to be asked: “Design a rate limiter”."


def test_a_skipped_question_is_asked_again_and_no_thin_answer_though_somebody_valued_it():
    skipped = a_question("q", 1, "Why?", state="skipped", mean=Decimal(2))
    lines = section(a_debrief(criteria=(rated(4, 4, 4),), questions=(skipped,)), "For the next round")
    assert lines == ["Still to be asked: “Why?”"]


def test_a_question_that_took_twice_its_time_is_a_departure():
    slow = a_question("q", 1, "Design a cache", minutes=Decimal(21))
    told = section(a_debrief(questions=(slow,), deviations=()), "Departures from the plan")
    assert told == ["“Design a cache” took 21 minutes where 10 were planned."]


def test_one_rater_is_a_caveat():
    told = section(a_debrief(criteria=(rated(4),), members=()), "Read with care")
    assert told == [
        "Every value here is Ada Okafor's: there is no second view to set against it.",
        "No value has a note behind it.",
    ]


def test_a_mock_is_not_a_basis_for_hiring():
    assert "not as a basis for hiring" in section(a_debrief(purpose="mock"), "Read with care")[0]


def test_questions_that_were_not_reached_are_counted():
    assert section(a_debrief(), "How far the evidence reaches")[-1] == "1 of 2 planned questions was asked."


def test_many_values_of_one_person_are_counted_not_listed():
    lone = [a_criterion(str(n), "junior", f"Skill {n}", a_value(PANEL[n % 2], 4)) for n in range(5)]
    told = section(a_debrief(criteria=tuple(lone)), "Read with care")
    assert "5 of 5 criteria each rest on one person's value." in told


def test_a_level_met_on_part_of_its_weight_says_how_much():
    seen = [replace(rated(4, 4), id=str(n)) for n in range(3)]
    told = section(a_debrief(criteria=(*seen, replace(rated(None), id="u"))), "Verdict")[0]
    assert told.endswith("for junior average 4 over the 75 % of its weight that was observed.")


def test_a_verdict_without_its_level_line_gives_no_mean():
    told = section(a_debrief(levels=()), "Verdict")[0]
    assert told == "Noor Haddad meets mid, one level short of the senior that was asked for."


def test_a_next_level_without_gaps_is_not_talked_about():
    assert len(section(a_debrief(gaps=()), "Verdict")) == 2


def test_a_flag_without_values_is_shown_without_ends():
    bare = replace(rated(None), disagreement=True)
    assert len(section(a_debrief(criteria=(bare,)), "Where the panel differs")) == 0


def test_an_empty_section_is_left_out():
    titles = [each.title for each in write_summary(a_debrief(questions=(), deviations=())).sections]
    assert "Departures from the plan" not in titles


def test_the_hash_follows_the_debrief_and_json_brings_it_back():
    debrief = a_debrief()
    assert input_hash(debrief_from_dict(to_json(debrief))) == input_hash(debrief)
    assert input_hash(replace(debrief, candidate="Someone Else")) != input_hash(debrief)


def known_ids(debrief: Debrief) -> set[str]:
    quotes = [q for c in debrief.criteria for v in c.values for q in v.evidence]
    return {
        *(f"criterion:{each.id}" for each in debrief.criteria),
        *(f"question:{each.id}" for each in debrief.questions),
        *(f"evidence:{each.id}" for each in quotes),
        *(f"member:{name}" for name in [*PANEL, *(each.name for each in debrief.members)]),
    }


half_steps = st.none() | st.integers(2, 10).map(lambda steps: Decimal(steps) / 2)


@st.composite
def debriefs(draw):
    criteria = tuple(
        a_criterion(
            each.id,
            each.level,
            each.title,
            *(replace(value, value=draw(half_steps)) for value in each.values),
            must_have=each.must_have,
        )
        for each in the_criteria()[: draw(st.integers(0, 6))]
    )
    words = st.sampled_from(["strong_yes", "yes", "no", "strong_no", None])
    members = tuple(a_member(name, draw(words)) for name in PANEL[: draw(st.integers(0, 3))])
    target = draw(st.sampled_from(["junior", "mid", "senior", "principal", ""]))
    return a_debrief(criteria=criteria, members=members, target_level=target)


@settings(max_examples=60)
@given(debriefs())
def test_every_summary_is_repeatable_well_formed_and_points_at_what_exists(debrief):
    summary = write_summary(debrief)
    assert summary == write_summary(debrief)
    sentences = [each for section in summary.sections for each in section.sentences]
    assert {each for sentence in sentences for each in sentence.evidence} <= known_ids(debrief)
    assert all(re.search(r"[.!?…]”?$", each.text) for each in sentences)
    assert not any("None" in each.text or "  " in each.text for each in sentences)


@settings(max_examples=60)
@given(debriefs())
def test_no_summary_guesses_a_gender_or_decides(debrief):
    text = everything(debrief)
    assert not re.search(r"\b(he|she|his|her|him|hers)\b", text, re.IGNORECASE)
    assert not re.search(r"\b(should (not )?be hired|should hire|hire them|reject)\b", text, re.IGNORECASE)
