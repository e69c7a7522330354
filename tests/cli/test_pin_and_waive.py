"""`pin` and `waive` as commands: what they write, what they refuse, what they leave alone."""

import datetime as dt
import json
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.papers import pdf_bytes
from tests.running import run_here as run
from zi_evidence.beneath import Beneath
from zi_evidence.cli.unit_file import rewrite, stored_path
from zi_evidence.errors import EvidenceError, ExitCode, OutputFailed, SourceUnavailable, UnitError
from zi_evidence.index.walk import ignored_by
from zi_evidence.unit import load_unit

Write = Callable[[str, bytes], Path]
Picture = Callable[[Path], dict[str, tuple[int, int, bytes]]]
FILE = "Area 1/1.i.a SK Tim.pdf"
ITEM = "A.I.1.i.a"
WAIVE = ("--reason", "Tidak ada pegawai baru", "--approved-by", "Bagas Wiratama", "--until", "2026-12-31")


def done(*arguments: object, cwd: Path | None = None) -> str:
    result = run(*arguments, cwd=cwd)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    return result.stderr


def refused(*arguments: object) -> str:
    """The one line of a call that cannot be carried out."""
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (ExitCode.USAGE, ""), result.stderr
    assert result.stderr.startswith("zi-evidence: ")
    assert len(result.stderr.splitlines()) == 1
    return result.stderr


def text_of(folder: Path) -> str:
    return (folder / "zi-evidence.yaml").read_bytes().decode()


def report(folder: Path, day: str = "2026-06-30") -> Any:
    result = run("report", folder, "--as-of", day, "--format", "json", "--quiet")
    return json.loads(result.stdout)


@pytest.fixture
def folder(unit_folder: Path, write: Write) -> Path:
    write(FILE, pdf_bytes("KEPUTUSAN KEPALA KANTOR CONTOH SUKAMAJU"))
    write("scan0001.pdf", b"%PDF-1.4 rusak")
    return unit_folder


def test_a_pin_is_written_and_decides_and_is_taken_out_again(folder: Path) -> None:
    before = text_of(folder)
    words = done("pin", folder, "scan0001.pdf", f"{ITEM.lower()}:SK-TIM", "--reason", "dilihat\n Ketua Pokja")
    assert words == f"zi-evidence: pin dicatat: scan0001.pdf -> {ITEM}:sk-tim\n"
    assert text_of(folder) == before + (
        f'pins:\n  - file: "scan0001.pdf"\n    item: {ITEM}\n    requirement: sk-tim\n'
        '    reason: "dilihat Ketua Pokja"\n'
    )
    requirements = [r for item in report(folder)["items"] for r in item["requirements"]]
    served = [r["id"] for r in requirements if any(d["path"] == "scan0001.pdf" for d in r["documents"])]
    assert served == [f"{ITEM}:sk-tim"]
    done("pin", folder, "scan0001.pdf", f"{ITEM}:sk-tim", "--remove")
    assert text_of(folder) == before + "pins: []\n"


def test_a_file_may_be_named_as_printed_or_by_its_place_on_the_disk(folder: Path) -> None:
    ways = [(FILE, None), (folder / FILE, None), ("1.i.a SK Tim.pdf", folder / "Area 1"), (f"./{FILE}", None)]
    for path, cwd in ways:
        done("pin", folder, path, ITEM, "--quiet", cwd=cwd)
        assert load_unit(folder).pins[0].file == FILE
        done("pin", folder, path, ITEM, "--remove", "--quiet", cwd=cwd)
        assert load_unit(folder).pins == ()
    done("pin", folder, "1.i.a SK Tim.pdf", ITEM)  # its end alone, where only one file ends so
    assert load_unit(folder).pins[0].file == FILE


def test_a_pin_that_cannot_be_meant_is_refused_in_one_line(folder: Path, write: Write) -> None:
    write("lain/1.i.a SK Tim.pdf", b"x")
    write("~$SK.docx", b"x")
    before = text_of(folder)
    assert "tidak ada di folder unit" in refused("pin", folder, "hilang.pdf", ITEM)
    assert "ada 2 berkas" in refused("pin", folder, "1.i.a SK Tim.pdf", ITEM)
    assert "tidak ikut dinilai (~$*)" in refused("pin", folder, "~$SK.docx", ITEM)
    assert "maksudnya A.I.1.i.a?" in refused("pin", folder, FILE, "A.I.1.i-a")
    assert "syaratnya: " in refused("pin", folder, FILE, f"{ITEM}:bukan")
    assert "--reason wajib" in refused("pin", folder, FILE, ITEM, "--reason", " ")
    assert "tidak tampak" in refused("pin", folder, FILE, ITEM, "--reason", "a\u202eb")
    assert "tidak ada pin" in refused("pin", folder, FILE, ITEM, "--remove")
    assert "pilih salah satu" in refused("pin", folder, FILE, ITEM, "--remove", "--reason", "x")
    assert text_of(folder) == before
    done("pin", folder, FILE, ITEM)
    assert "pin sudah ada" in refused("pin", folder, FILE, ITEM)
    assert f"pin berkas itu: {ITEM}" in refused("pin", folder, FILE, "A.I.1.i.b", "--remove")


