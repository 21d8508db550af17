"""The labels that authors put before a question ("Q1:", "Question 7", "12)") and before its answer."""

import re
from dataclasses import dataclass

from questions.importing.wording import ASKS, MAY_ASK, asking

NUMBER = r"\d{1,4}(?:\.\d{1,3})*[a-z]?"
WORD = (
    r"q(?:ue(?:s(?:tion)?)?|n|tn)?|question|coding question|(?:likely|typical|possible|common) question|"
    r"(?:common |typical |likely |"
    r"possible )?interview question|bonus question|practice question|"
    r"sample question|quiz question|"
    r"f(?=\s*:)|вопрос|питання|pregunta|pergunta|questão|questao|frage|domanda|pytanie|soru|câu hỏi|câu|hỏi|"
    r"問題|题目|问题|題目|面试题|提问|面试官|面試官|問|问|題|题|質問|질문|문제|سؤال|السؤال|سوال|پرسش|प्रश्न"
)
# A task is asked too, but its name also heads the parts of an answer: it counts with a number only.
TASK = (
    r"problem|prompt|puzzle|challenge|exercise|scenario|case study|task|assignment|задача|problema|ejercicio|exercício"
)
SEPARATOR = r"[.:)\]、。．：）】|\-–—~]"
NAMED = re.compile(
    rf"[\[(【<]?\s*(?:(?P<word>{WORD}|{TASK})\s*+(?:[.#:№\-–_]\s*+)?(?:(?:no|nr|number)\b[\s.:#]*)?"
    rf"(?P<number>{NUMBER})(?:\s*(?:/|(?:out )?of)\s*\d+)?|"
    rf"第\s*(?P<ordinal>\d+)\s*[题問问]|"
    rf"(?P<letter>[pв])\s*(?P<numbered>\d+)|(?P<bare>{WORD}|interviewer))"
    rf"\s*(?P<close>[\])】>])?\s*(?P<stop>[*_]*\s*{SEPARATOR}+[*_]*)?(?P<rest>.*)",
    re.I | re.S,
)
# Who asks, but also greets and thanks.
ROLE = re.compile(r"interviewer|面试官|面試官", re.I)
KEYCAPS = re.compile(r"((?:\d\ufe0f?\u20e3)+|🔟)")
NUMBERED = re.compile(
    rf"[(\[（*_`]?\s*+(?:(?:№|n[º°]\.?|no\.?|#|[b-oqs-uw-z](?=\d{{1,3}}[.:、]\s))\s*+)?(?P<number>{NUMBER})[ºª°]?\s*[)\]）]?"
    rf"(?P<stop>\s*\**(?:{SEPARATOR}|[·•»]|/(?=\s))+[*_`]?|(?=\s)|$)\s*(?P<rest>.*)",
    re.I | re.S,
)
# "30-second answer", "3-tier architecture": a measure, and no number of a question.
MEASURE = re.compile(
    r"\d+[-–](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|tiers?|phases?|factors?|ways?|steps?|layers?|bits?|bytes?|"
    r"levels?|parts?|points?|lines?|pages?|sentences?|words?|dimensional|fold)\b",
    re.I,
)
# Numbered, but the parts of a text and never questions.
PARTS = re.compile(
    r"(?:part|section|chapter|step|day|week|module|lesson|level|round|unit|phase|topic|table|figure|example|appendix|"
    r"tip|note|rule|option|case|approach|method|solution|way|type|version|pattern|principle|"
    r"concept|theme|tier|stage|category|area|глава|раздел|часть|шаг|"
    r"день)\s*[#.:\-]?\s*\d",
    re.I,
)
ANSWER_WORDS = (
    r"(?:(?:expected|model|sample|ideal|suggested|short|quick|brief|long|detailed|full|strong|good|best|correct|"
    r"right|"
    r"possible|example|expert|candidate|interview|your|perfect|simple|simplified|one-line|condensed|the|my|official|verified|concise|"
    r"crisp|"
    r"spoken|recommended|space|click|for|to|open|expand|and|view|show|see|click|reveal|toggle|hint|key|sure|reference|"
    r"complete|final|bad|pragmatic|practical|technical|professional|great|star|real|ready|polished|"
    r"\d{1,3}[\s-](?:second|minute|sentence|word)|better)[\s\-/&]+(?:(?:junior|mid|senior|staff|principal)[\s-]level[\s-]+)?)*"
    r"(?:answers?|ans|anwe?r|anwser|asnwer|solutions?|response|explanations?|reply)(?:[\s\-/&]+(?:explanation|key|points?|guide|"
    r"outline|here|space|"
    r"summary|framework|breakdown|structure|template|example|approach|direction|and explanation))*"
)
FOREIGN_ANSWERS = (
    r"(?:(?:espa[çc]o|espacio) para )?(?:(?:a|la|sua|minha|tu|su|mi) )?(?:respuestas?|respostas?)"
    r"(?: (?:resumen|detallada|detalhada|corta|curta|breve|modelo|esperada))?|"
    r"(?:(?:deine|ihre|votre|ta) )?(?:réponse|antwort)|risposta|lösung|"
    r"ответы?|решение|о|відповідь|рішення|odpowied[źz]|cevap|"
    r"yanıt|"
    r"trả lời|đáp án|đáp|答案?(?:要点|解析|思路)?|(?:参考)?回答(?:方向|思路|要点)?|答题(?:要点|思路)|"
    r"参考答案|參考答案|回答|解答|解析|答案解析|標準答案|标准答案|标准答|解|答え|解説|"
    r"답변?|정답|해설|إجابة|الإجابة|پاسخ|جواب|الجواب|उत्तर|"
    r"jawaban"
)
# A label on a line of its own that needs no colon.
ALONE = re.compile(r"answer|ans|solution|respuesta|resposta|antwort|réponse|ответ|答案", re.I)
ASIDE = re.compile(r"(?:\s+\([^()]{1,30}\)|(?<=[^\W\d_]{3}),\s[^,:：.]{2,40})\W*$")
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
LONGEST = 1_000
ANSWER = re.compile(rf"(?:{ANSWER_WORDS}|{FOREIGN_ANSWERS}|a|r|r:)(?:\s?\d{{1,3}})?", re.I)
# Nearly all lines are none by how they begin.
BEGINS = re.compile(rf"[\W_]*+{ANSWER.pattern}", re.I)


