"""The page as text: what it says, what it refers to, and that no name or text in it can act."""

import base64
import datetime as dt
import hashlib
import re
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import cast
from urllib.parse import unquote_to_bytes

import lxml.html
import pytest
from lxml.html import HtmlElement

from tests.evaluation.judging import document
from tests.reports import sample
from zi_evidence.checklist import load_checklist
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.evaluation.actions import actions
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.i18n import number
from zi_evidence.model import (
    Document,
    DocumentStatus,
    Report,
    RequirementStatus,
    Severity,
    SlotReport,
    SlotStatus,
)
from zi_evidence.reports.html_report import HistoryPoint, render_html
from zi_evidence.reports.html_view import document_link
from zi_evidence.reports.privacy import masker

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</style><style>*{display:none}</style>",
    "--></title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% include 'report.css.j2' %}",
    "javascript:alert(1)",
    "&lt;b&gt;&amp;quot;",
    "gnp.\u202efdp\u2066",
    "satu\r\ndua\x00\x1b[31m",
)
SOMEWORD = "Katadua"
OPEN = {
    RequirementStatus.MISSING, RequirementStatus.STALE, RequirementStatus.PARTIAL,
    RequirementStatus.UNVERIFIED,
}  # fmt: skip


def page(
    report: Report, *, base: str = "../unit", show_nip: bool = False, history: tuple[HistoryPoint, ...] = ()
) -> str:
    return render_html(report, "en", tool_version="1.2.3", base=base, show_nip=show_nip, history=history)


def parsed(html: str) -> HtmlElement:
    return lxml.html.document_fromstring(html)


def found(tree: HtmlElement, path: str) -> list[HtmlElement]:
    elements: list[HtmlElement] = tree.xpath(path)
    return elements


def with_class(tree: HtmlElement, name: str) -> list[HtmlElement]:
    return found(tree, f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


@pytest.fixture(scope="module")
def report() -> Report:
    return sample.report()


@pytest.fixture(scope="module")
def tree(report: Report) -> HtmlElement:
    return parsed(page(report))


# ---- hostile names and texts -------------------------------------------------------------------------


def spread(text: str) -> Report:
    """A report with the text wherever a text of somebody else can stand; the rest is always the same."""
    report = sample.report(SOMEWORD, name=SOMEWORD)
    item = report.items[0]
    need = replace(item.requirements[0], title=SOMEWORD, owner=SOMEWORD)
    item = replace(item, title=SOMEWORD, code=SOMEWORD, answers={"unit": SOMEWORD}, requirements=(need,))
    report = replace(
        report,
        items=(item, *report.items[1:]),
        areas=(replace(report.areas[0], title=SOMEWORD), *report.areas[1:]),
        checklist_title=SOMEWORD,
        checklist_id=SOMEWORD,
        target=SOMEWORD,
    )
    return cast("Report", put(report, text))


def put(value: object, text: str) -> object:
    """The value with the text in place of the token, all the way down."""
    if isinstance(value, str):
        return type(value)(value.replace(SOMEWORD, text))
    if isinstance(value, tuple):
        return tuple(put(part, text) for part in value)
    if isinstance(value, dict):
        return {put(key, text): put(part, text) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: put(getattr(value, f.name), text) for f in fields(value)})
    return value


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_makes_no_element_and_no_attribute(text: str) -> None:
    def shape(root: HtmlElement) -> list[tuple[str, list[str]]]:
        return [(str(element.tag), sorted(element.attrib)) for element in root.iter()]

    hostile, twin = page(spread(text)), page(spread(SOMEWORD))
    assert SOMEWORD in twin
    assert SOMEWORD not in hostile
    assert shape(parsed(hostile)) == shape(parsed(twin))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_or_direction_character_reaches_the_page(text: str) -> None:
    html = page(spread(text))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", html)


def test_a_hostile_text_can_still_be_read(report: Report) -> None:
    tree = parsed(page(replace(report, unit_name="<b>Kantor & 'Rumah'</b>")))
    assert found(tree, "//h1")[0].text_content() == "<b>Kantor & 'Rumah'</b>"


def test_numbers_of_persons_are_masked_unless_asked_for() -> None:
    report = sample.report(f"SK {sample.NIP} dan {sample.NIK}")
    html = page(report)
    for secret in (sample.NIP, sample.NIP.replace(" ", ""), sample.NIP.replace(" ", "%20"), sample.NIK):
        assert secret not in html
    whole = page(report, show_nip=True)
    assert sample.NIP in whole
    assert sample.NIK in whole


