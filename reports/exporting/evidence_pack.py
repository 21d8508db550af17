"""A report in three formats with a manifest of their hashes, in one archive that a page can verify later.

Members are stored, not deflated: what claims to be a pack and is compressed is refused, so no archive can
grow while it is checked.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from reports.debrief import Debrief
from reports.debrief_json import debrief_hash
from reports.exporting.json_export import SCHEMA_FILE, export_json
from reports.exporting.pdf import export_pdf
from reports.exporting.wording import moment
from reports.exporting.xlsx import export_xlsx
from reports.sentences import SummaryText

MANIFEST = "manifest.json"
SCHEMA = "interviewprep/evidence-pack/1"
MEMBERS = ("report.pdf", "report.json", "report.xlsx", "report.schema.json")
LARGEST = 5 * 1024 * 1024
# What zipfile raises on an archive whose bytes were changed.
UNREADABLE = (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError)
Sign = Callable[[bytes], str]


def evidence_pack(debrief: Debrief, summary: SummaryText | None, *, sign: Sign) -> bytes:
    """`sign` seals the manifest with a key of this installation; equal input gives equal bytes."""
    files = {
        "report.pdf": export_pdf(debrief, summary),
        "report.json": export_json(debrief, summary),
        "report.xlsx": export_xlsx(debrief, summary),
        "report.schema.json": SCHEMA_FILE.read_bytes(),
    }
    manifest = _manifest(debrief, files)
    sealed = {**manifest, "seal": sign(canonical(manifest))}
    text = json.dumps(sealed, indent=1, ensure_ascii=False).encode()
    return _archive({MANIFEST: text, **files}, moment(debrief))


def canonical(manifest: Mapping[str, Any]) -> bytes:
    """The manifest without its seal, in the one form that is sealed."""
    unsealed = {key: value for key, value in manifest.items() if key != "seal"}
    return json.dumps(unsealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _manifest(debrief: Debrief, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "interview": debrief.interview_id,
        "report_hash": debrief_hash(debrief),
        "rubric_hash": debrief.rubric_hash,
        "files": [
            {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }


def _archive(files: Mapping[str, bytes], at: datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Checked:
    """`state` is unchanged, changed, missing or unexpected."""

    name: str
    state: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Verified:
    """`sealed`: the manifest carries this installation's seal; `files` as they are against the manifest."""

    sealed: bool
    report_hash: str
    interview_id: str
    files: tuple[Checked, ...]

    @property
    def intact(self) -> bool:
        return self.sealed and all(each.state == "unchanged" for each in self.files)


class NotAPack(Exception):
    """The file is no evidence pack; its text says why."""


def verify_pack(file: IO[bytes], *, is_seal: Callable[[bytes, str], bool]) -> Verified:
    try:
        with zipfile.ZipFile(file) as archive:
            members = _stored_members(archive)
    except UNREADABLE:
        raise NotAPack("This is not a ZIP file, or it is a damaged one.") from None
    return _verify(members, is_seal)


def _stored_members(archive: zipfile.ZipFile) -> dict[str, bytes | None]:
    """None for a file whose bytes broke: the archive's own sums say so."""
    entries = archive.infolist()
    if len(entries) > 2 * len(MEMBERS) or sum(entry.file_size for entry in entries) > LARGEST:
        raise NotAPack("An evidence pack holds a few files of at most five megabytes together.")
    if any(entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1 for entry in entries):
        raise NotAPack("The files of an evidence pack are stored as they are; these are compressed or encrypted.")
    return {entry.filename: _whole(archive, entry) for entry in entries}


def _whole(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    try:
        return archive.read(entry)
    except UNREADABLE:
        return None


def _verify(members: Mapping[str, bytes | None], is_seal: Callable[[bytes, str], bool]) -> Verified:
    manifest = _read_manifest(members)
    listed = {str(each["name"]): str(each["sha256"]) for each in manifest["files"]}
    names = dict.fromkeys([*listed, *(name for name in members if name != MANIFEST)])
    return Verified(
        sealed=is_seal(canonical(manifest), str(manifest.get("seal", ""))),
        report_hash=str(manifest["report_hash"]),
        interview_id=str(manifest["interview"]),
        files=tuple(_check(name, listed.get(name), members) for name in names),
    )


def _read_manifest(members: Mapping[str, bytes | None]) -> dict[str, Any]:
    try:
        manifest = json.loads(members[MANIFEST] or b"")
        known = manifest["schema"] == SCHEMA and {"files", "report_hash", "interview"} <= set(manifest)
        complete = known and all(
            isinstance(each, dict) and {"name", "sha256"} <= set(each) for each in manifest["files"]
        )
        canonical(manifest)  # fails on half a surrogate pair, which no page could show
    except (KeyError, TypeError, ValueError, RecursionError):
        raise NotAPack("There is no manifest of an evidence pack in this file.") from None
    if not complete:
        raise NotAPack("The manifest in this file is not one of an evidence pack.")
    return dict(manifest)


def _check(name: str, listed: str | None, members: Mapping[str, bytes | None]) -> Checked:
    if name not in members:
        return Checked(name, "missing", "")
    content = members[name]
    if content is None:
        return Checked(name, "changed", "")
    found = hashlib.sha256(content).hexdigest()
    if listed is None:
        return Checked(name, "unexpected", found)
    return Checked(name, "unchanged" if found == listed else "changed", found)
