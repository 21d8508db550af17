"""What the columns of a table and the keys of an object are called by those who make them, in many languages."""

import re
from collections.abc import Sequence

# A name that is one of a question only where an answer stands beside it, or where it asks.
WEAK = "title"
QUESTION = (
    r"(?:(?:interview|full|quiz|exam|practice|test|sample|the|coding|technical) )*"
    r"(?:questions?|prompts?|front|q|query|вопросы?|питання|preguntas?|perguntas?|questão|frage|domanda|pytanie|soru|"
    r"câu hỏi|问题|問題|题目|題目|题干|質問|질문)"
    r"(?: (?:text|title|body|statement|content|prompt|description))?"
)
ANSWER = (
    r"(?:(?:the|my|expected|model|sample|correct|right|ideal|suggested|short|long|detailed|reference|example|perfect|"
    r"good|best|accepted|standard|official|full|strong|final) )*"
    r"(?:answers?|ans|back|solutions?|response|reply|completion|output|definition|ответы?|відповідь|respuestas?|"
    r"respostas?|antwort(?:en)?|réponses?|risposta|odpowiedź|cevap|đáp án|答案|参考答案|回答|解答|답변|정답)"
    r"(?: (?:text|body|content))?"
)
NAMES: tuple[tuple[str, str], ...] = (
    ("identity", r"(?:interviewprep )?(?:id|identity|guid)"),
    ("prompt", QUESTION),
    (
        "correct",
        r"(?:correct|right|answer)(?: (?:answer|option|choice))?s? ?(?:index|indices|letter|key|number|no|id)|"
        r"(?:correct|right)(?: (?:options?|choices?))?|correct answers? object|key|solution index",
    ),
    ("answer", ANSWER),
    (
        "explanation",
        r"(?:answer )?(?:explanation|explication|rationale|justification|feedback|reasoning|erklärung|begründung|"
        r"объяснение|пояснение|explicación|explicação|解析|解説|해설)(?: text)?",
    ),
    (
        "options",
        r"(?:answer |possible |multiple )?(?:options?|choices?|alternatives?|answer options|possible answers|варианты|"
        r"opciones|opções|选项)(?: list)?",
    ),
    ("wrong", r"(?:incorrect|wrong|false)(?: (?:answers?|options?|choices?))|distractors?"),
    ("label", r"answer label"),
    (
        "level",
        r"(?:difficulty|level|seniority|experience|grade|schwierigkeit(?:sgrad)?|niveau|difficulté|dificultad|nivel|"
        r"dificuldade|nível|сложность|уровень|难度|難度|난이도)s?(?: level)?",
    ),
    ("kind", r"kind|(?:question ?)?(?:type|format)"),
    (
        "topic",
        r"topics?|category|categories|subject|section|area|domain|technology|deck|theme|skill|module|chapter|"
        r"kategorie|thema|catégorie|thème|categoría|categoria|tema|тема|категория|раздел|分类|類別|주제",
    ),
    ("tags", r"tags?|keywords?|labels?"),
    ("minutes", r"minutes|time(?: in minutes)?|duration"),
    (
        "key_points",
        r"(?:(?:expected|ideal|answer|key|main|must have|talking|good) )*points|rubric|what to look for|"
        r"(?:evaluation|grading|scoring) criteria|expected (?:keywords|concepts|topics)|"
        r"ideal answer key points",
    ),
    ("follow_ups", r"(?:common |possible )?follow[ -]?ups?(?: questions?)?"),
    ("red_flags", r"red flags?"),
    ("use", r"use"),
    ("visibility", r"visibility|who sees it"),
    (WEAK, r"title|text|terms?|instruction|problem(?: statement)?|task|statement|word|card|name"),
)
LANGUAGE = re.compile(
    r" (?:english|hindi|german|french|spanish|portuguese|russian|chinese|en|de|fr|es|pt|ru|zh|vi|hi)$"
)
LEVEL_ANSWER = re.compile(r"(junior|mid|senior|principal)(?:[- ]level)? (?:level )?answer", re.I)
OPTION = re.compile(
    r"(?:answer )?(?:option|choice|answer|opt|opción|opção|вариант|antwort|réponse)[ _]?([a-h1-8])|([a-h])", re.I
)
# "Question - max 120 characters", "Time limit (sec)": what a template says of its columns.
ASIDE = re.compile(r"\s+[-–—]\s.*|\([^)]*\)|\[[^\]]*\]")


def words_of(name: str) -> str:
    """ "correctAnswer", "correct_answer" and "Correct answer(s) - choose one" are the same words."""
    parted = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", ASIDE.sub("", name))
    return re.sub(r"[\s_*#:.?-]+", " ", parted).strip().lower()


def column_name(words: str) -> str | None:
    """ "question english" is what "question" is: files in two languages name the language behind."""
    return _known(words) or (_known(LANGUAGE.sub("", words)) if LANGUAGE.search(words) else None)


def _known(words: str) -> str | None:
    if found := LEVEL_ANSWER.fullmatch(words):
        return f"level:{found[1].lower()}"
    if found := OPTION.fullmatch(words):
        return f"option:{(found[1] or found[2]).lower()}"
    return next((name for name, pattern in NAMES if re.fullmatch(pattern, words, re.I)), None)


def place_of(names: Sequence[str]) -> dict[str, int]:
    """Which name stands where; a lone "A" beside a "Q" is the answer and no option."""
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        if known := column_name(words_of(name)):
            found.setdefault(known, index)
    if "option:a" in found and "option:b" not in found and "answer" not in found:
        found["answer"] = found.pop("option:a")
    return found
