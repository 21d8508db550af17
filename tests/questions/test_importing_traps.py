"""Traps that real documents hold (formats.md), each with a document of our own writing."""

import json
from pathlib import Path

import pytest

from questions.importing.document import ParsedDocument
from questions.importing.reading import read_file

# Beside each document stand the questions and the answers that a person reads in it.
TRAPS = Path(__file__).parent / "traps"
NAMES = sorted(path.stem for path in TRAPS.glob("*.md"))


def trap(name: str) -> ParsedDocument:
    """Under a name that says nothing, since those of the folder speak of questions."""
    return read_file("x.md", (TRAPS / f"{name}.md").read_bytes())


def read(text: str, name: str = "x.md") -> ParsedDocument:
    return read_file(name, text.encode())


@pytest.mark.parametrize("name", NAMES)
def test_a_trap_is_read_as_a_person_would(name: str) -> None:
    expected = json.loads((TRAPS / f"{name}.json").read_text())
    assert [[question.prompt, question.answer] for question in trap(name).questions] == expected


def test_a_placeholder_is_counted_as_without_answer() -> None:
    document = trap("placeholders-are-no-answers")
    assert [w.text for w in document.warnings] == ["Only 1 of 7 questions has an answer: line 27."]


def test_a_recovered_fence_is_reported_with_its_line() -> None:
    assert [w.line for w in trap("a-fence-that-is-never-closed").warnings] == [5]


@pytest.mark.parametrize(("mark", "level"), [("🟢", "junior"), ("🔴", "senior"), ("⭐", "junior"), ("⭐⭐", "mid")])
def test_dots_and_stars_that_differ_say_a_level(mark: str, level: str) -> None:
    other = "⭐⭐⭐" if "⭐" in mark else "🟡"
    text = f"# Questions\n\n### {mark} What is a?\n\nA.\n\n### {other} What is b?\n\nB.\n"
    assert read(text).questions[0].level == level


def test_the_same_picture_everywhere_says_no_level() -> None:
    text = "# Questions\n\n### ⭐ What is a?\n\nA.\n\n### ⭐ What is b?\n\nB.\n"
    assert {question.level for question in read(text).questions} == {None}


def test_a_question_in_the_front_matter_is_the_title_without_its_label() -> None:
    assert trap("one-question-in-the-front-matter").title == "How do you take a bearing"


def test_options_make_it_multiple_choice() -> None:
    document = trap("options-and-the-answer-folded")
    assert {question.kind for question in document.questions} == {"multiple_choice"}


def test_claimed_totals_are_not_believed() -> None:
    text = "# 99 interview questions\n\n### What is a?\n\nA.\n\n### What is b?\n\nB.\n"
    assert len(read(text).questions) == 2


MIXED = "# Q\r\n\r\n**Q1: What is a?**\n\n**Answer:** A.\r\n\r\n**Q2: What is b?**\r\n\r\n**Answer:** B.\n"


def test_a_byte_order_mark_and_mixed_line_ends_change_nothing() -> None:
    document = read_file("x.md", b"\xef\xbb\xbf" + MIXED.encode())
    assert [(q.prompt, q.answer) for q in document.questions] == [("What is a?", "A."), ("What is b?", "B.")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cp1252.csv", "question;answer\nWas heißt „Köln“?;Eine Stadt\n".encode("cp1252")),
        ("tabs.csv", "question\tanswer\nWas heißt „Köln“?\tEine Stadt\n".encode()),
        ("no-header.csv", "Eine Stadt,Was heißt „Köln“?\nEin Fluss,Was ist der Rhein?\n".encode()),
        ("Pasted text", '"question";"answer"\nWas heißt „Köln“?;"Eine Stadt"\n'.encode()),
        ("anki.txt", "#separator:tab\n#html:false\nWas heißt „Köln“?\tEine Stadt\n".encode()),
        ("utf16.csv", "question,answer\nWas heißt „Köln“?,Eine Stadt\n".encode("utf-16")),
    ],
)
def test_tables_of_every_dialect(name: str, data: bytes) -> None:
    question = read_file(name, data).questions[0]
    assert (question.prompt, question.answer) == ("Was heißt „Köln“?", "Eine Stadt")


