"""What a downloaded report is called: words of people, made safe for a header and for any disk."""

import re
import unicodedata
from urllib.parse import quote

from reports.debrief import Debrief
from reports.exporting.letters import one_line

LONGEST_NAME = 80


def file_name(debrief: Debrief, extension: str) -> str:
    """Plain ASCII words of the candidate and the position; a name in another script leaves the interview's id."""
    text = unicodedata.normalize("NFKD", f"{debrief.candidate} {debrief.position}")
    words = re.findall(r"[A-Za-z0-9]+", text.encode("ascii", "ignore").decode())
    stem = "-".join(["report", *(words or re.findall(r"[A-Za-z0-9]+", debrief.interview_id))])
    return f"{stem[:LONGEST_NAME].rstrip('-').lower()}.{extension}"


def content_disposition(debrief: Debrief, extension: str) -> str:
    """RFC 6266: the ASCII name for every browser, and the name as people write it for those that can."""
    full = f"report {one_line(debrief.candidate)} {one_line(debrief.position)}"
    kept = re.sub(r"[^\w .,()-]+", "-", full)[:LONGEST_NAME].strip(" .-")
    plain = file_name(debrief, extension)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(f'{kept}.{extension}', safe='')}"
