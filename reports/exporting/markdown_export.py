import re
from collections.abc import Iterable, Iterator

from core.markdown.plain_text import plain_text
from reports.debrief import CriterionLine, Debrief, PanelValue, QuestionLine
from reports.debrief_json import debrief_hash
from reports.exporting import wording
from reports.exporting.letters import code, one_line
from reports.sentences import SummaryText, number

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~&!^])")
_OPENS_A_BLOCK = re.compile(r"^([-+=:])|^(\d{1,9})([.)])")
_BARE_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)|(@)")


def plain(text: str) -> str:
    """Text of people as Markdown that shows it literally, on one line, and makes no link or image of it."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    unlinked = _BARE_ADDRESS.sub(lambda m: f"{m[1] or m[3] or ''}\\{m[2] or m[4] or m[5]}", escaped)
    return _OPENS_A_BLOCK.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", unlinked)


def export_markdown(debrief: Debrief, summary: SummaryText | None) -> bytes:
    lines = [
        *_head(debrief),
        *_decided(debrief),
        *_prose(summary),
        *_panel(debrief),
        *_criteria(debrief.criteria),
        *_disagreements(debrief.criteria),
        *_questions(debrief.questions),
        *_evidence(debrief.criteria),
        *_listed("Departures from the plan", debrief.deviations),
        *_corrections(debrief),
        *_versions(debrief),
    ]
    return ("\n".join(lines) + "\n").encode()


def _head(debrief: Debrief) -> Iterator[str]:
    yield f"# {plain(debrief.candidate)}: {plain(debrief.position)}"
    yield ""
    yield f"- Decision: {wording.decision(debrief)}"
    yield f"- Level by the rubric: {wording.verdict(debrief)} (target: {plain(debrief.target_level)})"
    yield f"- Total: {wording.total(debrief)}"
    yield f"- Observed: {wording.coverage(debrief)}"
    for line in debrief.levels:
        yield f"- {line.level.capitalize()}: {wording.level_result(line)}"
    yield from _listed(f"Gaps towards {debrief.next_level}" if debrief.next_level else "Gaps", debrief.gaps)


def _decided(debrief: Debrief) -> Iterator[str]:
    line = debrief.decision
    if line and line.reason:
        yield from ("", "## Why it was decided so", "", plain(line.reason))
    if line and line.departure:
        yield from ("", f"Against the arithmetic, which said {plain(line.arithmetic)}: {plain(line.departure)}")


def _prose(summary: SummaryText | None) -> Iterator[str]:
    for section in summary.sections if summary else ():
        yield from ("", f"## {plain(section.title)}", "", plain(" ".join(s.text for s in section.sentences)))


def _panel(debrief: Debrief) -> Iterator[str]:
    said = [
        f"{plain(each.name)} ({plain(each.seat)}): {wording.recommendation(each.recommendation)}. {plain(each.comment)}"
        for each in debrief.members
    ]
    yield from _items("Panel", said)


def _criteria(criteria: Iterable[CriterionLine]) -> Iterator[str]:
    yield from ("", "## Criteria", "", "● with evidence, ○ without, – not observed.", "")
    yield from ("| Level | Criterion | Must have | Mean | Values |", "|---|---|---|---|---|")
    for line in criteria:
        cells = (line.level, plain(line.title), "yes" if line.must_have else "", wording.shown(line.mean))
        yield f"| {' | '.join(cells)} | {_values(line)} |"


def _values(line: CriterionLine) -> str:
    return ", ".join(f"{plain(value.member)} {wording.marked(value)}{_after(value)}" for value in line.values)


def _after(value: PanelValue) -> str:
    return "" if value.discussed is None else f" (after the debrief {wording.shown(value.discussed, 1)})"


def _disagreements(criteria: Iterable[CriterionLine]) -> Iterator[str]:
    apart = [line for line in criteria if line.disagreement]
    said = [f"{plain(line.title)}: {wording.shown(line.spread)} apart. {_values(line)}" for line in apart]
    yield from _items("Where the panel differs", said)


def _questions(questions: Iterable[QuestionLine]) -> Iterator[str]:
    for place, line in enumerate(questions):
        if place == 0:
            yield from ("", "## Questions")
        given = (f"{plain(value.member)} {wording.shown(value.value, 1)}" for value in line.values)
        spent = "" if line.minutes is None else f", {number(line.minutes, 0)} min"
        reason = f": {plain(line.skip_reason)}" if line.skip_reason else ""
        yield from ("", f"### {line.position}\\. {plain(line.prompt)}", "")
        yield f"{line.state.capitalize()}{reason}{spent}. Mean {wording.shown(line.mean)}. {', '.join(given)}".rstrip()
        yield ""
        for point in line.key_points:
            by = f" ({', '.join(plain(name) for name in point.ticked_by)})" if point.ticked_by else ""
            yield f"- [{'x' if point.ticked_by else ' '}] {plain(plain_text(point.text))}{by}"
        yield from _pad(line)


def _pad(line: QuestionLine) -> Iterator[str]:
    """Indented by four: a program may hold any fence."""
    for title, text in (("The shared pad at the end:", line.pad), ("Its last run printed:", line.pad_output)):
        if text.strip():
            yield from ("", title, "", *(f"    {each}" for each in code(text).split("\n")))


def _evidence(criteria: Iterable[CriterionLine]) -> Iterator[str]:
    said = [
        f"{plain(line.title)}: “{plain(quote.text)}” ({plain(quote.author)}, {quote.kind})"
        for line in criteria
        for value in line.values
        for quote in value.evidence
    ]
    yield from _items("Evidence", said)


def _listed(title: str, texts: Iterable[str]) -> Iterator[str]:
    yield from _items(title, [plain(text) for text in texts])


def _items(title: str, written: list[str]) -> Iterator[str]:
    if written:
        yield from ("", f"## {title}", "")
        yield from (f"- {line}".rstrip() for line in written)


def _corrections(debrief: Debrief) -> Iterator[str]:
    said = [
        f"{plain(line.member)}: {plain(line.reason)} "
        + "; ".join(f"{plain(each.what)} {plain(each.before)} → {plain(each.after)}" for each in line.changes)
        for line in debrief.corrections
    ]
    yield from _items("Corrections", said)


def _versions(debrief: Debrief) -> Iterator[str]:
    rubric = f"Rubric: {plain(debrief.rubric_title)}, version {debrief.rubric_number}, SHA-256 {debrief.rubric_hash}"
    receipts = [f"Scorecard of {plain(each.name)}: SHA-256 {each.receipt}" for each in debrief.members if each.receipt]
    yield from _items("Versions", [f"Report: SHA-256 {debrief_hash(debrief)}", rubric, *receipts])
