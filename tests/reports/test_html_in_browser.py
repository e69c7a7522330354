"""The page in a real browser: nothing overflows, links lead somewhere, filters work, axe-core is content."""

import datetime as dt
import json
import os
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from pypdf import PdfReader

from tests.browser import Browser, chromium
from tests.reports import sample
from tests.reports.test_html import HOSTILE, spread
from zi_evidence import api
from zi_evidence.evaluation.actions import actions
from zi_evidence.model import Report, RequirementStatus
from zi_evidence.reports.charts import HistoryPoint
from zi_evidence.reports.html_report import render_html

pytestmark = pytest.mark.skipif(
    not chromium() or sys.platform == "win32", reason="needs Chromium (package chromium) on a POSIX system"
)
HERE = Path(__file__).parents[1]
EXAMPLE = HERE.parent / "examples" / "unit"
AXE = HERE / "data" / "axe" / "axe.min.js"
DESK, PHONE = 1280, 360
ARROW_DOWN = 40
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
SHOWN = "[...document.querySelectorAll('.item')].filter(one => one.checkVisibility()).length"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as one:
        yield one


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    index = tmp_path_factory.mktemp("example-index")
    return api.judge(api.look(EXAMPLE, as_of=sample.AS_OF, index=index), as_of=sample.AS_OF)


@pytest.fixture(scope="module")
def page(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's report in a folder whose name needs encoding."""
    folder = tmp_path_factory.mktemp("laporan") / "Zona Integritas #1"
    folder.mkdir()
    base = Path(os.path.relpath(EXAMPLE, folder)).as_posix()
    history = [HistoryPoint(dt.date(2026, month, 28), 10.0 + month, {"met": month}) for month in range(1, 7)]
    file = folder / "laporan.html"
    file.write_text(
        render_html(report, "id", tool_version="1.2.3", base=base, history=history), encoding="utf-8"
    )
    return file


def choose(browser: Browser, selector: str, steps: int) -> None:
    """Chooses the entry so many steps below the first, with the keyboard."""
    browser.run(f"document.querySelector({json.dumps(selector)}).focus()")
    for _ in range(steps):
        browser.press("ArrowDown", ARROW_DOWN)


def overflowing(browser: Browser) -> list[str]:
    """Elements that stick out of the window, and the page itself if it can be scrolled sideways."""
    script = """(() => {
        const root = document.documentElement, wide = []
        if (root.scrollWidth > root.clientWidth) wide.push('page ' + root.scrollWidth)
        for (const one of document.querySelectorAll('body *:not(.vh, .skip)')) {
            const box = one.getBoundingClientRect()
            if (one.checkVisibility() && (box.right > root.clientWidth + 1 || box.left < -1))
                wide.push(one.tagName + '.' + one.getAttribute('class') + ' ' + one.textContent.slice(0, 40))
        }
        return wide
    })()"""
    found: list[str] = browser.run(script)
    return found


def violations(browser: Browser) -> list[str]:
    """What axe-core finds, WCAG 2.2 AA and its best practices."""
    browser.run(AXE.read_text(encoding="utf-8") + ";0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    script = f"axe.run(document, {{runOnly: {json.dumps(tags)}, resultTypes: ['violations']}})"
    found: dict[str, Any] = browser.run(
        f"{script}.then(r => ({{violations: r.violations, passes: r.passes}}))"
    )
    assert len(found["passes"]) > 20
    return [f"{v['id']}: {node['html'][:200]}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.parametrize("width", [PHONE, 768, DESK])
def test_nothing_overflows_even_with_everything_open(browser: Browser, page: Path, width: int) -> None:
    browser.view(width)
    browser.open(page)
    assert overflowing(browser) == []
    browser.run(OPEN_ALL)
    assert overflowing(browser) == []


def test_nothing_overflows_a_sheet_of_paper(browser: Browser, page: Path) -> None:
    browser.view(688, media="print")  # A4 less its margins, in CSS pixels
    browser.open(page)
    assert overflowing(browser) == []


def test_the_paper_is_a4_and_shows_what_was_folded_in(browser: Browser, page: Path, report: Report) -> None:
    browser.view(DESK)
    browser.open(page)
    paper = PdfReader(BytesIO(browser.paper()))
    box = paper.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    first = paper.pages[0].extract_text()
    assert report.unit_name in first
    assert "WBK" in first
    text = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages[:8]).split())
    missing = next(
        r.title
        for item in report.items
        for r in item.requirements
        if r.status is RequirementStatus.MISSING and not r.optional
    )
    assert missing in text  # inside an item that was never unfolded
    assert not any(title in text for title in ("Saringan", "Filters"))


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)])
def test_axe_core_finds_nothing(browser: Browser, page: Path, width: int, *, dark: bool) -> None:
    browser.view(width, dark=dark)
    browser.open(page)
    assert violations(browser) == []
    browser.run("document.querySelectorAll('details').forEach((one, n) => { one.open = n % 5 == 0 })")
    assert violations(browser) == []


