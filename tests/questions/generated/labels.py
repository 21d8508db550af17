"""How a question is numbered and decorated, and how its answer is labelled."""

from collections.abc import Sequence

from tests.questions.generated.asked import Asked
from tests.questions.generated.choices import OTHERWISE, Choices

ROMAN = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"),
)
KEYCAPS = ("1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟")
QUESTION = {
    "English": "Question",
    "Spanish": "Pregunta",
    "Portuguese": "Pergunta",
    "German": "Frage",
    "French": "Question",
    "Russian": "Вопрос",
    "Chinese": "问题",
    "Japanese": "質問",
    "Korean": "질문",
    "Italian": "Domanda",
    "Polish": "Pytanie",
    "Ukrainian": "Питання",
    "Turkish": "Soru",
    "Vietnamese": "Câu",
    "Indonesian": "Pertanyaan",
}
ANSWER = {
    "English": "Answer",
    "Spanish": "Respuesta",
    "Portuguese": "Resposta",
    "German": "Antwort",
    "French": "Réponse",
    "Russian": "Ответ",
    "Chinese": "答案",
    "Japanese": "回答",
    "Korean": "답변",
    "Italian": "Risposta",
    "Polish": "Odpowiedź",
    "Ukrainian": "Відповідь",
    "Turkish": "Cevap",
    "Vietnamese": "Trả lời",
    "Indonesian": "Jawaban",
}


def mark(number: int, style: str, tongue: str = "English") -> str:
    """The number as it stands before the question, without the blank behind it."""
    if style == "none":
        return ""
    if style == "1️⃣":
        return KEYCAPS[number - 1] if number < 11 else "".join(f"{digit}\ufe0f\u20e3" for digit in str(number))
    if style in OTHERWISE:
        return _otherwise(number, style)
    if style in ("01.", "1.1"):
        return f"{number:02}." if style == "01." else f"1.{number}"
    return style.replace("1", str(number)).replace("Question", QUESTION[tongue])


def _otherwise(number: int, style: str) -> str:
    if style == "①":
        return chr(0x2460 + number - 1)
    if style in ("I.", "(i)"):
        return style.replace("I", ROMAN[number - 1]).replace("i", ROMAN[number - 1].lower())
    letter = chr(ord("A") + number - 1)
    return {"a)": f"{letter.lower()})", "Scenario A:": f"Scenario {letter}:"}.get(
        style, style.replace("1", str(number))
    )


def numbered(number: int, text: str, style: str, tongue: str = "English") -> str:
    return f"{mark(number, style, tongue)} {text}".strip()


def set_with(asked: Asked, c: Choices, *, bare: bool) -> str:
    """The question's line with its number, emphasis and decoration; `bare`: this one has no number."""
    style = "none" if bare else c["number"]
    before = mark(asked.number, style, c["tongue"])
    gap = {"tight numbers": "", "number and tab": "\t"}.get(c["accident"], " ")
    if c["carrier"] == "bold" and c["bold extra"] != "none":
        line = _bold(f"{before}{gap}" if before else "", asked.text, c)
        return {"emoji": f"🔹 {line}", "tag behind": f"{line} (asked at Acme)", "code behind": f"{line} `easy`"}[
            c["bold extra"]
        ]
    if c["carrier"] == "heading" and c["heading extra"] != "bold":
        return _decorated(f"{before}{gap}{asked.text}".strip(), asked, c)
    return _bold(f"{before}{gap}" if before else "", asked.text, c)


def _bold(before: str, text: str, c: Choices) -> str:
    """`before` with the blank behind it."""
    if c["bold ends"] == "before mark" and text.endswith("?"):
        return f"**{before}{text[:-1].rstrip()}**?"
    if not before or c["number set"] == "inside" or c["bold ends"] == "before mark":
        return f"**{before}{text}**"
    return f"{before}**{text}**" if c["number set"] == "outside" else f"**{before.rstrip()}** {text}"


def _decorated(text: str, asked: Asked, c: Choices) -> str:
    return {
        "none": text,
        "emoji": f"🔹 {text}",
        "link": f"[{text}](https://example.org/{asked.number})",
        "tag": f"{text} (asked at Acme)",
        "stars": f"{text} {'⭐' * (asked.number % 3 + 1)}",
        "level": f"{text} [{('Junior', 'Senior')[asked.number % 2]}]",
        "anchor": f'<a name="q{asked.number}"></a>{text}',
        "closed": f"{text} ####",
        "code tag": f"{text} `easy`",
        "bold tag": f"{text} **[Easy]**",
    }[c["heading extra"]]


def labelled(lines: Sequence[str], c: Choices, number: int) -> list[str]:
    """The answer behind, below or inside of what says that it is one."""
    label = c["label"].replace("Answer", ANSWER[c["tongue"]]).replace("A1", f"A{number}")
    if label == "none":
        return list(lines)
    if label == "> quote":
        return [f"> {line}".rstrip() for line in lines]
    if label.startswith("> **"):
        quoted = _at(label.removeprefix("> "), lines, c["label line"])
        return [f"> {line}".rstrip() for line in quoted]
    if label in ("details", "details show"):
        shown = ANSWER[c["tongue"]] if label == "details" else "Show answer"
        return [f"<details><summary>{shown}</summary>", "", *lines, "", "</details>"]
    if label.startswith(("####", "===")):
        depth = int(c["depth"]) + label.startswith("#") if c["carrier"] == "heading" else 4
        label = label.strip("#= ")
        return [f"{'#' * depth} {label.strip('# ')}", "", *lines]
    return _at(label, lines, c["label line"])


def _at(label: str, lines: Sequence[str], where: str) -> list[str]:
    plain = lines[0][:1] not in ("-", "`", "|", "#", "!")
    if label in ("->", "=>"):
        where = "same"
    elif not label.rstrip("*_").removesuffix("</b>").endswith((":", ".", "-")):
        where = "apart"
    if where == "same" and plain:
        return [f"{label} {lines[0]}", *lines[1:]]
    return [label, *lines] if where == "own" and plain else [label, "", *lines]