# ---- one file that needs nothing -----------------------------------------------------------------------


def test_nothing_is_fetched_and_nothing_runs(tree: HtmlElement) -> None:
    forbidden = (
        "//script | //link | //img | //iframe | //object | //embed | //base | //audio | //video | //*[@src]"
    )
    assert found(tree, forbidden) == []
    assert not [name for element in tree.iter() for name in element.attrib if str(name).startswith("on")]
    assert found(tree, "//*[@style]") == []
    style = found(tree, "//style")[0].text_content()
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_the_one_style_sheet_by_its_hash(tree: HtmlElement) -> None:
    (style,) = found(tree, "//style")
    digest = base64.b64encode(hashlib.sha256(style.text_content().encode()).digest()).decode()
    (policy,) = found(tree, "//meta[@http-equiv='Content-Security-Policy']")
    assert policy.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_links_lead_into_the_page_or_into_the_unit_folder(tree: HtmlElement) -> None:
    ids = [element.get("id") for element in found(tree, "//*[@id]")]
    assert len(ids) == len(set(ids))
    inside = [a.get("href", "") for a in found(tree, "//a[starts-with(@href, '#')]")]
    assert {href[1:] for href in inside} <= set(ids)
    outside = [a.get("href", "") for a in found(tree, "//a[not(starts-with(@href, '#'))]")]
    assert outside
    assert all(re.fullmatch(r"\.\./unit/[\w./~%-]+", href, re.ASCII) for href in outside)


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert page(report) == page(report)


# ---- links to documents ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a b.pdf", "100% #1?.pdf", "javascript:x.pdf", "é«.pdf", "..%2f..%2fx"])
def test_a_link_spells_out_the_name_and_nothing_else(name: str) -> None:
    link = document_link(document(name), "../unit", masker(show_nip=False))
    assert unquote_to_bytes(link).decode() == f"../unit/{name}"
    assert re.fullmatch(r"[\w./~%-]+", link, re.ASCII)


def test_a_name_that_is_no_utf_8_is_linked_by_its_bytes() -> None:
    odd = replace(document("x\\xff.pdf"), path_hex=b"x\xff.pdf".hex())
    assert document_link(odd, ".", masker(show_nip=False)) == "./x%FF.pdf"


def test_without_the_way_to_the_folder_names_are_plain_text(report: Report) -> None:
    tree = parsed(page(report, base=""))
    assert found(tree, "//a[not(starts-with(@href, '#'))]") == []
    assert any("SK Tim Kerja 2026.pdf" in element.text_content() for element in with_class(tree, "name"))


def test_a_name_that_holds_the_number_of_a_person_is_no_link() -> None:
    masked = masker(show_nip=False)
    assert document_link(document("SKP 198501012010011001.pdf"), "..", masked) == ""
    assert document_link(document("SKP 2026.pdf"), "..", masked) == "../SKP%202026.pdf"


# ---- what it says ------------------------------------------------------------------------------------


