"""Small decisions: which mode for which file system, what a clock did, which settings are sane."""

from pathlib import Path

import pytest

from tests.daemon.pretend import FakeClock
from zi_evidence.errors import OutputFailed, UsageError
from zi_evidence.index import filesystems, place
from zi_evidence.index.filesystems import FileSystem, file_system_of, is_network, parse_mountinfo
from zi_evidence.index.scan import ScanResult
from zi_evidence.watch.clock import JumpDetector, SystemClock
from zi_evidence.watch.filesystems import Mode, choose_mode
from zi_evidence.watch.missed import Missed
from zi_evidence.watch.settings import Poll, Settings

MOUNTINFO = b"""\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:40 / /srv/bagian\\040umum rw - cifs //server/zi rw,vers=3.0
41 40 0:41 / /srv/bagian\\040umum/dalam rw shared:9 - fuse.sshfs user@host:/ rw
42 22 0:42 / /mnt rw - nfs4 server:/a rw
43 22 0:43 / /mnt rw - ext4 /dev/vdb rw
rusak
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (b"/home/a", "ext4"),
        (b"/srv/bagian umum/x", "cifs"),
        (b"/srv/bagian umum", "cifs"),
        (b"/srv/bagian umum/dalam/y", "fuse.sshfs"),
        (b"/srv/bagian umumnya", "ext4"),
        (b"/mnt/x", "ext4"),
    ],
)
def test_the_deepest_and_last_mount_holds_a_path(path: bytes, kind: str) -> None:
    assert parse_mountinfo(MOUNTINFO, path).type == kind


@pytest.mark.parametrize(
    "kind", ["cifs", "smb3", "nfs", "nfs4", "fuse.sshfs", "fuse", "9p", "vboxsf", "overlay"]
)
def test_where_nobody_announces_changes_polling_is_chosen(kind: str) -> None:
    mode, why = choose_mode(Poll.AUTO, FileSystem(kind))
    assert mode is Mode.POLLING
    assert kind in why
    assert choose_mode(Poll.NEVER, FileSystem(kind))[0] is Mode.EVENTS


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "fuseblk", "unknown"])
def test_a_local_disk_is_watched_by_events(kind: str) -> None:
    assert choose_mode(Poll.AUTO, FileSystem(kind))[0] is Mode.EVENTS
    assert choose_mode(Poll.ALWAYS, FileSystem(kind))[0] is Mode.POLLING
    assert not is_network(FileSystem(kind))


def test_this_machine_tells_its_file_systems(tmp_path: Path) -> None:
    assert file_system_of(tmp_path / "not" / "there").mount_id == file_system_of(tmp_path).mount_id


def test_an_index_on_a_share_is_refused_unless_told(
    unit_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "file_system_of", lambda _path: filesystems.FileSystem("nfs4"))
    with pytest.raises(OutputFailed, match="nfs4"):
        place.index_folder(unit_folder, tmp_path / "ix")
    assert not (tmp_path / "ix").exists()
    place.index_folder(unit_folder, tmp_path / "ix", unsafe=True)
    # Once told is told for every later command.
    place.index_folder(unit_folder, tmp_path / "ix")


class TestClocks:
    def test_time_that_passes_is_no_event(self) -> None:
        clock = FakeClock()
        jumps = JumpDetector(clock)
        clock.pass_by(1_000_000)
        assert jumps.check() == ""

    @pytest.mark.parametrize("seconds", [-86_400, 301, 315_360_000])
    def test_a_jump_is_told_once(self, seconds: float) -> None:
        clock = FakeClock()
        jumps = JumpDetector(clock)
        clock.shift += seconds
        assert "jam bergeser" in jumps.check()
        assert jumps.check() == ""

    def test_sleep_is_told_once_and_is_no_jump(self) -> None:
        clock = FakeClock()
        jumps = JumpDetector(clock)
        clock.slept += 7200
        assert jumps.check() == "mesin tertidur 7200 detik"
        assert jumps.check() == ""

    def test_small_corrections_are_ignored(self) -> None:
        clock = FakeClock()
        jumps = JumpDetector(clock)
        clock.shift += 60
        assert jumps.check() == ""

    def test_the_clocks_of_this_machine_agree_with_themselves(self) -> None:
        assert JumpDetector(SystemClock()).check() == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [("interval", 86_401), ("interval", 0.5), ("interval", -1), ("quiet", 3601), ("quiet", -1)],
)
def test_settings_have_bounds(name: str, value: float) -> None:
    with pytest.raises(UsageError):
        Settings(interval=value) if name == "interval" else Settings(quiet=value)


class TestMissedEvents:
    RESULT = ScanResult(
        3, 0, 0, 0, added=(b"A/a", b"B/b", b"x"), touched=(b"C/c",), queued=frozenset({b"C/c"})
    )

    def test_what_no_event_names_is_counted_after_a_grace(self) -> None:
        clock = FakeClock()
        missed = Missed(clock)
        missed.suspect(self.RESULT, {b"x"}, {b"A": False})
        assert missed.convict() == 0
        clock.pass_by(2)
        assert missed.convict() == 1
        assert missed.convict() == 0

    def test_an_event_that_comes_late_acquits(self) -> None:
        clock = FakeClock()
        missed = Missed(clock)
        missed.suspect(self.RESULT, set(), {b"": True})
        assert missed.next_due() is None
        missed.suspect(self.RESULT, set(), {})
        missed.acquit({b"A": False, b"": False})
        clock.pass_by(2)
        assert missed.convict() == 1
