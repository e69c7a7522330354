"""An unexpected error about one file, wherever it happens, is that file's status; the run goes on."""

import datetime as dt
import json
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.daemon.hooks import status
from tests.daemon.pretend import FakeClock, FakeEvents, InlineReaders
from tests.papers import pdf_bytes
from zi_evidence import api, reports
from zi_evidence import kept_matches as matches_module
from zi_evidence.cli.entry import main
from zi_evidence.errors import ExitCode, OutputFailed
from zi_evidence.evaluation import documents as documents_module
from zi_evidence.evaluation import evaluate as evaluate_module
from zi_evidence.evaluation.candidates import judge_candidate
from zi_evidence.evaluation.unread import UnreadFiles
from zi_evidence.failing_documents import printed
from zi_evidence.file_faults import culprits
from zi_evidence.index import Store
from zi_evidence.index import read_changed as read_module
from zi_evidence.index import understanding as understanding_module
from zi_evidence.index import walk as walk_module
from zi_evidence.model import Document, MatchedDocument, Report
from zi_evidence.reports import csv_report, html_view, json_report, junit_report, text_report, xlsx_report
from zi_evidence.watch.observing import Change
from zi_evidence.watch.outputs.after_change import Outputs
from zi_evidence.watch.root import RootWatch
from zi_evidence.watch.settings import Settings

DAY = dt.date(2026, 6, 30)
BAD = "b.pdf"
DECREE = """KEPUTUSAN KEPALA KANTOR CONTOH SUKAMAJU
NOMOR 1 TAHUN 2026
TENTANG TIM KERJA PEMBANGUNAN ZONA INTEGRITAS
LAMPIRAN RUSAK
Ditetapkan pada tanggal 6 Januari 2026"""
Write = Callable[[str, bytes], Path]


class Boom(Exception):
    """Nobody expects it."""


def failing(function: Callable[..., Any], about: Callable[..., str]) -> Callable[..., Any]:
    """The function, which fails where it is called about the bad file."""

    def fails(*args: Any, **kwargs: Any) -> Any:
        if about(*args, **kwargs) == BAD:
            raise Boom("injected")
        return function(*args, **kwargs)

    return fails


def walked(patch: pytest.MonkeyPatch) -> None:
    ignored = failing(walk_module.ignored_by, lambda name, **_: name.decode())
    patch.setattr(walk_module, "ignored_by", ignored)
    patch.setattr(walk_module, "_PLAIN", frozenset())


def read(patch: pytest.MonkeyPatch) -> None:
    original = read_module.ChangedReader._understood
    patch.setattr(
        read_module.ChangedReader, "_understood", failing(original, lambda _self, _answer, name: name)
    )


def understood(patch: pytest.MonkeyPatch) -> None:
    original = understanding_module.parse_understood

    def parse(body: bytes) -> Any:
        found = original(body)
        if "RUSAK" in found.reading.pages[0].text:
            return replace(
                found, facts=None, reading=replace(found.reading, reason="facts_failed?detail=Boom")
            )
        return found

    def facts_of(reading: Any, name: str, lexicon: Any) -> Any:
        if name == BAD:
            raise Boom("injected")
        return facts(reading, name, lexicon)

    facts = understanding_module.facts_of
    # In the worker the first time, from the reading that is kept the next time.
    patch.setattr(read_module, "parse_understood", parse)
    patch.setattr(understanding_module, "facts_of", facts_of)


def kept(patch: pytest.MonkeyPatch) -> None:
    original = Store.keep_reading

    def keep(self: Store, sha256: str, tool: str, reading: Any) -> None:
        if "RUSAK" in reading.pages[0].text:
            raise Boom("injected")
        original(self, sha256, tool, reading)

    patch.setattr(Store, "keep_reading", keep)


def kept_at_all(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Store, "keep", failing(Store.keep, lambda _self, stored: stored.document.path))


def matched(patch: pytest.MonkeyPatch) -> None:
    original = matches_module.match_one
    patch.setattr(
        matches_module, "match_one", failing(original, lambda _store, document, _matcher: document.path)
    )


def judged_as_candidate(patch: pytest.MonkeyPatch) -> None:
    original = judge_candidate
    patch.setattr(
        evaluate_module, "judge_candidate", failing(original, lambda paper, *_, **__: paper.document.path)
    )


