"""Tables and JSON as other people name their columns and keys; each file is our own writing."""

import json
from typing import Any

import pytest

from questions.importing.document import ParsedQuestion
from questions.importing.reading import read_file


def first(name: str, text: str | bytes) -> ParsedQuestion:
    return read_file(name, text.encode() if isinstance(text, str) else text).questions[0]


def of_json(value: Any) -> ParsedQuestion:
    return first("x.json", json.dumps(value))


HEADERS = (
    "Question,Answer",
    "Q,A",
    "prompt,response",
    "Interview Questions,Expected Answers",
    "front,back",
    "Frage;Antwort",
    "Pregunta,Respuesta",
    "Question;Réponse",
    "Вопрос;Ответ",
    "问题,答案",
    "Question Text\tIdeal Answer",
    "title,solution",
    "term|definition",
)


@pytest.mark.parametrize("header", HEADERS)
def test_columns_of_question_and_answer_are_known_by_their_names(header: str) -> None:
    mark = next(mark for mark in ",;\t|" if mark in header)
    question = first("x.csv", f"\ufeff{header}\nWhat does a cache keep?{mark}Copies\n")
    assert (question.prompt, question.answer) == ("What does a cache keep?", "Copies")


@pytest.mark.parametrize(
    ("header", "level"),
    [("Difficulty", "Hard"), ("seniority", "Senior"), ("Experience Level", "senior"), ("Schwierigkeit", "schwer")],
)
def test_a_level_is_known_by_the_name_of_its_column(header: str, level: str) -> None:
    assert first("x.csv", f"question,answer,{header}\nWhat is a?,A,{level}\n").level == "senior"


@pytest.mark.parametrize("header", ["Category", "theme", "Skill", "Kategorie", "subject"])
def test_a_topic_is_known_by_the_name_of_its_column(header: str) -> None:
    assert first("x.csv", f"question,answer,{header}\nWhat is a?,A,Storage\n").topic == "Storage"


def test_the_header_of_a_quiz_template_stands_below_its_introduction() -> None:
    text = (
        "Quiz template,,,,\nFill in your questions,,,,\n"
        ",Question - max 120 characters,Answer 1 - max 75,Answer 2 - max 75,Correct answer(s) - choose\n"
        "1,Which is lossless?,PNG,JPEG,1\n"
    )
    assert first("x.csv", text).answer == "1. PNG"


def test_options_in_one_cell_are_options() -> None:
    question = first("x.csv", "question;answer;choices\nWhich is lossless?;PNG;JPEG/PNG\n")
    assert question.answer == "B. PNG"


CHOICES: tuple[dict[str, Any], ...] = (
    {"question": "Which?", "options": ["JPEG", "PNG"], "answer": 1},
    {"question": "Which?", "options": ["JPEG", "PNG"], "correctAnswer": "PNG"},
    {"question": "Which?", "options": {"A": "JPEG", "B": "PNG"}, "answer": "B"},
    {"question": "Which?", "options": ["A) JPEG", "B) PNG"], "answer": "B"},
    {"text": "Which?", "options": ["JPEG", "PNG"], "correctOptionIndex": 1},
    {"question": "Which?", "answers": ["JPEG", "PNG"], "correctIndex": 1},
    {"question": "Which?", "answers": [{"text": "JPEG", "correct": False}, {"text": "PNG", "correct": True}]},
    {"questionText": "Which?", "answerOptions": [{"answerText": "JPEG"}, {"answerText": "PNG", "isCorrect": True}]},
    {"question": "Which?", "correct_answer": "PNG", "incorrect_answers": ["JPEG"]},
    {
        "question": "Which?",
        "answers": {"answer_a": "JPEG", "answer_b": "PNG", "answer_c": None},
        "correct_answers": {"answer_a_correct": "false", "answer_b_correct": "true"},
    },
)


