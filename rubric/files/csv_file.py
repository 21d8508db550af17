"""One row per criterion, for a spreadsheet. Separated by comma, semicolon or tab, whichever the first line has."""

import csv
import io
from collections.abc import Mapping

from core.cells import safe_cell
from rubric.content import VALUES, CriterionContent, RubricContent
from rubric.draft_form import LONGEST
from rubric.files.problems import Unreadable, Wrong, level_named, refuse_too_many, text_of, weight_of
from rubric.levels import plain

COLUMNS = ("level", "title", "description", "must have", "weight", "weight reason", "topics", *map(str, VALUES))
OTHER_NAMES = {"criterion": "title", "musthave": "must have", "must-have": "must have", "must_have": "must have"}
OTHER_NAMES |= {"weight_reason": "weight reason", "topic": "topics"}
OTHER_NAMES |= {f"anchor {value}": str(value) for value in VALUES}
BETWEEN_TOPICS = " | "
YES, NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0", "")
SEPARATORS = ",;\t"


def write_csv(content: RubricContent) -> str:
    """With a byte-order mark, so that spreadsheets read the letters right; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for each in content.criteria:
        writer.writerow([safe_cell(cell) for cell in _cells(each)])
    return "\ufeff" + out.getvalue()


def _cells(each: CriterionContent) -> list[str]:
    return [
        each.level,
        each.title,
        each.description,
        "yes" if each.must_have else "no",
        plain(each.weight),
        each.weight_reason,
        BETWEEN_TOPICS.join(each.topics),
        *(each.anchors.get(value, "") for value in VALUES),
    ]


def read_csv(text: str, *, title: str) -> RubricContent:
    """Raises Unreadable with the line of every row that is wrong. The file's name is the rubric's title."""
    rows = _rows(text)
    if not rows:
        raise Unreadable(["The file is empty."])
    header = [_column(name) for name in rows[0][1]]
    missing = [name for name in ("level", "title") if name not in header]
    if missing:
        named = " and ".join(f"“{name}”" for name in missing)
        raise Unreadable([f"The first line has no column {named}. The columns are: {', '.join(COLUMNS)}."])
    refuse_too_many(len(rows) - 1)
    problems: list[str] = []
    criteria = []
    for line, cells in rows[1:]:
        try:
            criteria.append(_read(dict(zip(header, map(_unescaped, cells), strict=False))))
        except Wrong as wrong:
            problems.append(f"Line {line}: {wrong}")
    if problems:
        raise Unreadable(problems)
    return RubricContent(title=title[: LONGEST["title"]], criteria=tuple(criteria))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Every row that is not blank, with the line on which it ends."""
    first = text.lstrip().partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as broken:
        raise Unreadable([f"Line {reader.line_num}: this is not CSV ({broken})."]) from None


def _column(name: str) -> str:
    plain_name = name.strip().casefold()
    return OTHER_NAMES.get(plain_name, plain_name)


def _unescaped(cell: str) -> str:
    """Without the apostrophe that `safe_cell` set before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell


def _read(row: Mapping[str, str]) -> CriterionContent:
    title = text_of(row.get("title", ""), "the title", LONGEST["criterion"])
    if not title:
        raise Wrong("the criterion has no title.")
    anchors = {
        value: text_of(row.get(str(value), ""), f"the words for a {value}", LONGEST["anchor1"]) for value in VALUES
    }
    topics = (text_of(name, "a topic", 200) for name in row.get("topics", "").split(BETWEEN_TOPICS.strip()))
    return CriterionContent(
        level=level_named(row.get("level", "")),
        title=title,
        description=text_of(row.get("description", ""), "the description", LONGEST["description"]),
        must_have=_flag(row.get("must have", "")),
        weight=weight_of(row.get("weight", "")),
        weight_reason=text_of(row.get("weight reason", ""), "the reason", LONGEST["weight_reason"]),
        topics=tuple(sorted({name for name in topics if name})),
        anchors={value: text for value, text in anchors.items() if text},
    )


def _flag(raw: str) -> bool:
    word = raw.strip().casefold()
    if word not in (*YES, *NO):
        raise Wrong(f"“{raw[:40]}” under “must have” is neither yes nor no.")
    return word in YES
