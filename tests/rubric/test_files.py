import json
from dataclasses import replace
from decimal import Decimal as D

import pytest

from core.errors import DomainError
from questions.importing.markdown import read_markdown
from rubric.content import CriterionContent, RubricContent
from rubric.files.csv_file import read_csv, write_csv
from rubric.files.json_file import read_json, write_json
from rubric.files.markdown_file import rubrics_of, write_markdown
from rubric.files.problems import Unreadable
from rubric.files.reading import read_file
from rubric.levels import Thresholds
from rubric.starters import starters

FULL = CriterionContent(
    level="senior",
    title="=1+1 | keeps “quotes”, commas; and semicolons",
    description="Two lines\nof text",
    weight=D("1.5"),
    weight_reason="It is the job",
    must_have=True,
    topics=("Activations, losses", "Storage"),
    anchors={1: "One", 2: "Two, with a comma", 3: "Three", 4: "'four'", 5: "-5"},
)
PLAIN = CriterionContent("junior", "Names things", anchors={1: "None", 3: "Some"})
CONTENT = RubricContent("Back end", (PLAIN, FULL), "What it is for", Thresholds(mean=D("3.5"), coverage=D("0.6")))


def read_document(text):
    return rubrics_of(read_markdown(text), name="n")


def refused(read):
    with pytest.raises(Unreadable) as caught:
        read()
    return list(caught.value.problems)


def test_json_reads_back_the_same():
    assert read_json(write_json(CONTENT, number=2, content_hash="x")) == CONTENT


def test_csv_reads_back_the_same_criteria():
    assert read_csv(write_csv(CONTENT), title="t").criteria == CONTENT.criteria


def test_no_cell_of_a_csv_is_a_formula():
    assert "'=1+1" in write_csv(CONTENT)


def test_markdown_reads_back_the_same_criteria_with_one_line_each():
    one_line = replace(FULL, title="Keeps “quotes”, and commas", description="Two lines of text")
    text = write_markdown(replace(CONTENT, criteria=(PLAIN, one_line)))
    assert [each.criteria for each in read_document(text)] == [(PLAIN, one_line)]


@pytest.mark.parametrize("starter", starters(), ids=lambda starter: starter.name)
def test_every_starter_goes_through_every_format(starter):
    content = starter.content
    assert read_csv(write_csv(content), title=content.title).criteria == content.criteria
    assert read_document(write_markdown(content))[0].criteria == content.criteria
    assert read_json(write_json(content, number=1, content_hash="")) == content


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_of_any_separator_and_code_page_is_read(separator):
    text = separator.join(["Level", "Criterion", "Weight", "Anchor 1"]) + "\r\n"
    text += separator.join(["MID", "Prüft Pläne", "", "Nichts"]) + "\r\n\r\n"
    (content,) = read_file("Mein Raster.csv", text.encode("cp1252"))
    assert (content.title, content.criteria) == (
        "Mein Raster",
        (CriterionContent("mid", "Prüft Pläne", anchors={1: "Nichts"}),),
    )


def test_a_decimal_comma_is_a_weight():
    assert read_csv("level;title;weight\nmid;A;1,5", title="t").criteria[0].weight == D("1.5")


def test_each_wrong_row_of_a_csv_is_named_by_its_line():
    text = "level,title,weight,must have\nexpert,A,1,no\nmid,,1,no\nmid,B,heavy,no\nmid,C,1,perhaps\nmid,D,1,yes\n"
    assert refused(lambda: read_csv(text, title="t")) == [
        "Line 2: the level “expert” does not exist; it is one of junior, mid, senior, principal.",
        "Line 3: the criterion has no title.",
        "Line 4: the weight “heavy” is not a number between 0.01 and 100.",
        "Line 5: “perhaps” under “must have” is neither yes nor no.",
    ]


def test_a_csv_without_its_columns_says_which():
    assert refused(lambda: read_csv("name,points\nA,1", title="t"))[0].startswith(
        "The first line has no column “level” and “title”."
    )


def test_only_the_first_problems_are_listed():
    rows = "level,title\n" + "expert,A\n" * 50
    problems = refused(lambda: read_csv(rows, title="t"))
    assert (len(problems), problems[-1]) == (21, "… and 30 more.")


def json_with(**criterion):
    return json.dumps({"title": "T", "criteria": [{"level": "mid", "title": "A"} | criterion]})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "This is not JSON: line 1, Expecting property name enclosed in double quotes."),
        ("[" * 100_000, "This JSON is nested too deeply, or holds a number that is too long."),
        ("[1]", "The file is not a rubric: it has to be an object with a title and criteria."),
        ('{"schema": "other/9"}', "The file says it is “other/9”; this reads “interviewprep.rubric/1”."),
        ('{"criteria": {}}', "The file holds no list “criteria”."),
        ('{"title": 7, "criteria": []}', "The title is not a text."),
        ('{"criteria": [1]}', "Criterion 1: it is not an object."),
        (
            json_with(level=None),
            "Criterion 1: the level “None” does not exist; it is one of junior, mid, senior, principal.",
        ),
        (json_with(title=" "), "Criterion 1: it has no title."),
        (json_with(title="x" * 301), "Criterion 1: the title is longer than 300 characters."),
        (json_with(weight="NaN"), "Criterion 1: the weight “NaN” is not a number between 0.01 and 100."),
        (json_with(weight=-1), "Criterion 1: the weight “-1” is not a number between 0.01 and 100."),
        (json_with(must_have="yes"), "Criterion 1: “must_have” is neither true nor false."),
        (json_with(topics="Storage"), "Criterion 1: “topics” is not a list of at most 20 names."),
        (json_with(anchors={"6": "x"}), "Criterion 1: “anchors” holds something else than the values “1” to “5”."),
        ('{"criteria": [], "thresholds": 3}', "“thresholds” is not an object."),
        (
            '{"criteria": [], "thresholds": {"coverage": 70}}',
            "The threshold “coverage” is not a number between 0.01 and 1.",
        ),
    ],
)
def test_bad_json_is_refused_with_its_place(text, problem):
    assert refused(lambda: read_json(text)) == [problem]


def test_more_criteria_than_anybody_could_judge_are_refused():
    many = json.dumps({"title": "T", "criteria": [{"level": "mid", "title": "A"}] * 201})
    assert refused(lambda: read_json(many)) == ["The file holds 201 criteria; a rubric holds at most 200."]


def test_a_document_without_a_rubric_says_what_is_looked_for():
    assert "heading with the word “rubric”" in refused(lambda: read_document("# Notes\n\nWe met."))[0]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\x03", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(DomainError):
        read_file("rubric.json", data)
