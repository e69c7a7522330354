import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from testkit.watched import wait_for
from zi_evidence.watch.events import DirtyFolders, NativeEvents


def test_marks_are_kept_once_and_the_deeper_one_counts() -> None:
    dirty = DirtyFolders()
    for _ in range(1000):
        dirty.mark(b"A")
    dirty.mark(b"A", deep=True)
    dirty.mark(b"A")
    assert dirty.take() == ({b"A": True}, "")
    assert not dirty


def test_past_the_bound_the_whole_folder_is_dirty_and_nothing_grows() -> None:
    dirty = DirtyFolders()
    for n in range(50_000):
        dirty.mark(b"%d" % n)
        assert len(dirty._folders) <= 10_000
    folders, lost = dirty.take()
    assert folders == {}
    assert "10000" in lost


def test_many_threads_may_mark_at_once() -> None:
    dirty = DirtyFolders()

    def work(n: int) -> None:
        for k in range(500):
            dirty.mark(b"%d-%d" % (n, k))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(dirty.take()[0]) == 4000


def test_an_overflow_told_to_the_librarys_logger_is_heard() -> None:
    dirty = DirtyFolders()
    events = NativeEvents(Path("/proc/self/nothing"), dirty)
    with pytest.raises(FileNotFoundError):
        events.start()
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed; events were lost")
    assert not dirty, "nobody listens any more"


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[tuple[Path, DirtyFolders, NativeEvents]]:
    (tmp_path / "A" / "B").mkdir(parents=True)
    dirty = DirtyFolders()
    events = NativeEvents(tmp_path, dirty)
    events.start()
    yield tmp_path, dirty, events
    events.stop()
    events.stop()


class TestTheSystemsOwnEvents:
    def until(self, dirty: DirtyFolders, *folders: bytes) -> dict[bytes, bool]:
        found: dict[bytes, bool] = {}

        def complete() -> bool:
            for folder, deep in dirty.take()[0].items():
                found[folder] = found.get(folder, False) or deep
            return set(folders) <= set(found)

        wait_for(complete, f"{folders}, heard {found}")
        return found

    def test_watches_are_counted_as_the_kernel_has_them(
        self, heard: tuple[Path, DirtyFolders, NativeEvents]
    ) -> None:
        assert heard[2].watches() == 3
        assert heard[2].alive()

    def test_a_file_marks_its_folder_only(self, heard: tuple[Path, DirtyFolders, NativeEvents]) -> None:
        root, dirty, _ = heard
        (root / "A" / "B" / "f").write_text("x")
        assert self.until(dirty, b"A/B") == {b"A/B": False}

    def test_a_new_folder_is_to_be_walked(self, heard: tuple[Path, DirtyFolders, NativeEvents]) -> None:
        root, dirty, _ = heard
        (root / "A" / "new" / "deep").mkdir(parents=True)
        found = self.until(dirty, b"A", b"A/new")
        assert found[b"A/new"]
        assert not found[b"A"]

    def test_a_moved_folder_marks_both_ends(self, heard: tuple[Path, DirtyFolders, NativeEvents]) -> None:
        root, dirty, _ = heard
        (root / "A" / "B").rename(root / "C")
        found = self.until(dirty, b"A", b"", b"C")
        assert found[b"C"]

    def test_a_name_of_odd_bytes_is_no_trouble(self, heard: tuple[Path, DirtyFolders, NativeEvents]) -> None:
        root, dirty, _ = heard
        os.mkdir(os.fsencode(root) + b"/\xff")  # noqa: PTH102 - bytes
        self.until(dirty, b"\xff")

    def test_an_overflow_makes_everything_dirty(self, heard: tuple[Path, DirtyFolders, NativeEvents]) -> None:
        _, dirty, _ = heard
        logging.getLogger("watchdog.observers.inotify_c").warning(
            "Inotify queue overflowed; events were lost"
        )
        assert dirty.take() == ({}, "antrean peristiwa meluap")
        assert dirty.overflows == 1