def test_a_row_without_a_question_is_skipped_with_its_line() -> None:
    document = read("question,answer\nWhat is a?,A\n,orphan\n", "x.csv")
    assert [(s.line, s.reason) for s in document.skipped] == [(3, "A row without a question.")]


def test_options_of_a_table_become_a_choice() -> None:
    question = read("question,option a,option b,correct\nWhich one?,this,that,B\n", "x.csv").questions[0]
    assert (question.prompt, question.answer, question.kind) == (
        "Which one?\n\n- A. this\n- B. that",
        "B. that",
        "multiple_choice",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who wrote {=Ann ~Bob} in 1999?", ("Who wrote _____ in 1999?\n\n- Ann\n- Bob", "Ann")),
        ("::T::What is \\{this\\}? {####A brace\\: really.}", ("What is {this}?", "A brace: really.")),
        ('What is it? {=It}\n";', ("What is it?", "It")),
        ("It is blue. {T}", ("It is blue.\n\n- True\n- False", "True")),
    ],
)
def test_gift(text: str, expected: tuple[str, str]) -> None:
    question = read(text, "x.gift").questions[0]
    assert (question.prompt, question.answer) == expected


def test_titles_of_gift_part_questions_without_a_blank_line() -> None:
    document = read("::A::What is a? {=A}\n::B::What is b? {=B}\n$CATEGORY: Other\n::C::What is c? {=C}\n", "x.gift")
    assert [(q.answer, q.topic) for q in document.questions] == [("A", None), ("B", None), ("C", "Other")]


def test_weights_of_gift_make_an_option_right() -> None:
    text = "Which are lossless? {~%50%PNG#yes ~%50%FLAC ~%-100%JPEG ~=GIF ####Nothing is lost.}\n"
    question = read(text, "x.gift").questions[0]
    assert question.prompt == "Which are lossless?\n\n- PNG\n- FLAC\n- JPEG\n- GIF"
    assert question.answer == "- PNG\n- FLAC\n- GIF\n\nNothing is lost."


def test_an_open_brace_of_gift_ends_at_the_next_title() -> None:
    document = read("::A::What is a? {=A\n\n::B::What is b? {=B}\n", "x.gift")
    assert [q.answer for q in document.questions] == ["A", "B"]
    assert document.warnings[0].line == 1


def moodle(*questions: str) -> ParsedDocument:
    return read(f"<quiz>{''.join(questions)}</quiz>", "x.xml")


def element(kind: str, text: str, more: str = "") -> str:
    return (
        f'<question type="{kind}"><name><text>n</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{more}</question>'
    )


CATEGORY = '<question type="category"><category><text>$course$/top/Storage/Indexes</text></category></question>'
GRADER = '<graderinfo format="html"><text><![CDATA[<p>A <b>copy</b></p><script>x</script>]]></text></graderinfo>'


def test_a_moodle_essay_with_its_note_to_the_grader() -> None:
    question = moodle(CATEGORY, element("essay", "<p>What is it?</p>", GRADER)).questions[0]
    assert (question.prompt, question.answer, question.topic) == ("What is it?", "A **copy**", "Storage / Indexes")


def test_what_is_no_question_of_moodle_is_listed() -> None:
    document = moodle(CATEGORY, element("description", "Read this."), element("weird", "Why?"))
    assert [q.prompt for q in document.questions] == ["Why?"]
    assert "“weird”" in document.warnings[0].text
    assert document.skipped[0].reason == "A description, not a question."


