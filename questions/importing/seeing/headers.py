"""Which columns of a table in a Markdown document hold the questions and the answers."""

import re

from questions.importing.columns import column_name, words_of
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.outline import Leaf
from questions.importing.wording import ASKS, asking, ends_asking

QUESTION_COLUMN = re.compile(
    r"^\W*(?:[\w-]+ ){0,2}(?:questions?|problems?|вопросы?|问题|題目|题目|面试题|質問|질문|preguntas?|perguntas?|"
    r"fragen?)\b[^|]{0,25}$",
    re.I,
)
NAMED_COLUMN = re.compile(r"(?:(?:interview|coding|technical) )?(?:questions?|q)", re.I)
TITLE_COLUMN = re.compile(r"(?:problem |question )?(?:title|name)|problems?", re.I)
COUNT_COLUMN = re.compile(r"#|№|序号|id|(?:s\.?|sr\.?|q\.?)? ?(?:#|no\.?|num\.?|number)", re.I)
GRADE_COLUMN = re.compile(r"difficulty|level", re.I)
# Of what somebody has done, or is going to do.
PLAN_COLUMN = re.compile(r"days?|weeks?|dates?|done|status|solved(?: on)?|progress|completed|revised?", re.I)
ANSWER_COLUMN = re.compile(
    r"\b(?:answers?|ans|solution|response|explanation|ответы?|respuestas?|respostas?|antwort|réponse)\b|答案|回答|"
    r"解答|답",
    re.I,
)


def asked_columns(leaf: Leaf) -> tuple[int, int | None] | None:
    """Which columns hold the questions and the answers: by the header, or because most of one column asks."""
    header = [face_of(cell).text for cell in leaf.rows[0][1]] if leaf.rows else []
    style = style_of(leaf)
    asked = next((i for i, cell in enumerate(header) if style == "named" and NAMED_COLUMN.fullmatch(cell)), None)
    if asked is None:
        asked = next((i for i, cell in enumerate(header) if QUESTION_COLUMN.search(cell) and _is_wordy(leaf, i)), None)
    if asked is None:
        asked = next((i for i in range(len(header)) if _mostly_asks(leaf, i)), None)
    if asked is None:
        asked = next((i for i, cell in enumerate(header) if style and TITLE_COLUMN.fullmatch(cell)), None)
    if asked is None:
        return None
    answer = next((i for i, cell in enumerate(header) if i != asked and ANSWER_COLUMN.search(cell)), None)
    if answer is None and len(header) == 2 and _explains(leaf, 1 - asked):
        answer = 1 - asked
    return asked, answer


def style_of(leaf: Leaf) -> str:
    """ "named" where one column is called "Question", and another "Answer" or by what counts them; "titled" where those
    that are counted, or have their difficulty beside them, are called "Title", and it is no plan; or else "".
    """
    header = [face_of(cell).text for cell in leaf.rows[0][1]] if leaf.rows else []
    counted = any(map(COUNT_COLUMN.fullmatch, header))
    if any(map(NAMED_COLUMN.fullmatch, header)):
        return "named" if counted or any(map(ANSWER_COLUMN.fullmatch, header)) else ""
    told = (counted or any(map(GRADE_COLUMN.fullmatch, header))) and not any(map(PLAN_COLUMN.fullmatch, header))
    return "titled" if told and any(map(TITLE_COLUMN.fullmatch, header)) else ""


def _explains(leaf: Leaf, column: int) -> bool:
    """The only other column, of a name that says nothing else, with sentences in most of its cells."""
    if column_name(words_of(leaf.rows[0][1][column])) in ("level", "kind", "topic", "tags", "minutes", "identity"):
        return False
    cells = [cells[column] for _, cells in leaf.rows[1:] if column < len(cells)]
    told = [cell for cell in cells if len(cell.split()) > 2 or re.search(r"[\u3040-\u9fff\uac00-\ud7af]{2}", cell)]
    return len(told) * 2 > len(cells) and not any(face_of(cell).target for cell in cells)


def _is_wordy(leaf: Leaf, column: int) -> bool:
    cells = [cells[column] for _, cells in leaf.rows[1:] if column < len(cells)]
    return sum(len(cell.split()) > 2 or asking(cell) >= ASKS for cell in cells) * 2 > len(cells)


def _mostly_asks(leaf: Leaf, column: int) -> bool:
    cells = [cells[column] for _, cells in leaf.rows[1:] if column < len(cells)]
    return len(cells) > 2 and sum(ends_asking(cell) for cell in cells) * 5 >= len(cells) * 4
