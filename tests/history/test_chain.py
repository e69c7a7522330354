"""The history cannot be changed unseen; what it cannot show by itself, an anchor shows."""

import datetime as dt
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.history.judged import DAY, judged
from zi_evidence.errors import OutputFailed, UsageError
from zi_evidence.history import History, Recorded, canonical, facts_of
from zi_evidence.history.snapshot import id_of

VERSION = "0.1.0"


def record(
    folder: Path, statuses: Mapping[str, str], day: dt.date = DAY, supported: float = 10.0
) -> Recorded:
    folder.mkdir(exist_ok=True)
    return History(folder).record(judged(statuses, day=day, supported=supported), tool_version=VERSION)


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    """An index folder with five snapshots."""
    folder = tmp_path / "unit-0123456789ab"
    for number in range(5):
        record(folder, {"A.1:x": "met" if number % 2 else "missing"}, DAY + dt.timedelta(days=number))
    return folder


def files(folder: Path) -> list[Path]:
    return sorted((folder / "history").iterdir())


def rewrite(path: Path, data: bytes, *, rename: bool = False) -> Path:
    path.chmod(0o600)
    path.write_bytes(data)
    return path.rename(path.with_name(f"{path.name[:7]}{id_of(data)}.json")) if rename else path


def test_a_history_as_it_was_written_verifies(chain: Path) -> None:
    verdict = History(chain).verify()
    assert (verdict.links, verdict.faults, verdict.anchored) == (5, (), False)
    assert verdict.head == files(chain)[-1].name[7:-5]


def test_an_empty_history_verifies_and_says_nothing_of_a_head(tmp_path: Path) -> None:
    assert History(tmp_path).verify().head == ""
    assert list(tmp_path.iterdir()) == []


def test_an_entry_is_named_by_its_number_and_the_hash_of_its_bytes(chain: Path) -> None:
    for number, path in enumerate(files(chain), 1):
        assert path.name == f"{number:06}-{id_of(path.read_bytes())}.json"
    assert json.loads(files(chain)[0].read_bytes())["prev"] == ""


def test_a_report_that_says_the_same_adds_nothing_on_whatever_day(chain: Path) -> None:
    before = files(chain)
    head = record(chain, {"A.1:x": "missing"}, DAY + dt.timedelta(days=90))
    assert (head.new, head.seq, head.as_of) == (False, 5, (DAY + dt.timedelta(days=4)).isoformat())
    assert files(chain) == before


@pytest.mark.parametrize(
    "change", [{"supported": 10.0001}, {"statuses": {"A.1:x": "missing", "A.1:y": "met"}}]
)
def test_any_other_fact_adds_an_entry(chain: Path, change: dict[str, object]) -> None:
    statuses = change.get("statuses", {"A.1:x": "missing"})
    assert isinstance(statuses, dict)
    head = record(chain, statuses, supported=float(str(change.get("supported", 10.0))))
    assert (head.new, head.seq) == (True, 6)


def test_the_same_facts_have_the_same_bytes_and_hold_no_float() -> None:
    facts = facts_of(
        judged({"b": "met", "a": "stale"}, cited=("b" * 64, "a" * 64)), tool_version="1", root="r"
    )
    again = facts_of(
        judged({"a": "stale", "b": "met"}, cited=("a" * 64, "b" * 64)), tool_version="1", root="r"
    )
    assert canonical(facts) == canonical(again)
    assert facts["documents"] == ["a" * 64, "b" * 64]
    assert facts["areas"][0]["supported"] == "10.0000"
    with pytest.raises(ValueError, match="float"):
        canonical({"a": [{"b": 0.5}]})


def test_a_name_without_utf8_is_kept_readable(tmp_path: Path) -> None:
    report = judged({"a": "met"}, name="Kantor \udcff")
    History(tmp_path).record(report, tool_version=VERSION)
    assert History(tmp_path).verify().faults == ()


@pytest.mark.parametrize("number", range(5))
def test_an_edited_entry_is_found(chain: Path, number: int) -> None:
    path = files(chain)[number]
    rewrite(path, path.read_bytes().replace(b'"missing"', b'"met"').replace(b'"wbk"', b'"wbm"'))
    verdict = History(chain).verify()
    assert {fault.where for fault in verdict.faults} == {f"{number + 1:06}"}


@pytest.mark.parametrize("number", range(4))
def test_an_entry_that_was_edited_and_named_anew_no_longer_joins_the_next(chain: Path, number: int) -> None:
    path = files(chain)[number]
    rewrite(path, path.read_bytes().replace(b'"wbk"', b'"wbm"'), rename=True)
    assert f"{number + 2:06}" in {fault.where for fault in History(chain).verify().faults}


