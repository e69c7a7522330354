"""OCR by the watcher: page by page, only while nothing else is to be done, kept like all else that is read."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from testkit.watched import Watched, canonical, wait_for
from tests.daemon.pretend import FakeClock, FakeEvents, InlineReaders
from tests.papers import pdf_bytes
from zi_evidence import scan
from zi_evidence.errors import IndexLocked, OutputFailed
from zi_evidence.index.pictures import AUTO
from zi_evidence.model import DocumentStatus
from zi_evidence.watch.root import RootWatch
from zi_evidence.watch.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "unit"
SCANS = sorted(EXAMPLE.rglob("scan000*.pdf"))[:3]
Write = Callable[[str, bytes], Path]


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_scans_are_read_when_all_else_is_done_and_other_files_come_first(
    unit_folder: Path, write: Write, tmp_path: Path
) -> None:
    for path in SCANS:
        write(path.name, path.read_bytes())
    index = tmp_path / "ix"
    with Watched(unit_folder, index, "--quiet-period", "1", ZI_EVIDENCE_OCR="auto").live() as watched:
        write("baru.pdf", pdf_bytes("NOTULA RAPAT"))
        watched.wait_read("baru.pdf")

        def all_read() -> bool:
            found = watched.documents()
            return all(found[path.name].status is DocumentStatus.READ for path in SCANS)

        wait_for(all_read, f"OCR; log: {watched.words()}", 120)
        assert watched.end() == 0
    by_command = tmp_path / "other"
    scan(unit_folder, index=by_command, ocr=dataclasses.replace(AUTO, pages=1000))
    assert canonical(watched.folder, index) == canonical(watched.folder, by_command)


class TestBetweenTwoPages:
    @pytest.fixture
    def watch(self, unit_folder: Path, write: Write, tmp_path: Path) -> RootWatch:
        write("scan.pdf", SCANS[0].read_bytes())
        clock = FakeClock()
        watch = RootWatch(
            unit_folder.resolve(),
            Settings(index=tmp_path / "ix", ocr=AUTO),
            clock=clock,
            make_events=FakeEvents,
            readers=InlineReaders(clock, 1),
        )
        watch._arm()
        return watch

    @pytest.fixture
    def pages(self, watch: RootWatch, monkeypatch: pytest.MonkeyPatch) -> list[object]:
        """What reading a page comes to, last first: an error, or anything for a page that was read."""
        answers: list[object] = []

        def read_page() -> tuple[bytes, ...]:
            answer = answers.pop() if answers else None
            if answer is None:
                return ()
            if isinstance(answer, Exception):
                raise answer
            watch.pictures._left.clear()
            return (b"scan.pdf",)

        monkeypatch.setattr(watch.pictures, "read_page", read_page)
        return answers

    @staticmethod
    def until_read(watch: RootWatch) -> None:
        """Looks at the folder until the file has become quiet and was read."""
        clock = watch._clock
        assert isinstance(clock, FakeClock)
        for _ in range(4):
            watch.step()
            clock.pass_by(6)

    def test_a_page_waits_for_whatever_is_due(self, watch: RootWatch, pages: list[object]) -> None:
        self.until_read(watch)
        assert watch.pictures
        pages.append("read")
        watch.dirty.mark(b"")
        watch.step()
        assert pages, "the folder that changed comes first"
        clock = watch._clock
        assert isinstance(clock, FakeClock)
        clock.pass_by(3)
        watch.step()
        assert not pages

    @pytest.mark.parametrize(("error", "tries_again"), [(IndexLocked("x"), True), (OutputFailed("x"), False)])
    def test_trouble_with_a_page_ends_neither_the_watch_nor_goes_on_for_ever(
        self, watch: RootWatch, pages: list[object], error: Exception, *, tries_again: bool
    ) -> None:
        self.until_read(watch)
        pages.append(error)
        watch.step()
        assert not pages
        assert bool(watch.pictures) is tries_again
        assert (watch.state.problem == "") is tries_again
        clock = watch._clock
        assert isinstance(clock, FakeClock)
        clock.pass_by(5)
        pages.append("read")
        watch.step()
        assert watch.state.problem == "", "a look that succeeds ends the trouble"


def test_without_a_budget_nothing_is_left_to_read(unit_folder: Path, write: Write, tmp_path: Path) -> None:
    write("scan.pdf", SCANS[0].read_bytes())
    clock = FakeClock()
    watch = RootWatch(
        unit_folder.resolve(),
        Settings(index=tmp_path / "ix"),
        clock=clock,
        make_events=FakeEvents,
        readers=InlineReaders(clock, 1),
    )
    watch._arm()
    watch.step()
    assert not watch.pictures