@pytest.mark.parametrize("value", CHOICES)
def test_the_right_option_is_found_however_it_is_named(value: dict[str, Any]) -> None:
    question = of_json([value])
    assert (question.prompt, question.answer, question.kind) == (
        "Which?\n\n- A. JPEG\n- B. PNG",
        "B. PNG",
        "multiple_choice",
    )


def test_options_are_counted_from_1_where_the_file_names_the_one_behind_the_last() -> None:
    values = [{"question": "Which?", "options": ["JPEG", "PNG"], "answer": number} for number in (1, 2)]
    assert [q.answer for q in read_file("x.json", json.dumps(values).encode()).questions] == ["A. JPEG", "B. PNG"]


def test_several_right_options_are_a_list() -> None:
    question = of_json([{"question": "Which?", "options": ["PNG", "JPEG", "GIF"], "correct": [0, 2]}])
    assert question.answer == "- A. PNG\n- C. GIF"


def test_an_explanation_follows_the_right_option() -> None:
    value = {"question": "Which?", "options": ["PNG", "JPEG"], "answer": "A", "explanation": "It loses nothing."}
    assert of_json([value]).answer == "A. PNG\n\nIt loses nothing."


@pytest.mark.parametrize(
    "value",
    [
        [{"q": "What is a cache?", "a": "Copies"}],
        {"Q1": {"Q": "What is a cache?", "A": "Copies"}},
        [{"prompt": "What is a cache?", "completion": "Copies"}],
        [{"instruction": "What is a cache?", "input": "", "output": "Copies"}],
        [{"term": "What is a cache?", "definition": "Copies"}],
        [{"title": "What is a cache?", "solution": "Copies"}],
        {"mainEntity": [{"@type": "Question", "name": "What is a cache?", "acceptedAnswer": {"text": "Copies"}}]},
        {"title": "Storage", "cards": [{"question": {"text": "What is a cache?"}, "answer": "Copies"}]},
        [{"question": "<p>What is a cache?</p>", "answer": "<p>Copies</p>"}],
    ],
)
def test_question_and_answer_are_known_by_their_keys(value: Any) -> None:
    question = of_json(value)
    assert (question.prompt, question.answer) == ("What is a cache?", "Copies")


def test_bare_texts_that_ask_are_questions_of_the_name_they_stand_under() -> None:
    questions = read_file("x.json", b'{"caches": ["What do they keep?", "Explain eviction."], "tags": ["a"]}').questions
    assert [(q.prompt, q.topic) for q in questions] == [
        ("What do they keep?", "caches"),
        ("Explain eviction.", "caches"),
    ]


def test_a_level_is_also_the_name_that_a_list_stands_under() -> None:
    assert of_json({"caches": {"easy": [{"question": "What do they keep?", "answer": "Copies"}]}}).level == "junior"


def test_entities_of_web_pages_are_letters() -> None:
    assert of_json([{"question": "What does &quot;LRU&quot; mean?", "answer": "x"}]).prompt == 'What does "LRU" mean?'


@pytest.mark.parametrize(
    "value",
    [
        {"name": "app", "version": "1", "scripts": {"test": "x"}},
        {"title": "Hello", "text": "Welcome"},
        [{"title": "Home", "url": "/"}, {"title": "About", "url": "/about"}],
        [{"title": "My trip", "body": "Long ago", "author": "me"}],
        {"questions_to_ask_the_interviewer": ["What do you like here?", "How big is the team?"]},
    ],
)
def test_json_without_questions_has_none(value: Any) -> None:
    assert read_file("x.json", json.dumps(value).encode()).questions == ()


def test_where_only_the_points_of_an_answer_are_named_they_are_the_answer() -> None:
    question = of_json([{"question": "What is a cache?", "expectedKeywords": ["copies", "speed"]}])
    assert (question.answer, question.key_points) == ("- copies\n- speed", ("copies", "speed"))