def test_headings_go_down_one_level_at_a_time(tree: HtmlElement) -> None:
    levels = [int(str(element.tag)[1]) for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_screen_answers_whether_to_submit(report: Report, tree: HtmlElement) -> None:
    (verdict,) = found(tree, "//*[@id='verdict']")
    text = " ".join(verdict.text_content().split())
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    below = sum(a.floor is not None and a.supported < a.floor for a in report.areas)
    assert "May we submit for WBK? ! Not ready yet" in text
    assert f"Findings that stand in the way: {errors}." in text
    assert f"Floors not reached: {below} of 12." in text
    assert f"{number(report.areas[0].supported, 'en')} needed: 75.00" in text
    assert "Files that could not be read 1 images only 1" in text
    assert "as of 30 June 2026" in " ".join(found(tree, "//header")[0].text_content().split())


def test_a_ready_unit_is_told_so(report: Report) -> None:
    ready = replace(report, ready=True, findings=())
    text = " ".join(found(parsed(page(ready)), "//*[@id='verdict']")[0].text_content().split())
    assert "Ready to submit" in text
    assert "Not ready" not in text


def test_every_bar_says_in_words_what_it_shows(report: Report, tree: HtmlElement) -> None:
    bars = found(tree, "//*[local-name()='svg'][@class='bar']")
    assert len(bars) == len(report.areas)
    shares = [bar.get("aria-label") for bar in bars]
    total = report.areas[0]
    assert shares[0] == f"{round(total.supported)}% of its weight, the floor is at 75%"
    assert all(shares)


def test_what_to_do_first_comes_in_the_order_of_the_actions(report: Report, tree: HtmlElement) -> None:
    todo = [action.item.code for action in actions(report)]
    shown = [a.text_content().split()[0] for a in found(tree, "//ol[@class='work']/li/p/a")]
    assert shown == todo


def test_every_item_requirement_and_document_is_there(report: Report, tree: HtmlElement) -> None:
    codes = [d.xpath("string(summary/span[1])") for d in with_class(tree, "item")]
    assert sorted(codes) == sorted(item.code for item in report.items)
    assert len(with_class(tree, "req")) == sum(len(item.requirements) for item in report.items)
    assert len(found(tree, "//ul[@class='docs']/li")) == len(report.documents)


def test_every_period_of_a_requirement_has_its_cell(report: Report, tree: HtmlElement) -> None:
    slots = sum(len(r.slots) for item in report.items for r in item.requirements)
    cells = found(tree, "//div[@class='strip']/ol/li")
    assert len(cells) == slots
    assert "Quarter I ✕ missing" in {" ".join(cell.text_content().split()) for cell in cells}


def test_a_strip_of_months_starts_in_the_month_of_the_window() -> None:
    report = sample.report()
    (item, requirement) = next(
        (i, r) for i in report.items for r in i.requirements if r.slots and r.slots[0].period[5:].isdigit()
    )
    late = replace(requirement, slots=requirement.slots[4:])
    only = replace(report, items=(replace(item, requirements=(late,)),))
    first = found(parsed(page(only)), "//div[@class='strip']/ol/li")[0]
    assert "May" in first.text_content()
    assert first.get("class", "").split()[1] == "c5"


def test_only_required_work_answers_to_a_filter_by_status(report: Report, tree: HtmlElement) -> None:
    wanted = sum(r.status in OPEN and not r.optional for item in report.items for r in item.requirements)
    marked = [element for element in with_class(tree, "sx") if "req" in element.get("class", "").split()]
    assert len(marked) == wanted > 0
    assert f"needs work ({wanted})" in [o.text_content() for o in found(tree, "//select[@id='fs']/option")]


def test_an_area_carries_the_marks_of_all_that_lies_in_it(tree: HtmlElement) -> None:
    for outer in (*with_class(tree, "group"), *with_class(tree, "sub"), *with_class(tree, "item")):
        own = set(outer.get("class", "").split())
        inner = {
            mark
            for element in outer.iterdescendants("li")
            if "req" in element.get("class", "").split()
            for mark in element.get("class", "").split()
        }
        assert inner - {"req"} <= own


def test_the_trend_needs_two_days(report: Report) -> None:
    one = HistoryPoint(dt.date(2026, 5, 31), 20.0, {"met": 40, "missing": 250})
    two = HistoryPoint(dt.date(2026, 6, 30), 30.0, {"met": 60, "missing": 200, "waived": 1})
    assert with_class(parsed(page(report, history=(one,))), "trend") == []
    (figure,) = with_class(parsed(page(report, history=(two, one))), "trend")
    assert found(figure, ".//*[local-name()='svg']")[0].get("aria-label") == (
        "From 20.00 on 31 May 2026 to 30.00 on 30 June 2026"
    )
    rows = [[cell.text_content() for cell in row] for row in found(figure, ".//tbody/tr")]
    assert rows == [["31 May 2026", "20.00", "40", "250"], ["30 June 2026", "30.00", "60", "200"]]


def test_an_answer_above_the_evidence_is_pointed_out(report: Report) -> None:
    item = replace(report.items[0], claimed=0.25, supported=0.0, answers={"unit": "Ya", "tpi": "Tidak"})
    tree = parsed(page(replace(report, items=(item,))))
    said = [" ".join(p.text_content().split()) for p in with_class(tree, "answers")]
    assert said == [
        "Answers: unit: Ya · TPI: Tidak",
        "The unit's answer is worth 0.25, the evidence supports 0.00.",
    ]


def test_a_folder_that_could_not_be_seen_is_said_on_the_first_screen(report: Report) -> None:
    blind = make_finding("walk_incomplete", path="Area 3", where="Area 3", detail="no permission")
    tree = parsed(page(replace(report, findings=(*report.findings, blind))))
    assert "Area 3: no permission" in found(tree, "//*[@id='verdict']")[0].text_content()


def test_files_that_ask_for_eyes_come_before_the_others(tree: HtmlElement) -> None:
    names = [li.xpath("string(p[1])").strip() for li in found(tree, "//ul[@class='docs']/li")]
    assert names[0] == "Laporan.pdf" or "Pindaian.pdf" in names[0]
    quiet = found(tree, "//details[@class='more']//ul[@class='docs']/li")
    assert not [li for li in quiet if found(li, ".//li[@class='warning' or @class='error']")]


def test_a_requirement_with_very_many_documents_names_the_best_and_counts_the_rest(report: Report) -> None:
    item = next(i for i in report.items if any(r.documents for r in i.requirements))
    requirement = next(r for r in item.requirements if r.documents)
    many = replace(requirement, documents=requirement.documents[:1] * 50)
    tree = parsed(page(replace(report, items=(replace(item, requirements=(many,)),))))
    cited = found(tree, "//ul[@class='cited']/li")
    assert len(cited) == 21
    assert cited[-1].text_content().strip() == "and 30 more, see the list of documents"


def test_a_document_of_a_period_that_is_not_met_is_not_shown_as_serving_it(report: Report) -> None:
    item, need = next((i, r) for i in report.items for r in i.requirements if r.documents)
    paths = [cited.path for cited in need.documents[:1]]
    slots = (
        SlotReport("2026-Q1", SlotStatus.PARTIAL, tuple(paths)),
        SlotReport("2026-Q2", SlotStatus.MET, tuple(paths)),
    )
    only = replace(need, documents=need.documents[:1], slots=slots)
    tree = parsed(page(replace(report, items=(replace(item, requirements=(only,)),))))
    (periods,) = with_class(tree, "for")
    assert periods.text_content() == "Quarter I 2026: incomplete, Quarter II 2026"


def test_a_checklist_without_areas_is_grouped_by_its_sections() -> None:
    checklist = load_checklist("syarat-usulan-2024")
    report = evaluate_documents(checklist, sample.unit(answered=False), [], {}, as_of=sample.AS_OF)
    tree = parsed(page(report))
    assert [" ".join(h.text_content().split()) for h in found(tree, "//section[@id='areas']//h3")] == [
        "U Syarat pengusulan 0.00 / 13.00"
    ]
    assert "The folder holds no files." in found(tree, "//section[@id='documents']")[0].text_content()


def test_both_languages_say_their_language(report: Report) -> None:
    for lang in ("id", "en"):
        tree = parsed(render_html(report, lang, tool_version="1"))
        assert tree.get("lang") == lang


# ---- plain words -------------------------------------------------------------------------------------


def test_every_status_of_a_file_has_its_word() -> None:
    files: list[Document] = [document(f"{s.value}.pdf", status=s) for s in DocumentStatus]
    report = evaluate_documents(
        sample.checklist(), sample.unit(answered=False), files, {}, as_of=sample.AS_OF
    )
    tree = parsed(page(report))
    assert len(with_class(tree, "b-unread")) == len(DocumentStatus) - 1


def test_what_is_waived_is_not_counted_as_complete(report: Report) -> None:
    items = [
        replace(
            item, requirements=tuple(replace(r, status=RequirementStatus.WAIVED) for r in item.requirements)
        )
        for item in report.items
    ]
    tiles = with_class(parsed(page(replace(report, items=tuple(items)))), "tiles")[0].text_content()
    assert re.search(r"Requirements complete\s+0\s+of", tiles)


def test_an_item_that_is_waived_says_that_it_is_not_scored(report: Report) -> None:
    first, *others = report.items
    waived = replace(first, status=RequirementStatus.WAIVED, supported=0.0)
    tree = parsed(render_html(replace(report, items=(waived, *others)), "id", tool_version="1"))
    noted = [
        item for item in with_class(tree, "item") if "dikecualikan, tidak dinilai" in item.text_content()
    ]
    assert [item.get("id") for item in noted] == ["i1"]
    verdict = tree.get_element_by_id("verdict").text_content()
    assert "Butir yang dikecualikan, tidak dinilai: 1." in verdict
    whole = parsed(render_html(report, "id", tool_version="1")).get_element_by_id("verdict").text_content()
    assert "tidak dinilai" not in whole


def test_the_filter_by_status_speaks_the_language_of_the_page(report: Report) -> None:
    tree = parsed(render_html(report, "id", tool_version="1"))
    options = [option.text_content() for option in tree.get_element_by_id("fs")]
    assert re.fullmatch(r"perlu dikerjakan \(\d+\)", options[1])


def test_what_is_late_is_said_to_be_late(report: Report) -> None:
    text = parsed(render_html(report, "id", tool_version="1")).text_content()
    assert "lewat jatuh tempo 30 April 2025" in text
