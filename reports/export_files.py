"""Where the files of an export stand in VAR_DIR, and how its parts become the one file that is fetched."""

import csv
import hashlib
import io
import os
import shutil
import zipfile
from pathlib import Path

from django.conf import settings

from reports.exporting import FORMATS
from reports.exporting.comma import csv_head
from reports.models import ExportRun

BLOCK = 1024 * 1024
# Archives carry no clock: the same reports give the same bytes.
NO_TIME = (2000, 1, 1, 0, 0, 0)
INDEX = ("no.", "file", "sha-256")


def folder(run: ExportRun) -> Path:
    """The run's own: its name is a random id, and it is never served but through the run's own view."""
    return Path(settings.VAR_DIR) / "exports" / run.public_id


def parts_folder(run: ExportRun) -> Path:
    return folder(run) / "parts"


def result(run: ExportRun) -> Path:
    return folder(run) / "result"


def write_part(run: ExportRun, place: int, name: str, content: bytes) -> None:
    """Written aside and moved into place: a part is whole or absent, also after a kill."""
    target = parts_folder(run) / f"{place + 1:05d}-{name}"
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    aside.write_bytes(content)
    aside.replace(target)


def drop_part(run: ExportRun, place: int) -> None:
    for each in parts_folder(run).glob(f"{place + 1:05d}-*"):
        each.unlink()


def parts(run: ExportRun) -> list[Path]:
    """In the order of the list the reports were chosen from."""
    return sorted(each for each in parts_folder(run).glob("*") if not each.name.startswith("."))


def assemble(run: ExportRun) -> None:
    """One report is its own file; several are one table where the format joins them, else an archive."""
    found, aside = parts(run), folder(run) / f".result.{os.getpid()}"
    if FORMATS[run.kind].joined:
        _join(found, aside)
    elif len(run.reports) == 1 and found:
        shutil.copyfile(found[0], aside)
    else:
        _archive(found, aside)
    aside.replace(result(run))


def _join(found: list[Path], target: Path) -> None:
    """The parts' lines below each other under one head."""
    with target.open("wb") as out:
        out.write(csv_head().encode())
        for part in found:
            with part.open("rb") as source:
                shutil.copyfileobj(source, out, BLOCK)


def _archive(found: list[Path], target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part in found:
            with archive.open(zipfile.ZipInfo(part.name, NO_TIME), "w") as member, part.open("rb") as source:
                shutil.copyfileobj(source, member, BLOCK)
        archive.writestr(zipfile.ZipInfo("index.csv", NO_TIME), _index(found))


def _index(found: list[Path]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(INDEX)
    for place, part in enumerate(found, start=1):
        writer.writerow((place, part.name, _sha256(part)))
    return out.getvalue().encode("utf-8-sig")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        for block in iter(lambda: source.read(BLOCK), b""):
            digest.update(block)
    return digest.hexdigest()


def forget_parts(run: ExportRun) -> None:
    shutil.rmtree(parts_folder(run), ignore_errors=True)


def forget_files(run: ExportRun) -> None:
    shutil.rmtree(folder(run), ignore_errors=True)


def folders() -> dict[str, Path]:
    """Of all runs, by their public id."""
    root = Path(settings.VAR_DIR) / "exports"
    return {each.name: each for each in root.glob("*") if each.is_dir()}