def test_a_pin_can_be_removed_when_its_file_and_item_are_gone(folder: Path) -> None:
    unit = folder / "zi-evidence.yaml"
    unit.write_text(text_of(folder) + "pins: [{file: lama.pdf, item: Z.9}]\n", encoding="utf-8")
    done("pin", folder, "lama.pdf", "z.9", "--remove")
    assert load_unit(folder).pins == ()


def test_a_waiver_counts_to_its_last_day_included_and_can_be_removed(folder: Path) -> None:
    before = text_of(folder)
    words = done("waive", folder, "a.i.3.i.b", *WAIVE)
    assert words.startswith(
        "zi-evidence: pengecualian dicatat: A.I.3.i.b, berlaku sampai 2026-12-31 (termasuk)"
    )
    waiver = load_unit(folder).waivers[0]
    assert (waiver.item, waiver.approved_by) == ("A.I.3.i.b", "Bagas Wiratama")
    assert waiver.until == dt.date(2026, 12, 31)
    for day, expired in (("2026-12-31", False), ("2027-01-01", True)):
        found = report(folder, day)
        status = next(item["status"] for item in found["items"] if item["code"] == "A.I.3.i.b")
        assert (status == "waived") is not expired
        assert ("ZI501" in {finding["code"] for finding in found["findings"]}) is expired
    done("waive", folder, "A.I.3.i.b", "--remove")
    assert text_of(folder) == before + "waivers: []\n"


def test_a_waiver_without_reason_approver_or_day_is_refused(folder: Path) -> None:
    before = text_of(folder)
    reason, approver, until = WAIVE[:2], WAIVE[2:4], WAIVE[4:]
    assert "--until wajib" in refused("waive", folder, ITEM, *reason, *approver)
    assert "--approved-by wajib" in refused("waive", folder, ITEM, *reason, *until)
    assert "--reason wajib" in refused("waive", folder, ITEM, *approver, *until)
    assert "bukan tanggal" in refused("waive", folder, ITEM, *reason, *approver, "--until", "31-12-2026")
    assert "tidak ada dalam daftar periksa" in refused("waive", folder, "Q", *WAIVE)
    assert "belum ada satu pun" in refused("waive", folder, ITEM, "--remove")
    assert "pilih salah satu" in refused("waive", folder, ITEM, "--remove", *until)
    assert text_of(folder) == before
    done("waive", folder, ITEM, *WAIVE)
    assert "sudah ada, sampai 2026-12-31" in refused("waive", folder, ITEM, *WAIVE)
    assert f"yang ada: {ITEM}" in refused("waive", folder, "A.I.1.i.b", "--remove")


def test_a_last_day_in_the_past_is_said_to_be_over(folder: Path) -> None:
    words = done("waive", folder, ITEM, *WAIVE[:4], "--until", "2020-01-01")
    assert "sudah lewat" in words


def test_a_folder_that_is_none_or_has_no_unit_file_is_told_so(tmp_path: Path, folder: Path) -> None:
    assert "folder tidak ada" in refused("pin", tmp_path / "tidak ada", "a.pdf", ITEM)
    (folder / "zi-evidence.yaml").unlink()
    assert "zi-evidence init" in refused("waive", folder, ITEM, *WAIVE)


def test_nothing_but_the_unit_file_changes_and_its_mode_and_line_ends_stay(
    folder: Path, frozen_tree: Picture
) -> None:
    unit = folder / "zi-evidence.yaml"
    unit.write_bytes(b"\xef\xbb\xbf" + text_of(folder).replace("\n", "\r\n").encode())
    unit.chmod(0o640)
    before, old = frozen_tree(folder), unit.read_bytes()
    done("pin", folder, FILE, ITEM)
    done("waive", folder, "A.I.3.i.b", *WAIVE)
    after = frozen_tree(folder)
    assert before.keys() == after.keys()
    assert {name for name in after if after[name] != before[name]} == {"zi-evidence.yaml"}
    assert stat.S_IMODE(unit.stat().st_mode) == 0o640
    new = unit.read_bytes()
    assert new.startswith(old)
    assert new.count(b"\n") == new.count(b"\r\n") > old.count(b"\n")


