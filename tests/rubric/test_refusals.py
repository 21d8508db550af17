"""What the services of rubrics refuse, whoever calls them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from core.saving import Save
from rubric.content import CriterionContent, RubricContent
from rubric.models import RubricVersion
from rubric.services import drafts
from rubric.services.publishing import publish_draft
from rubric.services.rubrics import add_draft, add_rubric

pytestmark = pytest.mark.django_db
SAVE = Save(op_id="operation-of-a-test", base_version=1, body="")


@pytest.fixture
def draft(lead: User) -> RubricVersion:
    return add_draft(owner=lead, content=RubricContent("Storage", (CriterionContent("mid", "First"),)))


def keep(_: RubricVersion) -> None:
    pass


@pytest.mark.parametrize("call", ["change", "discard", "publish", "start"])
def test_nobody_but_its_owner_changes_a_rubric(call: str, draft: RubricVersion, stranger: User) -> None:
    calls = {
        "change": lambda: drafts.change_draft(version=draft, by=stranger, save=SAVE, apply=keep),
        "discard": lambda: drafts.discard_draft(version=draft, by=stranger),
        "publish": lambda: publish_draft(version=draft, by=stranger, revision=1),
        "start": lambda: drafts.start_draft(rubric=draft.rubric, by=stranger),
    }
    with pytest.raises(Forbidden):
        calls[call]()


def test_a_draft_thrown_away_in_another_tab_takes_no_save(draft: RubricVersion, lead: User) -> None:
    RubricVersion.objects.get(pk=draft.pk).delete()
    with pytest.raises(Conflict, match="thrown away"):
        drafts.change_draft(version=draft, by=lead, save=SAVE, apply=keep)


def test_a_draft_thrown_away_in_another_tab_is_not_published(draft: RubricVersion, lead: User) -> None:
    RubricVersion.objects.get(pk=draft.pk).delete()
    with pytest.raises(Conflict, match="thrown away"):
        publish_draft(version=draft, by=lead, revision=1)


def test_a_rubric_takes_no_more_criteria_than_anybody_could_judge(
    draft: RubricVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_CRITERIA", 1)
    with pytest.raises(DomainError, match="at most 1"):
        drafts.add_criterion(draft, "mid")


def test_a_criterion_removed_meanwhile_is_not_moved(draft: RubricVersion) -> None:
    with pytest.raises(Conflict):
        drafts.step(draft, "gone", down=True)


def test_a_rubric_without_criteria_is_none(lead: User) -> None:
    with pytest.raises(DomainError, match="at least one criterion"):
        add_rubric(owner=lead, title="Empty", criteria=[])


def test_a_level_that_does_not_exist_is_refused(lead: User) -> None:
    with pytest.raises(DomainError, match="a level that does not exist"):
        add_rubric(owner=lead, title="R", criteria=[CriterionContent("expert", "First")])


def test_criteria_are_stored_in_the_order_of_their_levels(lead: User) -> None:
    criteria = [CriterionContent(level, level) for level in ("senior", "junior", "mid")]
    stored = add_rubric(owner=lead, title="R", criteria=criteria).criteria
    assert list(stored.values_list("title", flat=True)) == ["junior", "mid", "senior"]


def test_a_document_with_two_rubrics_gives_two_drafts(lead: User, as_user) -> None:
    section = "## {} rubric\n\n### Junior level\n\n- Names it\n\n"
    document = "# Both\n\n" + section.format("Coding") + section.format("Design")
    answer = as_user(lead).post("/rubrics/import/", {"file": SimpleUploadedFile("both.md", document.encode())})
    assert answer["Location"] == "/rubrics/"
    assert RubricVersion.objects.drafts_of(lead).count() == 2


def test_a_file_that_is_too_large_is_refused(lead: User, as_user, settings) -> None:
    settings.UPLOAD_LIMIT = 1000
    answer = as_user(lead).post("/rubrics/import/", {"file": SimpleUploadedFile("big.csv", b"x" * 70_000)})
    assert (answer.status_code, "larger than 5 MB" in answer.content.decode()) == (413, True)
