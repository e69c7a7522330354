"""Whatever happens to files and whatever becomes of events: after quiet and one look the index is right."""

import os
import shutil
import tempfile
from pathlib import Path
from unittest import mock

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from testkit.watched import canonical
from tests.daemon.pretend import FakeClock, FakeEvents, InlineReaders
from zi_evidence.index import Store, index_folder, scan_folder
from zi_evidence.model import Document
from zi_evidence.watch.observing import Change
from zi_evidence.watch.root import RootWatch
from zi_evidence.watch.settings import Settings

LONG = bool(os.environ.get("ZI_LONG"))
SHM = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - fast, and only for a moment
QUIET = 5.0
NAMES = st.sampled_from(["a.txt", "b.txt", "c.pdf", "~$d.docx"])
FOLDERS = st.sampled_from(["", "A", "B", "A/x", "A/y", "B/z"])
WORDS = st.sampled_from([b"satu", b"dua!", b"tiga tiga", b""])
FATES = st.sampled_from(["told", "told", "told", "lost", "twice", "late"])


class FilesAndEvents(RuleBasedStateMachine):
    """A unit folder, its watcher, and a bad line between them."""

    @initialize()
    def start(self) -> None:
        self.home = Path(tempfile.mkdtemp(dir=SHM, prefix="zi-watch-"))
        self.root = self.home / "unit"
        self.root.mkdir()
        (self.root / "zi-evidence.yaml").write_text("name: Kantor Contoh\nyear: 2026\n")
        # As many as all others together: losing most of a folder is refused, which is another story.
        for n in range(24):
            (self.root / f"tetap {n}.txt").write_text("selalu ada")
        self.clock = FakeClock()
        self.late: list[tuple[bytes, bool]] = []
        self.certain: set[bytes] = set()
        self.patches = [mock.patch.object(Change, "view", return_value=None)]
        for patch in self.patches:
            patch.start()
        self.begin()
        for folder in ("", "A", "A/x"):
            for name in ("a.txt", "c.pdf"):
                (self.root / folder).mkdir(exist_ok=True)
                (self.root / folder / name).write_bytes(b"mula")
        self.come_to_rest()

    def begin(self) -> None:
        self.watch = RootWatch(
            self.root,
            Settings(index=self.home / "ix", quiet=QUIET),
            clock=self.clock,
            make_events=FakeEvents,
            readers=InlineReaders(self.clock, 1),
        )
        self.watch._arm()

    def teardown(self) -> None:
        if not hasattr(self, "home"):
            return
        try:
            self.all_comes_to_rest()
        finally:
            for patch in self.patches:
                patch.stop()
            shutil.rmtree(self.home)

    # ---- the world -------------------------------------------------------------------------------

    def send(self, fate: str, folder: str, *, new: str = "") -> None:
        """What the system would tell of a change in `folder`; `new` is a folder that appeared."""
        marks = [(os.fsencode(folder), False)]
        if new:
            marks.append((os.fsencode(new), True))
        if fate == "late":
            self.late += marks
        for _ in range({"told": 1, "twice": 2}.get(fate, 0)):
            for path, deep in marks:
                self.watch.dirty.mark(path, deep=deep)

    def ensure(self, folder: str, fate: str) -> Path:
        reached = ""
        for part in folder.split("/") if folder else ():
            above, reached = reached, f"{reached}/{part}".lstrip("/")
            if not (self.root / reached).is_dir():
                (self.root / reached).mkdir()
                self.send(fate, above, new=reached)
        return self.root / folder

    def unsure(self, below: str) -> None:
        """What lies below is no longer sure to be in the index."""
        prefix = os.fsencode(below)
        self.certain = {p for p in self.certain if p != prefix and not p.startswith(prefix + b"/")}

    @rule(folder=FOLDERS, name=NAMES, words=WORDS, fate=FATES)
    def write(self, folder: str, name: str, words: bytes, fate: str) -> None:
        (self.ensure(folder, fate) / name).write_bytes(words)
        self.send(fate, folder)

    @rule(folder=FOLDERS, name=NAMES, fate=FATES)
    def rewrite_keeping_size_and_time(self, folder: str, name: str, fate: str) -> None:
        path = self.root / folder / name
        if path.is_file():
            stat = path.stat()
            path.write_bytes(path.read_bytes()[::-1])
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
            self.send(fate, folder)

    @rule(folder=FOLDERS, name=NAMES, words=WORDS, fate=FATES)
    def rename_into_place(self, folder: str, name: str, words: bytes, fate: str) -> None:
        parent = self.ensure(folder, fate)
        (parent / "new.part").write_bytes(words)
        (parent / "new.part").rename(parent / name)
        self.send(fate, folder)

    @rule(folder=FOLDERS, name=NAMES, to=FOLDERS, new=NAMES, fate=FATES)
    def move_file(self, folder: str, name: str, to: str, new: str, fate: str) -> None:
        path = self.root / folder / name
        if path.is_file():
            path.rename(self.ensure(to, fate) / new)
            self.unsure(f"{folder}/{name}".lstrip("/"))
            self.send(fate, folder)
            self.send(fate, to)

    @rule(folder=FOLDERS, name=NAMES, fate=FATES)
    def delete(self, folder: str, name: str, fate: str) -> None:
        path = self.root / folder / name
        if path.is_file():
            path.unlink()
            self.unsure(f"{folder}/{name}".lstrip("/"))
            self.send(fate, folder)

    @rule(
        folder=st.sampled_from(["A", "B", "A/x"]),
        to=st.sampled_from(["C", "A/y", "B/z", "@eaDir"]),
        fate=FATES,
    )
    def move_folder(self, folder: str, to: str, fate: str) -> None:
        source, target = self.root / folder, self.root / to
        if source.is_dir() and not target.exists() and not to.startswith(f"{folder}/"):
            above = to.rpartition("/")[0]
            self.ensure(above, fate)
            source.rename(target)
            self.unsure(folder)
            self.send(fate, folder.rpartition("/")[0])
            self.send(fate, above, new=to)

    @rule(folder=st.sampled_from(["A", "B", "C", "A/x"]), fate=FATES)
    def delete_folder(self, folder: str, fate: str) -> None:
        if (self.root / folder).is_dir() and not (self.root / folder).is_symlink():
            shutil.rmtree(self.root / folder)
            self.unsure(folder)
            self.send(fate, folder.rpartition("/")[0])

    @rule(folder=st.sampled_from(["A", "B"]), fate=FATES)
    def folder_becomes_a_link_to_elsewhere(self, folder: str, fate: str) -> None:
        outside = self.home / "outside"
        outside.mkdir(exist_ok=True)
        (outside / "secret.txt").write_text("bukan milik unit")
        path = self.root / folder
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
            path.symlink_to(outside)
            self.unsure(folder)
            self.send(fate, "", new=folder)
        elif path.is_symlink():
            path.unlink()
            self.send(fate, "")

    # ---- the watcher -----------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([0.0, 0.5, 3.0, 5.1, 20.0, 1000.0]))
    def time_passes(self, seconds: float) -> None:
        self.clock.pass_by(seconds)
        self.watch.step()
        self.certain |= set(canonical(self.root, self.home / "ix")) & self.existing()

    @rule()
    def late_events_arrive_backwards(self) -> None:
        for path, deep in reversed(self.late):
            self.watch.dirty.mark(path, deep=deep)
        self.late.clear()

    @rule(kind=st.sampled_from(["overflow", "restart", "away", "back a day", "on ten years"]))
    def trouble(self, kind: str) -> None:
        match kind:
            case "overflow":
                self.watch.dirty.lose("antrean peristiwa meluap")
            case "restart":
                self.begin()
            case "away":
                away = self.root.with_name("away")
                self.root.rename(away)
                self.clock.pass_by(6)
                self.watch.step()
                away.rename(self.root)
            case "back a day":
                self.clock.shift -= 86_400
            case "on ten years":
                self.clock.shift += 315_360_000

    @rule()
    def all_comes_to_rest(self) -> None:
        self.come_to_rest()
        assert canonical(self.root, self.home / "ix") == self.fresh()

    @invariant()
    def what_is_there_and_was_known_stays_known(self) -> None:
        if hasattr(self, "certain") and self.certain:
            assert self.certain <= set(canonical(self.root, self.home / "ix"))

    # ---- the judgement ---------------------------------------------------------------------------

    def existing(self) -> set[bytes]:
        root = os.fsencode(self.root)
        return {
            os.path.relpath(os.path.join(top, name), root)  # noqa: PTH118 - bytes
            for top, _, names in os.walk(root)
            for name in names
        }

    def come_to_rest(self) -> None:
        self.clock.pass_by(1000.0)
        for _ in range(4):
            self.watch.step()
            self.clock.pass_by(QUIET + 3)

    def fresh(self) -> dict[bytes, Document]:
        other = self.home / "fresh"
        shutil.rmtree(other, ignore_errors=True)
        with Store(index_folder(self.root, other), write=True) as store:
            scan_folder(self.root, store, pool=InlineReaders(self.clock, 1).pool())
        return canonical(self.root, other)


FilesAndEvents.TestCase.settings = settings(
    max_examples=5000 if LONG else 500,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestFilesAndEvents = FilesAndEvents.TestCase