@pytest.mark.parametrize("number", range(4))
def test_a_removed_entry_is_found_unless_it_was_the_newest(chain: Path, number: int) -> None:
    files(chain)[number].unlink()
    faults = History(chain).verify().faults
    assert [(fault.where, fault.what) for fault in faults] == [
        (f"{number + 2:06}", f"entri {number + 1:06} hilang")
    ]


def test_entries_that_changed_places_are_found(chain: Path) -> None:
    second, third = files(chain)[1:3]
    second.rename(second.with_name("000003" + second.name[6:]))
    third.rename(third.with_name("000002" + third.name[6:]))
    assert {fault.where for fault in History(chain).verify().faults} >= {"000002", "000003"}


def test_a_second_entry_of_a_number_and_a_foreign_file_are_found(chain: Path) -> None:
    data = files(chain)[1].read_bytes().replace(b'"wbk"', b'"wbm"')
    (chain / "history" / f"000002-{id_of(data)}.json").write_bytes(data)
    (chain / "history" / "catatan.txt").write_text("?")
    faults = {fault.what for fault in History(chain).verify().faults}
    assert faults >= {"nomor ini ada dua kali", "bukan entri riwayat"}


def test_cutting_off_the_newest_is_seen_only_with_the_id_that_was_kept_elsewhere(chain: Path) -> None:
    anchor = History(chain).verify().head
    assert History(chain).verify(anchor[:12]).anchored
    files(chain)[-1].unlink()
    assert History(chain).verify().faults == ()
    verdict = History(chain).verify(anchor)
    assert not verdict.anchored
    assert verdict.faults[0].where == anchor


def test_an_anchor_holds_for_a_chain_that_has_grown_since(chain: Path) -> None:
    anchor = History(chain).verify().head
    record(chain, {"A.1:x": "waived"})
    assert History(chain).verify(anchor.upper()).anchored


@pytest.mark.parametrize("anchor", ["abc", "g" * 12, "a" * 65, "0123456789ab\n"])
def test_what_is_no_id_is_refused_as_an_anchor(chain: Path, anchor: str) -> None:
    with pytest.raises(UsageError):
        History(chain).verify(anchor)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, 4), place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_is_found(chain: Path, number: int, place: int, bit: int) -> None:
    path = files(chain)[number]
    whole = path.read_bytes()
    data = bytearray(whole)
    data[place % len(data)] ^= 1 << bit
    try:
        rewrite(path, bytes(data))
        verdict = History(chain).verify()
        assert {fault.where for fault in verdict.faults} == {f"{number + 1:06}"}
        assert verdict.links == 4
        assert len(list(History(chain).links())) == 4
    finally:
        rewrite(path, whole)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300)
    | st.sampled_from([b"[]", b"{}", b'{"schema":1}', b"[" * 50_000, b"1" * 5000])
)
def test_any_bytes_in_an_entry_are_a_fault_and_never_an_error(chain: Path, data: bytes) -> None:
    path = files(chain)[2]
    whole = path.read_bytes()
    named = path
    try:
        named = rewrite(path, data, rename=True)
        assert History(chain).verify().faults
        list(History(chain).links())
    finally:
        rewrite(named, whole).rename(path)


def test_a_damaged_head_does_not_stop_the_history_and_stays_to_be_seen(chain: Path) -> None:
    rewrite(files(chain)[-1], b"{")
    assert record(chain, {"A.1:x": "missing"}).seq == 6
    assert {fault.where for fault in History(chain).verify().faults} == {"000005"}


def test_a_torn_write_of_a_killed_process_is_no_entry(chain: Path) -> None:
    (chain / "history" / ".new").write_bytes(b'{"schema"')
    assert History(chain).verify().faults == ()
    assert record(chain, {"A.1:x": "waived"}).seq == 6
    assert len(files(chain)) == 6


def test_a_process_killed_before_the_entry_is_in_its_place_leaves_the_chain_whole(chain: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.history.test_chain import record;"
        "record(Path(sys.argv[1]), {'A.1:x': 'waived'})"
    )
    run = [sys.executable, "-c", code, str(chain)]
    root = Path(__file__).parents[2]
    killed = subprocess.run(run, env={**os.environ, "ZI_FAULT": "history-rename:kill"}, cwd=root, check=False)
    assert killed.returncode == -9
    assert History(chain).verify().links == 5
    assert subprocess.run(run, cwd=root, check=True).returncode == 0
    assert History(chain).verify().links == 6


def _writer(folder: Path, who: int) -> None:
    for number in range(8):
        record(folder, {"A.1:x": "met", f"A.1:{who}.{number}": "met"})


def test_several_processes_write_one_chain(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_writer, args=(tmp_path, who)) for who in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    verdict = History(tmp_path).verify()
    assert (verdict.links, verdict.faults) == (24, ())


def test_a_full_disk_leaves_the_chain_as_it_was(chain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    before = files(chain)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputFailed, match="ruang disk habis"):
        record(chain, {"A.1:x": "waived"})
    assert files(chain) == before