def test_an_answer_in_parts_keeps_each_below_its_name() -> None:
    value = {"text": "What is a cache?", "sampleAnswer": {"mainPoints": ["Copies", "Near"], "inShort": "A copy."}}
    assert of_json([value]).answer == "**Main points**\n\n- Copies\n- Near\n\n**In short**\n\nA copy."


def test_a_right_option_of_one_sign_is_no_placeholder() -> None:
    assert first("x.gift", "::Q:: Which sign opens a tag? {=< ~& ~%}\n").answer == "<"


def test_a_situation_with_its_task_behind_asks() -> None:
    values = [
        {"text": "How would you shorten a sign-in?"},
        {"text": "A feature is not used. Walk me through how you would find out why."},
    ]
    assert len(read_file("x.json", json.dumps(values).encode()).questions) == 2


def test_pairs_of_texts_of_which_the_first_asks_are_questions_with_answers() -> None:
    value = {"Storage": {"1": [["What is an index?", "A sorted copy."], ["Why count?", "To know."]]}}
    found = read_file("x.json", json.dumps(value).encode()).questions
    assert [(q.prompt, q.answer) for q in found] == [
        ("What is an index?", "A sorted copy."),
        ("Why count?", "To know."),
    ]


def test_a_right_option_is_named_by_the_id_that_the_file_gave_it() -> None:
    options = [{"id": "a", "text": "JPEG"}, {"id": "d", "text": "PNG"}]
    assert of_json([{"question": "Which?", "options": options, "correctOptionId": "d"}]).answer == "B. PNG"


def test_keys_that_end_in_a_language_are_those_without_it() -> None:
    question = of_json([{"qEnglish": "Which?", "qHindi": "", "optionsEnglish": ["JPEG", "PNG"], "correct": 1}])
    assert (question.prompt, question.answer) == ("Which?\n\n- A. JPEG\n- B. PNG", "B. PNG")


@pytest.mark.parametrize("key", ["prompt", "query"])
def test_an_order_to_a_program_is_no_question(key: str) -> None:
    steps = {"steps": [{key: "Fetch the newest file", "run": "make"}]}
    assert read_file("x.json", json.dumps(steps).encode()).questions == ()


def test_two_rows_of_advice_are_no_questions() -> None:
    assert read_file("x.csv", b"How to use this sheet,\nFill it in each day,\n").questions == ()


def test_numbers_parted_by_tabs_are_a_list_and_no_table() -> None:
    document = read_file("x.txt", b"1\tWhat is a pod?\n2\tWhat is a taint?\n3\tExplain affinity.\n4\tWhy a sidecar?\n")
    assert [(question.number, question.answer) for question in document.questions] == [(n, "") for n in (1, 2, 3, 4)]


def test_a_table_whose_rows_are_quoted_as_a_whole_is_read_as_a_table() -> None:
    text = '"role,question,level"\n"Cook,What is a roux?,Easy"\n\n"Cook,""Whisk, or stir?"",Hard"\n'
    questions = read_file("x.csv", text.encode()).questions
    assert [question.prompt for question in questions] == ["What is a roux?", "Whisk, or stir?"]


def test_a_list_of_texts_that_hold_commas_stays_a_list() -> None:
    text = '"What is a roux, and why?"\n"When do you whisk, and when not?"\n'
    questions = read_file("x.csv", text.encode()).questions
    assert [question.prompt for question in questions] == [
        "What is a roux, and why?",
        "When do you whisk, and when not?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '// A list\n\n{"question": "What is a roux?", "answer": "Flour in fat"}\n// and so on\n'
        '{"question": "Why whisk?", "answer": "No lumps"}\n',
        '// A list\n[\n  // the first\n  {"question": "What is a roux?", "answer": "Flour in fat // butter"},\n'
        '  {"question": "Why whisk?", "answer": "No lumps"}\n]\n',
    ],
)
def test_lines_that_only_remark_something_are_passed_over_in_json(text: str) -> None:
    questions = read_file("x.json", text.encode()).questions
    assert [question.prompt for question in questions] == ["What is a roux?", "Why whisk?"]
