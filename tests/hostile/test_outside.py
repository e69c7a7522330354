"""No byte from outside the unit folder is read, whatever is exchanged on the way to a file while it is looked for."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.papers import pdf_bytes
from zi_evidence.beneath import Beneath
from zi_evidence.index import Store, index_folder, scan_folder
from zi_evidence.index import scan as scan_module
from zi_evidence.index.standard import standard_limits
from zi_evidence.index.walk import Walk, walk
from zi_evidence.model import DocumentStatus
from zi_evidence.reading import Pool

pytestmark = pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="the system has no such guard")
FOREIGN = "RAHASIA ORANG LAIN"
SECONDS = 20.0 if os.environ.get("ZI_LONG") else 6.0
Write = Callable[[str, bytes], Path]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A folder outside, with the names of the folder `d` of the unit."""
    place = tmp_path / "other"
    place.mkdir()
    for number in range(12):
        (place / f"{number}.pdf").write_bytes(pdf_bytes(f"{FOREIGN} {number}"))
    return place


@pytest.fixture
def unit(unit_folder: Path, write: Write, other: Path) -> Path:
    for path in other.iterdir():
        write(f"d/{path.name}", pdf_bytes(f"LAPORAN KANTOR CONTOH {path.stem}"))
    return Path(os.path.realpath(unit_folder))


@contextmanager
def flipping(unit: Path, other: Path) -> Iterator[None]:
    """Exchanges the folder and a link to the other one all the time."""
    ends = threading.Event()

    def flip() -> None:
        while not ends.is_set():
            (unit / "d").rename(unit.parent / "away")
            (unit / "d").symlink_to(other)
            time.sleep(0.002)
            (unit / "d").unlink()
            (unit.parent / "away").rename(unit / "d")
            time.sleep(0.002)

    thread = threading.Thread(target=flip)
    thread.start()
    try:
        yield
    finally:
        ends.set()
        thread.join()


def foreign_texts(store: Store) -> list[str]:
    found = []
    for entry in store.documents():
        reading = store.reading(entry.document.sha256) if entry.document.sha256 else None
        found += [page.text for page in reading.pages if FOREIGN in page.text] if reading else []
    return found


def test_a_folder_flipped_with_a_link_never_lends_a_foreign_text(unit: Path, other: Path) -> None:
    before = {path.stat().st_ino for path in other.iterdir()}
    scans = 0
    end = time.monotonic() + SECONDS
    with (
        Store(index_folder(unit), write=True) as store,
        Pool("zi_evidence.index.understanding:understand", workers=1, limits=standard_limits()) as pool,
        flipping(unit, other),
    ):
        while time.monotonic() < end or not scans:
            found = walk(os.fsencode(unit))
            assert not {stat[0] for stat in found.files.values()} & before
            scan_folder(unit, store, pool=pool, accept_loss=True, verify=True)
            assert foreign_texts(store) == []
            scans += 1
    assert scans


def test_a_folder_exchanged_between_walk_and_reading_is_read_later(
    unit: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exchanged(root: bytes) -> Walk:
        found = walk(root)
        (unit / "d").rename(unit / "x")
        (unit / "d").symlink_to(other)
        return found

    with Store(index_folder(unit), write=True) as store:
        with monkeypatch.context() as patch:
            patch.setattr(scan_module, "walk", exchanged)
            result = scan_folder(unit, store)
        assert result.read == 12
        assert {entry.document.status for entry in store.documents()} == {DocumentStatus.PENDING}
        scan_folder(unit, store)
        assert foreign_texts(store) == []
        assert {entry.document.path[:2] for entry in store.documents()} == {"x/"}


def test_another_file_in_the_place_of_the_one_that_was_met_is_read_later(
    unit: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exchanged(root: bytes) -> Walk:
        found = walk(root)
        (other / "1.pdf").rename(unit / "d" / "1.pdf")
        return found

    with Store(index_folder(unit), write=True) as store:
        with monkeypatch.context() as patch:
            patch.setattr(scan_module, "walk", exchanged)
            result = scan_folder(unit, store)
        assert result.unread == {b"d/1.pdf": True}
        # It belongs to the unit by now.
        assert scan_folder(unit, store).read == 1
        assert len(foreign_texts(store)) == 1


def test_no_link_on_the_way_is_followed(tmp_path: Path) -> None:
    (tmp_path / "root" / "a" / "b").mkdir(parents=True)
    (tmp_path / "out" / "b").mkdir(parents=True)
    for place in ("root/a/b", "out/b"):
        (tmp_path / place / "f").write_bytes(place.encode())
    (tmp_path / "root" / "l").symlink_to(tmp_path / "out")
    (tmp_path / "root" / "a" / "m").symlink_to("b")
    with Beneath(os.fsencode(tmp_path / "root")) as below:
        for path in (b"l", b"l/b", b"l/b/f", b"a/m/f", b"a/m"):
            with pytest.raises(OSError, match=r"symbolic|directory"):
                os.close(below.open(path, os.O_RDONLY))
        assert below.lstat(b"a/b/f").st_size == len("root/a/b")
        file = below.open(b"a/b/f", os.O_RDONLY)
        assert os.read(file, 99) == b"root/a/b"
        os.close(file)
        with below.listable(b"a") as listed, os.scandir(listed) as entries:
            assert sorted(os.fsencode(entry.name) for entry in entries) == [b"b", b"m"]


def test_every_descriptor_is_given_back(unit: Path) -> None:
    def opened() -> int:
        return len(list(descriptors.iterdir()))

    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("the system does not tell")
    before = opened()
    for _ in range(3):
        walk(os.fsencode(unit))
        with Beneath(os.fsencode(unit)) as below:
            os.close(below.open(b"d/1.pdf", os.O_RDONLY))
            with pytest.raises(FileNotFoundError):
                below.open(b"d/x/y/z", os.O_RDONLY)
    assert opened() == before