@dataclass(frozen=True, slots=True)
class Label:
    """`kind` is "question" or "task" for a word that says so, and "number" for a number alone."""

    kind: str
    number: int | None
    text: str


def read_label(text: str) -> Label | None:
    if PARTS.match(text) or MEASURE.match(text):
        return None
    return _named(text) or _numbered(text)


def _named(text: str) -> Label | None:
    found = NAMED.match(text)
    if not found:
        return None
    number = found["number"] or found["ordinal"] or found["numbered"]
    rest = found["rest"].strip()
    word = found["word"] or found["bare"] or found["letter"] or ""
    if ROLE.fullmatch(word) and asking(rest) < MAY_ASK:
        return None  # "Interviewer: I see."
    if number is None and not _stands_alone(found, rest):
        return Label("question", None, "") if _is_title(text) else None
    if number and not found["stop"] and not found["close"] and _runs_on(found):
        return _counting(text)
    if re.match(rf"\s*[-–—]\s*(?:{WORD})?\s*\d", found.string[found.end("number") :] if found["number"] else "", re.I):
        return None  # "Questions 1-10" names a range
    return Label("task" if re.fullmatch(TASK, word, re.I) else "question", _last(number), rest)


def _counting(text: str) -> Label | None:
    """ "Q: 50 devices share .." begins with a number of its own."""
    found = re.match(rf"(?:{WORD})\s*[:：]\s*(\d.*)", text, re.I | re.S)
    return Label("question", None, found[1]) if found else None


def _stands_alone(found: re.Match[str], rest: str) -> bool:
    """A word without a number counts only before a colon or the like, with a text behind it."""
    stop = (found["stop"] or found["close"] or "").strip("*_ ")
    return (bool(stop) and bool(rest) and not stop.startswith(("-", "–", "—"))) or (
        stop.startswith(("-", "–", "—")) and len(found["bare"]) < 4 and not found["rest"][:1].isalnum()
    )


def _is_title(text: str) -> bool:
    """ "Question" or "Q:" and nothing else: it is asked in the lines below."""
    named = rf"\W*(?:(?:practice|sample|quiz|interview|coding) )?(?:question\W*|(?:{WORD})\s*[:：]\W*)"
    return re.fullmatch(named, text, re.I) is not None


def _runs_on(found: re.Match[str]) -> bool:
    """ "P2P", "Q4 Results": a letter with a number that goes on is a name; "Q.4 What", "Question 4 Locks" and what
    asks are not.
    """
    rest, word = found["rest"], found["word"] or ""
    if not rest:
        return False
    begins = found.string[found.start("rest") - 1].isspace() and _begins_sentence(rest) and not is_answer_label(rest)
    named = re.fullmatch(WORD, word, re.I) and (
        len(word) > 1 or found.string[found.end("word")] == "." or (word == "Q" and asking(rest) >= MAY_ASK)
    )
    return not (begins and (named or asking(rest) >= ASKS))


def _numbered(text: str) -> Label | None:
    found = KEYCAPS.match(text)
    if found:
        digits = "10" if found[1] == "🔟" else re.sub(r"\D", "", found[1])
        return Label("number", int(digits), text[found.end() :].lstrip(" .:)-").rstrip())
    match = NUMBERED.match(text)
    if not match or not match["rest"].strip():
        return None
    if (
        not match["stop"].strip()
        and not re.match(r"[\[(（#№]|no\.", text, re.I)
        and not _begins_sentence(match["rest"])
    ):
        return None
    return Label("number", _last(match["number"]), match["rest"].strip())


def _begins_sentence(rest: str) -> bool:
    first = rest.strip()[:1]
    return first.isupper() or first in '*`"“¿_[' or ord(first) > 0x2E80


def _last(number: str | None) -> int | None:
    digits = re.findall(r"\d+", number or "")
    return int(digits[-1]) if digits else None


def is_answer_label(text: str) -> bool:
    if len(text) > LONGEST or not BEGINS.match(text):
        return False
    return ANSWER.fullmatch(EDGES.sub("", ASIDE.sub("", text))) is not None


def begins_answer(text: str) -> bool:
    """ "Answer", or "Answer: D" with the answer behind it."""
    head = re.split(r"[:：]|\s[-–—]|\s?\(", text, maxsplit=1)[0]
    return is_answer_label(text) or (head != text and len(head) > 2 and is_answer_label(head))
