"""The published schema, and the page that verifies a pack."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from reports.debrief_json import debrief_from_dict
from reports.exporting.evidence_pack import evidence_pack
from reports.models import Report
from reports.seal import seal

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def pack(report: Report) -> bytes:
    return evidence_pack(debrief_from_dict(report.debrief), None, sign=seal)


def verified(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("pack.zip", content)
    return client.post("/reports/verify/", {"pack": file}).content.decode()


def changed(pack: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pack)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, content if entry.filename == name else old.read(entry))
    return out.getvalue()


def test_the_schema_is_there_for_whoever_reads_our_json() -> None:
    answer = Client().get("/reports/schema/")
    assert (answer["Content-Type"], json.loads(answer.content)["$id"]) == (
        "application/schema+json",
        "urn:interviewprep:report:1",
    )


def test_a_pack_as_it_was_written_is_unchanged(pack: bytes, hr: User, as_user: SignIn) -> None:
    page = verified(as_user(hr), pack)
    assert "Unchanged. It was written here" in page
    assert "The report still says the same today." in page


def test_one_changed_file_is_named(pack: bytes, hr: User, as_user: SignIn) -> None:
    page = verified(as_user(hr), changed(pack, "report.json", b"{}"))
    assert "Changed. It was written here" in page
    assert page.count("verified--changed") == 1


def test_a_byte_that_broke_on_the_way_is_a_changed_file(pack: bytes, hr: User, as_user: SignIn) -> None:
    broken = pack.replace(b'"candidate": "Cleo', b'"candidate": "Kleo', 1)
    page = verified(as_user(hr), broken)
    assert "Changed. It was written here" in page
    assert page.count("verified--changed") == 1


def test_a_manifest_that_broke_on_the_way_is_no_manifest(pack: bytes, hr: User, as_user: SignIn) -> None:
    broken = pack.replace(b'"interview": "', b'"interviex": "', 1)
    assert "There is no manifest of an evidence pack in this file." in verified(as_user(hr), broken)


def test_a_manifest_that_somebody_wrote_anew_is_not_ours(pack: bytes, hr: User, as_user: SignIn) -> None:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    forged = json.dumps({**manifest, "interview": "another"}).encode()
    assert "Not ours." in verified(as_user(hr), changed(pack, "manifest.json", forged))


@pytest.mark.parametrize("content", [b"not a zip", b""])
def test_what_is_no_pack_is_refused_in_a_sentence(content: bytes, hr: User, as_user: SignIn) -> None:
    file = SimpleUploadedFile("pack.zip", content)
    answer = as_user(hr).post("/reports/verify/", {"pack": file})
    assert answer.status_code == 422


@pytest.mark.parametrize("at", [8, 16, 42])
def test_a_file_whose_entry_broke_on_the_way_is_a_changed_one(at: int, pack: bytes, hr: User, as_user: SignIn) -> None:
    broken = bytearray(pack)
    broken[pack.rindex(b"PK\x01\x02") + at] ^= 0x20
    assert verified(as_user(hr), bytes(broken)).count("verified--changed") == 1


def test_a_list_of_files_that_broke_on_the_way_is_said_to_be_damaged(pack: bytes, hr: User, as_user: SignIn) -> None:
    broken = bytearray(pack)
    broken[-10] ^= 0x20
    assert "This is not a ZIP file, or it is a damaged one." in verified(as_user(hr), bytes(broken))


@pytest.mark.parametrize(
    "said", [{"report_hash": "\ud800"}, {"files": [["name", "sha256"]]}, {"files": ["name, sha256"]}, {"files": 1}]
)
def test_a_manifest_that_no_pack_has_is_refused_in_a_sentence(
    said: dict[str, object], pack: bytes, hr: User, as_user: SignIn
) -> None:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    odd = json.dumps({**manifest, **said}).encode()
    assert "manifest" in verified(as_user(hr), changed(pack, "manifest.json", odd))


def test_the_same_report_gives_the_same_pack(pack: bytes, report: Report) -> None:
    assert evidence_pack(debrief_from_dict(report.debrief), None, sign=seal) == pack