def judged_as_document(patch: pytest.MonkeyPatch) -> None:
    original = documents_module._reading
    patch.setattr(documents_module, "_reading", failing(original, lambda document, *_: document.path))


def judged_among_others(patch: pytest.MonkeyPatch) -> None:
    original = UnreadFiles.__init__

    def begin(self: Any, checklist: Any, documents: Any, matches: Any, given: Any) -> None:
        if len(documents) > 1 and any(document.path == BAD for document in documents):
            raise Boom("injected")
        original(self, checklist, documents, matches, given)

    patch.setattr(UnreadFiles, "__init__", begin)


STAGES = (
    walked, read, understood, kept, kept_at_all, matched, judged_as_candidate, judged_as_document,
    judged_among_others,
)  # fmt: skip


@pytest.fixture
def folder(unit_folder: Path, write: Write) -> Path:
    write(
        "a.pdf", pdf_bytes("LAPORAN PELAKSANAAN KEGIATAN TAHUN 2026\nKANTOR CONTOH SUKAMAJU\n5 Januari 2026")
    )
    write(BAD, pdf_bytes(DECREE))
    write("c.pdf", pdf_bytes("NOTULA RAPAT EVALUASI ZONA INTEGRITAS\nKANTOR CONTOH SUKAMAJU\n7 Januari 2026"))
    return unit_folder


def others(report: Report) -> tuple[Document, ...]:
    return tuple(document for document in report.documents if document.path != BAD)


@pytest.mark.parametrize("stage", STAGES)
def test_the_run_goes_on_and_the_gate_stays_closed(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    stage: Callable[[pytest.MonkeyPatch], None],
) -> None:
    sound = api.evaluate(folder, as_of=DAY, index=tmp_path / "other")
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        stage(patch)
        result = api.check(folder, as_of=DAY, fail_on=("ZI503",))
        assert api.check(folder, as_of=DAY, fail_on=("ZI503",)).exit_code is ExitCode.FINDINGS
    assert others(result.report) == others(sound)
    assert result.exit_code is ExitCode.FINDINGS
    assert not result.report.ready
    told = [
        finding
        for finding in result.report.findings
        if finding.path == BAD and finding.code in ("ZI408", "ZI602")
    ]
    assert told
    assert BAD in "".join(result.reasons) or any(BAD in reason for reason in result.reasons)
    for document in result.report.documents:
        if document.path == BAD:
            assert document.reason
            assert document.status.value == "pending"
    assert any(record.getMessage().startswith(f"{BAD}: the program failed") for record in caplog.records)
    # A mended program finds everything as if nothing had been.
    mended = api.check(folder, as_of=DAY)
    assert mended.report.documents == sound.documents
    for finding in mended.report.findings:
        assert finding.code not in ("ZI408", "ZI602")


def rows() -> list[tuple[str, Any, str, Callable[..., str]]]:
    def of_finding(_self: Any, finding: Any, *_: Any) -> str:
        return str(finding.path)

    def of_loose(_self: Any, _suite: Any, finding: Any) -> str:
        return str(finding.path)

    return [
        ("json", json_report, "_document", lambda document, *_: document.path),
        ("html", html_view.Viewer, "_document", lambda _self, document, _found: document.path),
        ("xlsx", xlsx_report._Workbook, "_document",
         lambda _self, _sheet, _row, document, _found: document.path),
        ("text", text_report._Text, "_finding", of_finding),
        ("documents", text_report._Text, "_document", lambda _self, document, _items: document.path),
        ("junit", junit_report._Junit, "_loose", of_loose),
        ("csv", csv_report, "_guarded", lambda text: BAD if BAD in text else ""),
    ]  # fmt: skip


RENDERERS: dict[str, Callable[[Report], Any]] = {
    "json": lambda report: (p.encode() for p in reports.json_pieces(report, tool_version="1")),
    "html": lambda report: reports.render_html(report, tool_version="1"),
    "xlsx": lambda report: reports.render_xlsx(report, tool_version="1"),
    "text": reports.render_text,
    "documents": reports.render_documents_text,
    "junit": reports.render_junit,
    "csv": reports.render_csv,
}