def test_gaps_of_moodle_hold_their_answers_and_are_listed() -> None:
    document = moodle(element("cloze", "A cache keeps {1:SHORTANSWER:=copies}."), element("essay", "Why?"))
    assert [q.prompt for q in document.questions] == ["Why?"]
    assert "gaps" in document.skipped[0].reason


ANSWERS = '<answer fraction="100"><text>copies</text></answer><answer fraction="0"><text>originals</text></answer>'


@pytest.mark.parametrize("kind", ["multichoice", "truefalse"])
def test_options_of_moodle_become_a_choice(kind: str) -> None:
    question = moodle(element(kind, "What does it keep?", ANSWERS)).questions[0]
    assert (question.prompt, question.answer, question.kind) == (
        "What does it keep?\n\n- copies\n- originals",
        "copies",
        "multiple_choice",
    )


def test_a_short_answer_of_moodle() -> None:
    assert moodle(element("shortanswer", "What does it keep?", ANSWERS)).questions[0].answer == "copies"


def test_files_of_moodle_stay_behind_and_it_is_said() -> None:
    file = '<file name="a.png" encoding="base64">aGk=</file>'
    assert (
        "were not imported"
        in moodle(element("essay", "Why?", f"<generalfeedback>{file}</generalfeedback>")).warnings[0].text
    )


@pytest.mark.parametrize(
    "text",
    [
        '[{"question": "What is a?", "answer": "A"}]',
        '{"data": {"quiz": [{"front": "What is a?", "back": "A"}]}}',
        '{"What is a?": "A"}',
        '{"question": "What is a?", "answer": "A"}\n{"question": "What is b?"}',
        '[{"questionText": "What is a?", "options": ["B", "A"], "correctAnswer": "A"}]',
    ],
)
def test_json_of_other_hands(text: str) -> None:
    question = read(text, "x.json").questions[0]
    assert question.prompt.startswith("What is a?")
    assert question.answer.endswith("A")


@pytest.mark.parametrize("title", ["FAQ", "Questions?", "Any questions", "Support and questions"])
def test_a_title_that_invites_readers_to_ask_makes_no_questions_of_half_sentences(title: str) -> None:
    text = (
        f"# Lathe\n\n## {title}\n\nWrite to us.\n\n## Runs\n\n- When it starts\n- Is called with a name\n- Has ended\n"
    )
    assert read(text).questions == ()


def test_a_code_block_at_the_edge_keeps_its_indents_below_an_item() -> None:
    code = "```yaml\n- hosts: all\n  tasks:\n    - ping:\n```"
    text = f"# Questions\n\n1. How do you ping all hosts?\n\n{code}\n\n2. What is a play?\n\nA list of tasks.\n"
    assert read(text).questions[0].answer == code


def test_the_only_answer_of_a_list_is_kept_however_short() -> None:
    text = "# Questions\n\n" + "".join(
        f"{n}. What is number {n}?\n\n{'   A port' if n == 3 else ''}\n\n" for n in range(1, 9)
    )
    assert [question.answer for question in read(text).questions if question.answer] == ["A port"]


def test_a_title_between_questions_without_answers_says_their_level() -> None:
    questions = trap("titles-between-questions-without-answers").questions
    assert [question.level for question in questions] == ["junior"] * 4 + ["senior"] * 2


def test_a_question_below_the_title_of_the_next_section_is_found_where_no_blank_line_parts_them() -> None:
    text = "Basics\nWhat is a lease?\n\nA lock.\nWhat is a log?\n\nA list.\nAt work\nWhat ends a lease?\n\nTime.\n"
    assert [question.prompt for question in read(text).questions] == [
        "What is a lease?",
        "What is a log?",
        "What ends a lease?",
    ]


def test_the_name_of_a_file_speaks_of_questions_where_no_title_does() -> None:
    text = "# North pier\n\n1. How to search a text\n2. When a copy is made\n\n# South pier\n\n1. How work is shared\n"
    assert [len(read(text, name).questions) for name in ("interview-questions.md", "piers.md")] == [3, 0]
