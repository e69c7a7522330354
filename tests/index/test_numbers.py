"""Every number that a file system, an archive or a document can hand over ends in the index and in reports."""

import datetime as dt
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.papers import pdf_bytes
from zi_evidence import evaluate, reports, scan
from zi_evidence.index import Store, index_folder
from zi_evidence.index.keeping import utc
from zi_evidence.index.store import StoredDocument
from zi_evidence.index.walk import FileStat
from zi_evidence.model import Document, DocumentStatus
from zi_evidence.model.report import Report
from zi_evidence.reading.pdf_dates import iso_time

DAY = dt.date(2026, 6, 30)
# Seconds of any sign that 64 bits hold, in nanoseconds, and a good deal more.
TIMES = st.integers(-(2**96), 2**96)
COUNTS = st.integers(0, 2**70)
STATS = st.builds(FileStat, COUNTS, COUNTS, TIMES, TIMES)


@given(STATS)
def test_a_stored_identity_fits_the_index(stat: FileStat) -> None:
    assert all(-(2**63) <= number < 2**63 for number in stat.stored)
    assert stat.stored.stored == stat.stored


@given(STATS, st.sampled_from(FileStat._fields), TIMES)
def test_a_change_of_any_number_shows_in_the_stored_identity(stat: FileStat, field: str, value: int) -> None:
    other = stat._replace(**{field: value})
    assert (other == stat) == (other.stored == stat.stored)


@given(STATS)
def test_numbers_of_a_common_file_are_stored_as_they_are(stat: FileStat) -> None:
    common = FileStat(*(number % 2**63 for number in stat))
    assert common.stored is common


@given(TIMES)
def test_every_time_is_a_day_of_the_calendar(mtime_ns: int) -> None:
    told = dt.datetime.strptime(utc(mtime_ns), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    since = (told - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(seconds=1)
    real = mtime_ns // 10**9
    assert since == real or (told.year in (1, 9999) and abs(since) < abs(real))


def test_times_before_1970_are_told_as_they_are() -> None:
    assert utc(-1) == "1969-12-31T23:59:59Z"
    assert utc(-(10**9) * 86_400 * 365 * 10) == "1960-01-04T00:00:00Z"


@given(st.text(st.characters(codec="utf-8"), max_size=45) | st.from_regex(r"D:\d{4,20}[Z+-]?\d{0,6}"))
def test_a_pdf_date_is_a_text_or_nothing(value: str) -> None:
    told = iso_time(value)
    assert told == "" or told[4] == told[7] == "-"


@given(stat=STATS, pages=st.none() | COUNTS)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_index_keeps_any_numbers(tmp_path: Path, stat: FileStat, pages: int | None) -> None:
    document = Document("a.pdf", stat.size, utc(stat.mtime_ns), DocumentStatus.READ, page_count=pages)
    with Store(tmp_path, write=True) as store:
        with store.transaction():
            store.keep(StoredDocument(b"a.pdf", stat, "1", document))
        kept = store.document(b"a.pdf")
        assert kept == StoredDocument(b"a.pdf", stat.stored, "1", document)
        assert [row[1:5] for row in store.rows()] == [stat.stored]
        assert [entry.document for entry in store.documents()] == [document]


@pytest.fixture(scope="module")
def with_document(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Report]:
    """Makes a report whose one document has other numbers."""
    folder, index = tmp_path_factory.mktemp("unit"), tmp_path_factory.mktemp("index")
    (folder / "a.pdf").write_bytes(pdf_bytes("LAPORAN TAHUN 2026 KANTOR CONTOH"))
    report = evaluate(folder, as_of=DAY, index=index)
    return lambda **numbers: replace(report, documents=(replace(report.documents[0], **numbers),))


@given(size=COUNTS, pages=COUNTS, mtime_ns=TIMES)
@settings(max_examples=5, deadline=None)
def test_every_format_prints_any_numbers(
    with_document: Callable[..., Report], size: int, pages: int, mtime_ns: int
) -> None:
    strange = with_document(size=size, page_count=pages, modified=utc(mtime_ns))
    told = json.loads(reports.render_json(strange, tool_version="1"))["documents"][0]
    assert (told["size"], told["pages"]) == (size, pages)
    assert reports.render_html(strange, tool_version="1")
    assert reports.render_xlsx(strange, tool_version="1")
    assert reports.render_csv(strange)
    assert reports.render_junit(strange)
    assert reports.render_text(strange)
    assert reports.render_documents_text(strange)


@pytest.mark.parametrize("seconds", [-(2**62), -(2**40), -1, 2**34, 13_569_465_600, 2**40, 2**62])
def test_a_file_of_any_time_is_read_once_and_its_change_is_seen(unit_folder: Path, seconds: int) -> None:
    path = unit_folder / "a.pdf"
    path.write_bytes(pdf_bytes("LAPORAN TAHUN 2026 KANTOR CONTOH"))
    (unit_folder / "b.pdf").write_bytes(pdf_bytes("NOTULA RAPAT KANTOR CONTOH"))
    try:
        os.utime(path, (0, seconds))
    except (OSError, OverflowError):
        pytest.skip("no such times on this file system")
    first, second = scan(unit_folder), scan(unit_folder)
    assert (first.read, second.read) == (2, 0)
    os.utime(path, (0, seconds + 1 if seconds < 0 else seconds - 1))
    third = scan(unit_folder)
    assert third.touched == (b"a.pdf",)
    with Store(index_folder(unit_folder), write=False) as store:
        assert [entry.document.status for entry in store.documents()] == [DocumentStatus.READ] * 2