def test_headings_are_seen_in_order(browser: Browser, page: Path) -> None:
    browser.view(DESK)
    browser.open(page)
    script = (
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => ({level: +one.tagName[1],"
        " top: one.getBoundingClientRect().top})).sort((a, b) => a.top - b.top).map(one => one.level)"
    )
    # Two tables stand side by side, so equal heights are equal levels.
    levels = browser.run(script)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_leads_to_a_file_or_a_place_in_the_page(browser: Browser, page: Path) -> None:
    browser.open(page)
    links: list[str] = browser.run("[...document.querySelectorAll('a')].map(one => one.href)")
    here = page.absolute().as_uri()
    documents = [link for link in links if not link.startswith(f"{here}#")]
    assert len(documents) > 100
    lost = [link for link in documents if not Path(url2pathname(urlsplit(link).path)).is_file()]
    assert lost == []
    places = {link.partition("#")[2] for link in links if link.startswith(f"{here}#")}
    assert browser.run(f"{json.dumps(sorted(places))}.filter(id => !document.getElementById(id))") == []


def test_a_link_to_a_document_without_remarks_unfolds_the_list(browser: Browser, page: Path) -> None:
    browser.view(DESK)
    browser.open(page)
    anchor = browser.run("document.querySelector('#documents details.more li').id")
    browser.run(f"location.hash = {json.dumps('#' + anchor)}")
    shown = f"document.getElementById('{anchor}').checkVisibility()"
    shown = f"new Promise(done => requestAnimationFrame(() => done({shown})))"
    assert browser.run(shown) is True


def test_nothing_is_asked_of_the_network(browser: Browser, page: Path) -> None:
    browser.view(DESK)
    browser.open(page)
    browser.run(OPEN_ALL)
    assert browser.requested() == [page.absolute().as_uri()]


def test_filters_work_by_keyboard_and_without_script(browser: Browser, page: Path, report: Report) -> None:
    browser.view(DESK)
    browser.scripts(enabled=False)
    try:
        browser.open(page)
        assert browser.run(SHOWN) == len(report.items)
        choose(browser, "#fa", 2)
        assert browser.run(SHOWN) == sum(item.area == "2" for item in report.items)
        choose(browser, "#fs", 1)
        work = {action.item.code for action in actions(report)}
        open_items = [
            item
            for item in report.items
            if item.area == "2"
            and any(
                not r.optional and r.status.value in {"missing", "stale", "partial", "unverified"}
                for r in item.requirements
            )
        ]
        assert 0 < browser.run(SHOWN) == len(open_items)
        assert work & {item.code for item in open_items}
        choose(browser, "#fo", 1)  # the first working group has nothing in the second area
        assert browser.run(SHOWN) == 0
        choose(browser, "#fo", 1)
        assert browser.run(SHOWN) == len(open_items)
        browser.run("document.querySelector('.filters button').focus()")
        browser.press("Enter", 13, "\r")
        assert browser.run(SHOWN) == len(report.items)
    finally:
        browser.scripts(enabled=True)


def test_no_heading_stands_alone_while_filters_are_on(browser: Browser, page: Path) -> None:
    browser.view(DESK)
    browser.open(page)
    for status in range(1, browser.run("document.querySelector('#fs').options.length")):
        browser.run(f"document.querySelector('#fs').selectedIndex = {status}")
        alone = browser.run(
            "[...document.querySelectorAll('.group, .sub')].filter(one => one.checkVisibility() &&"
            " ![...one.querySelectorAll('.item')].some(item => item.checkVisibility())).length"
        )
        assert alone == 0
        assert browser.run(SHOWN) > 0


def test_an_item_opens_by_keyboard(browser: Browser, page: Path) -> None:
    browser.view(DESK)
    browser.open(page)
    browser.run("document.querySelector('.item summary').focus()")
    browser.press("Enter", 13, "\r")
    assert browser.run("document.querySelector('.item').open") is True


@pytest.mark.parametrize("text", [HOSTILE[0], HOSTILE[3], " ".join(HOSTILE)])
def test_a_hostile_text_neither_acts_nor_breaks_the_page(browser: Browser, tmp_path: Path, text: str) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(render_html(spread(text), "en", tool_version="1", base="../unit"), encoding="utf-8")
    twin = tmp_path / "twin.html"
    twin.write_text(render_html(spread("Biasa"), "en", tool_version="1", base="../unit"), encoding="utf-8")
    browser.view(PHONE)
    counts = []
    for one in (file, twin):
        browser.open(one)
        browser.run(OPEN_ALL)
        counts.append(browser.run("document.querySelectorAll('*').length"))
        assert browser.run("document.scripts.length") == 0
        assert browser.requested() == [one.absolute().as_uri()]
    assert counts[0] == counts[1]
    browser.open(file)
    assert overflowing(browser) == []