@pytest.mark.parametrize("name", RENDERERS)
def test_a_report_is_printed_without_the_row_that_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    report = api.evaluate(folder, as_of=DAY)
    if name == "csv":
        item = report.items[0]
        cited = replace(item.requirements[0], documents=(reports_document(BAD), reports_document("a.pdf")))
        report = replace(
            report, items=(replace(item, requirements=(cited, *item.requirements[1:])), *report.items[1:])
        )
    if name in ("text", "junit"):
        finding = next(f for f in report.findings if f.code == "ZI505" or not f.path)
        report = replace(report, findings=(*report.findings, replace(finding, path=BAD, requirement="", code="ZI401",
                         severity=finding.severity.ERROR)))  # fmt: skip
    _, holder, attribute, about = next(row for row in rows() if row[0] == name)
    monkeypatch.setattr(holder, attribute, failing(getattr(holder, attribute), about))
    with caplog.at_level(logging.ERROR):
        answer, shown = printed(RENDERERS[name], report)
    data = answer if isinstance(answer, str | bytes) else b"".join(answer)
    assert data
    assert not shown.ready
    assert any(finding.code == "ZI408" for finding in shown.findings)
    assert others(shown) == others(report)
    assert any(record.getMessage().startswith(f"{BAD}: the program failed") for record in caplog.records)
    if name == "json":
        told = json.loads(data)
        assert [d["path"] for d in told["documents"]] == ["a.pdf", "c.pdf"]
        assert {"ZI408"} <= {f["code"] for f in told["findings"] if f["path"] == BAD}


def reports_document(path: str) -> Any:
    return MatchedDocument(path, 0.5, ())


@pytest.mark.parametrize("stage", [read, kept, matched, judged_as_candidate])
def test_the_commands_end_as_gate_and_report_do(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stage: Callable[[pytest.MonkeyPatch], None],
) -> None:
    stage(monkeypatch)
    assert main(["check", str(folder), "--as-of", "2026-06-30"]) == ExitCode.FINDINGS
    assert f"ZI408 {BAD}" in capsys.readouterr().out
    assert main(["report", str(folder), "--as-of", "2026-06-30", "--format", "json"]) == ExitCode.PASS
    told = json.loads(capsys.readouterr().out)
    assert [document["path"] for document in told["documents"]] == ["a.pdf", BAD, "c.pdf"]
    assert {f["code"] for f in told["findings"] if f["path"] == BAD} >= {"ZI408"}


def look(folder: Path, index: Path) -> None:
    """One look of a watch at the whole folder."""
    clock = FakeClock()
    settings = Settings(index=index, quiet=0.0)
    watch = RootWatch(folder, settings, clock=clock, make_events=FakeEvents, readers=InlineReaders(clock, 1))
    watch.step()
    assert watch.state.problem == ""


@pytest.mark.parametrize("stage", [walked, kept, matched, judged_as_candidate])
def test_the_status_of_a_watch_names_the_file_until_it_is_mended(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: Callable[[pytest.MonkeyPatch], None]
) -> None:
    index = tmp_path / "index"
    outputs = Outputs([folder], index)
    try:
        with monkeypatch.context() as patch:
            stage(patch)
            look(folder, index)
            outputs.on_change(Change(folder, index, DAY, "files", (), status()))
        assert BAD in outputs.trouble(folder)
        look(folder, index)
        outputs.on_change(Change(folder, index, DAY, "files", (), status()))
        assert outputs.trouble(folder) == ""
    finally:
        outputs.close()


def test_a_fault_of_the_database_is_none_of_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OutputFailed("disk is full")

    monkeypatch.setattr(Store, "keep", full)
    with pytest.raises(OutputFailed):
        api.scan(folder)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_program_ends_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def interrupted(*_: Any) -> None:
        raise error

    monkeypatch.setattr(Store, "keep_reading", interrupted)
    with pytest.raises(error):
        api.scan(folder)


def test_culprits_are_found_among_many_and_innocents_are_not_blamed() -> None:
    def attempt(things: Any) -> None:
        if {3, 77, 500} & set(things) or {10, 20} <= set(things):
            raise Boom

    assert sorted(thing for thing, _ in culprits(attempt, range(1000))) == [3, 20, 77, 500]


def test_a_fault_without_any_thing_is_nobody_s() -> None:
    def attempt(_things: Any) -> None:
        raise Boom

    with pytest.raises(Boom):
        culprits(attempt, [1, 2])


def test_of_very_many_culprits_all_are_named() -> None:
    def attempt(things: Any) -> None:
        if things:
            raise Boom

    assert len(culprits(attempt, range(100))) == 100
