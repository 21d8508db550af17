import re

from reports.debrief import CriterionLine, Debrief
from reports.sentences import SummaryText

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def plain(text: str) -> str:
    """User text as Markdown that shows it literally, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def export_markdown(debrief: Debrief, summary: SummaryText | None) -> bytes:
    total = "not enough evidence" if debrief.total is None else f"{debrief.total:.0f} of 100"
    lines = [
        f"# {plain(debrief.candidate)}: {plain(debrief.position)}",
        "",
        f"Level by the rubric: {debrief.verdict or 'not enough evidence'}. Total: {total}. "
        f"Observed: {debrief.coverage:.0%} of the weight.",
    ]
    for section in summary.sections if summary else ():
        lines += ["", f"## {plain(section.title)}", "", " ".join(plain(s.text) for s in section.sentences)]
    lines += ["", "## Criteria", "", "| Level | Criterion | Mean | Values |", "|---|---|---|---|"]
    lines += [_criterion(line) for line in debrief.criteria]
    lines += ["", "## Panel", ""]
    for member in debrief.members:
        said = (member.recommendation or "no recommendation").replace("_", " ")
        lines.append(f"- {plain(member.name)} ({member.seat}): {said}. {plain(member.comment)}".rstrip())
    return ("\n".join(lines) + "\n").encode()


def _criterion(line: CriterionLine) -> str:
    values = ", ".join(f"{plain(v.member)} {'–' if v.value is None else v.value}" for v in line.values)
    mean = "–" if line.mean is None else f"{line.mean:.2f}"
    return f"| {line.level} | {plain(line.title)} | {mean} | {values} |"