def test_a_unit_file_that_is_a_link_stays_one(folder: Path, tmp_path: Path) -> None:
    unit, real = folder / "zi-evidence.yaml", tmp_path / "induk.yaml"
    unit.rename(real)
    unit.symlink_to(real)
    done("pin", folder, FILE, ITEM)
    assert unit.is_symlink()
    assert f"item: {ITEM}" in real.read_text("utf-8")
    assert list(tmp_path.glob(".*")) == []


def test_an_odd_layout_is_refused_with_the_line_to_write_by_hand(folder: Path) -> None:
    unit = folder / "zi-evidence.yaml"
    unit.write_text(text_of(folder) + "waivers: !!seq []\n", encoding="utf-8")
    assert "zi-evidence.yaml:5:" in refused("pin", folder, FILE, ITEM)
    unit.write_text("name: A\nyear: 2026\npins:\n- file: b\n  item: Y\n  reason: |\n    x", encoding="utf-8")
    before = text_of(folder)
    assert f'tambahkan sendiri di bawah pins: - {{file: "{FILE}"' in refused("pin", folder, FILE, ITEM)
    assert text_of(folder) == before


# ---- the file is never lost ------------------------------------------------------------------------


def test_the_file_beside_the_unit_file_is_one_that_scans_pass_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def record(old: Path, new: Path) -> Path:
        seen.append(old.name)
        return Path(os.fspath(new))

    monkeypatch.setattr(Path, "replace", record)
    rewrite(folder, lambda text: text + "# baru\n")
    assert len(seen) == 1
    assert ignored_by(seen[0].encode(), is_folder=False) == "*.tmp"
    assert sorted(path.name for path in folder.iterdir()) == ["Area 1", "scan0001.pdf", "zi-evidence.yaml"]


@pytest.mark.parametrize("step", ["fsync", "replace", "mkstemp", "write"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_breaks_the_old_file_stands_and_nothing_else_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    before = text_of(folder)
    places: dict[str, tuple[object, str]] = {
        "fsync": (os, "fsync"),
        "write": (os, "fdopen"),
        "replace": (Path, "replace"),
        "mkstemp": (tempfile, "mkstemp"),
    }
    place, name = places[step]
    monkeypatch.setattr(place, name, fail)
    expected = OutputFailed if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        rewrite(folder, lambda text: text + "# baru\n")
    assert text_of(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == ["Area 1", "scan0001.pdf", "zi-evidence.yaml"]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = folder / "zi-evidence.yaml"
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        sync(descriptor)
        unit.write_text("name: Lain\nyear: 2026\n", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(UnitError, match="berubah selagi disunting"):
        rewrite(folder, lambda text: text + "# baru\n")
    assert load_unit(folder).name == "Lain"
    assert not list(folder.glob(".*"))


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_a_unit_file_that_may_only_be_read_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write whatever the mode says
    before = text_of(folder)
    with pytest.raises(OutputFailed, match="hanya boleh dibaca") as caught:
        rewrite(folder, lambda text: text + "# baru\n")
    assert caught.value.exit_code is ExitCode.COULD_NOT_LOOK
    assert text_of(folder) == before


def test_a_file_in_a_folder_that_cannot_be_seen_is_not_said_to_be_absent(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listable = Beneath.listable

    def blind(self: Beneath, path: bytes) -> Any:
        if path == b"Area 1":
            raise PermissionError(13, "Permission denied")
        return listable(self, path)

    monkeypatch.setattr(Beneath, "listable", blind)
    with pytest.raises(SourceUnavailable, match="sebagian folder tidak dapat dilihat: Area 1"):
        stored_path(folder, "hilang.pdf")


def test_a_name_that_is_no_utf8_is_pinned_as_reports_print_it(folder: Path) -> None:
    raw = os.fsencode(folder) + b"/surat\xe9 \\.pdf"
    try:
        descriptor = os.open(raw, os.O_CREAT | os.O_WRONLY)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    os.close(descriptor)
    printed = "surat\\xe9 \\\\.pdf"
    for subject in (printed, os.fsdecode(raw), "surat\udce9 \\.pdf"):
        assert stored_path(folder, subject) == printed
    with pytest.raises(EvidenceError):
        stored_path(folder, "surat.pdf")
