"""What may lie in a place that could not be looked at is unverified, never missing."""

import datetime as dt
from pathlib import Path

import pytest

from tests.daemon.hooks import status
from tests.papers import pdf_bytes
from zi_evidence import api, reports
from zi_evidence.checklist import load_checklist
from zi_evidence.cli.entry import main
from zi_evidence.errors import ExitCode
from zi_evidence.evaluation.unseen import UnseenPlaces
from zi_evidence.history import History
from zi_evidence.index import scan as scan_module
from zi_evidence.index.place import index_path
from zi_evidence.index.walk import Walk, walk
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import Report, RequirementStatus, SlotStatus
from zi_evidence.watch.observing import Change
from zi_evidence.watch.outputs.after_change import Outputs

DAY = dt.date(2026, 6, 30)
SECTION = "A. PENGUNGKIT/I. PEMENUHAN/1. MANAJEMEN PERUBAHAN"


@pytest.fixture
def closed(unit_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A unit folder of which one section's folder cannot be listed."""
    (unit_folder / SECTION).mkdir(parents=True)
    (unit_folder / SECTION / "a.pdf").write_bytes(pdf_bytes("LAPORAN"))
    (unit_folder / "b.pdf").write_bytes(pdf_bytes("LAPORAN KEGIATAN KANTOR CONTOH SUKAMAJU"))

    def partial(root: bytes) -> Walk:
        found = walk(root)
        place = SECTION.encode()
        found.listed.discard(place)
        found.files = {path: stat for path, stat in found.files.items() if not path.startswith(place)}
        found.errors[place] = "Permission denied"
        return found

    monkeypatch.setattr(scan_module, "walk", partial)
    return unit_folder


def missing(report: Report, prefix: str) -> list[str]:
    return [
        requirement.id
        for item in report.items
        for requirement in item.requirements
        if item.code.startswith(prefix)
        and (
            requirement.status is RequirementStatus.MISSING
            or any(slot.status is SlotStatus.MISSING for slot in requirement.slots)
        )
    ]


def test_only_what_the_place_may_hold_is_in_doubt(closed: Path) -> None:
    report = api.evaluate(closed, as_of=DAY)
    assert missing(report, "A.I.1.") == []
    assert missing(report, "A.II.2.")
    doubts = [finding for finding in report.findings if finding.name == "unseen"]
    assert doubts
    assert {finding.item[:6] for finding in doubts} <= {"A.I.1.", "A.II.1"}
    assert all(SECTION in str(finding.values["place"]) for finding in doubts)


def test_the_place_comes_first(closed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(closed), "--as-of", "2026-06-30"]) == ExitCode.FINDINGS
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith(f"- ZI602 {SECTION}")
    text = reports.render_text(api.evaluate(closed, as_of=DAY))
    assert text.count("ZI602") == 1
    assert text.index("ZI602") < text.index("ZI101")


def test_no_history_of_lacks_is_made_of_it(closed: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    api.scan(closed, index=index)
    outputs = Outputs([closed], index)
    try:
        outputs.on_change(Change(closed, index, DAY, "files", (), status()))
    finally:
        outputs.close()
    (link,) = History(index_path(closed, index)).links()
    told = link.snapshot["requirements"]
    states = {name: state for name, state in told.items() if name.startswith("A.I.1.")}
    assert states
    assert "missing" not in states.values()


def test_a_folder_that_names_nothing_may_hold_anything_and_a_file_only_what_it_names() -> None:
    checklist = load_checklist("permenpanrb-90-2021")
    assert UnseenPlaces(checklist, ["Bukti"], load_lexicon()).place_of("A.I.1.i.a") == "Bukti"
    assert UnseenPlaces(checklist, ["scan0001.pdf"], load_lexicon()).place_of("A.I.1.i.a") == ""
    assert (
        UnseenPlaces(checklist, ["A.I.1.i.a SK.pdf"], load_lexicon()).place_of("A.I.1.i.a")
        == "A.I.1.i.a SK.pdf"
    )
    assert UnseenPlaces(checklist, ["A.I.1.i.a SK.pdf"], load_lexicon()).place_of("A.I.1.i.b") == ""
    assert UnseenPlaces(checklist, [], load_lexicon()).place_of("A.I.1.i.a") == ""
