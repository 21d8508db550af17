"""Each format renders the same debrief: what it must hold, what it must not run, and the same bytes each time."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pypdf
import pytest
from django.utils import timezone

from core.cells import safe_cell
from reports.audience import seen_as
from reports.debrief import ChangeLine, CorrectionLine, DecisionLine, KeyPointTally
from reports.exporting import FORMATS
from reports.exporting.ats import export_ats
from reports.exporting.comma import export_csv
from reports.exporting.letters import clipped
from reports.exporting.markdown_export import export_markdown
from reports.exporting.pdf import export_pdf, render_pdf
from reports.exporting.pdf_content import pdf_content
from reports.exporting.xlsx import export_xlsx
from reports.summaries import write_summary
from tests.reports.debriefs import PANEL, START, a_criterion, a_debrief, a_member, a_question, a_quote, a_value

DECIDED = DecisionLine("Hire", "The team needs this.", "Ada Okafor", START, "no", "Two of us saw more than the rubric.")
HOSTILE = '=HYPERLINK("http://x","y")'
CORRECTED = CorrectionLine(PANEL[1], "Misread my note", START, (ChangeLine("Models data", "3", "3.5"),))


def full():
    return a_debrief(decision=DECIDED, corrections=(CORRECTED,))


def pages_of(debrief):
    reader = pypdf.PdfReader(io.BytesIO(export_pdf(debrief, write_summary(debrief))))
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_the_same_report_gives_the_same_bytes(kind):
    debrief = full()
    export = FORMATS[kind].export
    assert export(debrief, write_summary(debrief)) == export(full(), write_summary(full()))


def test_a_document_tells_the_day_of_the_installation_whatever_zone_its_reader_is_in(settings):
    settings.TIME_ZONE = "America/Los_Angeles"
    late = datetime(2026, 3, 6, 1, 30, tzinfo=UTC)
    debrief = a_debrief(started_at=late, scheduled_at=late, decision=replace(DECIDED, at=late))
    with timezone.override("Europe/Berlin"):
        told = pdf_content(debrief, None)
    assert ("5 March 2026" in told["facts"], told["decision"]["by"]) == (True, "Ada Okafor, 5 March 2026")


def test_a_pdf_is_archival_and_accessible_at_once():
    found = render_pdf(full(), write_summary(full()))
    assert found.archival
    tagged = [b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>", b"<pdfuaid:part>1"]
    assert [each for each in tagged if each not in found.content] == []


def test_a_pdf_is_tagged_named_and_brings_its_fonts_and_colours():
    reader = pypdf.PdfReader(io.BytesIO(export_pdf(full(), write_summary(full()))))
    root = reader.root_object
    told = (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert told == ("en", True, True)
    assert reader.metadata.title == "Noor Haddad: Backend engineer"
    assert "/StructTreeRoot" in root
    assert "/DestOutputProfile" in root["/OutputIntents"][0]
    fonts = [font for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    own = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert [each["/FontName"] for each in own if not {"/FontFile2", "/FontFile3"} & set(each)] == []


def test_a_letter_that_no_font_has_costs_the_standards_and_not_the_report():
    assert render_pdf(a_debrief(candidate="Ada \U000f0000"), None).archival is False


def test_a_name_longer_than_a_line_breaks_wherever_it_stands_in_a_pdf():
    name = "Hohenlohe" * 12
    quote = a_quote("e", name, "gave up")
    criteria = (a_criterion("x", "senior", "Models data", a_value(name, 2, quote)),)
    questions = (a_question("q", 1, "Why?", key_points=(KeyPointTally("says why", (name,)),)),)
    decided = replace(DECIDED, by=name)
    debrief = a_debrief(members=(a_member(name),), criteria=criteria, questions=questions, decision=decided)
    assert name not in pages_of(debrief).replace("\n", "~")


def test_every_page_of_a_pdf_after_the_first_says_whose_it_is():
    pages = pypdf.PdfReader(io.BytesIO(export_pdf(full(), write_summary(full())))).pages
    assert [page.extract_text().startswith("Noor Haddad · Backend engineer") for page in pages] == [
        False,
        *[True] * (len(pages) - 1),
    ]


def test_totals_alone_are_one_page():
    totals = seen_as(a_debrief(), "totals")
    assert len(pypdf.PdfReader(io.BytesIO(export_pdf(totals, None))).pages) == 1


def test_what_is_cut_keeps_more_than_half_also_of_one_long_word():
    assert clipped("Engineer for " + "x" * 90, 60) == "Engineer for " + "x" * 46 + "…"
    assert clipped("one two three four", 12) == "one two…"


def test_text_of_people_is_no_markup_in_a_pdf():
    nasty = '#import "@preview/x:1.0.0" $x$ *b* @ref <l> \\ ] #panic("x")'
    debrief = a_debrief(candidate=nasty, members=(a_member(nasty, comment=nasty),))
    assert render_pdf(debrief, write_summary(debrief)).content.startswith(b"%PDF")


def test_markdown_tells_the_decision_the_correction_and_the_value_after_the_debrief():
    moved = a_criterion("x", "mid", "Models data", replace(a_value(PANEL[0], 4), discussed=a_value("", 3).value))
    text = export_markdown(replace(full(), criteria=(moved,)), None).decode()
    told = ["Decision: Hire", "The team needs this.", "Misread my note Models data 3 → 3\\.5", "(after the debrief 3)"]
    assert [each for each in told if each not in text] == []


def test_a_spreadsheet_runs_nothing():
    debrief = a_debrief(candidate=HOSTILE, members=(a_member("Ada", comment=HOSTILE),), decision=DECIDED)
    book = openpyxl.load_workbook(io.BytesIO(export_xlsx(debrief, None)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert f"'{HOSTILE}" in [cell.value for cell in cells]


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", " =1", '"=1', "\u200b=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(start):
    assert safe_cell(start) == f"'{start}"


def test_csv_has_a_row_for_each_value_and_an_empty_cell_for_not_observed():
    rows = list(csv.DictReader(io.StringIO(export_csv(a_debrief(), None).decode("utf-8-sig"))))
    assert len(rows) == 6 * 3 + 2 * 2
    assert next(row for row in rows if row["title"] == "Leads a design")["value"] == ""


def test_an_ats_scorecard_is_the_persons_own_choice_and_words():
    cards = json.loads(export_ats(a_debrief(), None))["scorecards"]
    assert [card["overall_recommendation"] for card in cards] == ["yes", "no", "yes"]
    first = {each["name"]: each["rating"] for each in cards[0]["attributes"]}
    assert (first["Reads and explains code"], first["Weighs trade-offs"], first["Leads a design"]) == (
        "strong_yes",
        "mixed",
        "no_decision",
    )
