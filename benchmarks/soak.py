"""A watcher for an hour among people who never stop: does it grow, and does it say the truth at the end?

    python benchmarks/soak.py [--minutes 60] [--pause 0.5] [--seed 1]

Every half second somebody writes, half writes, renames, moves, copies or deletes a file or a folder. Every minute the
least memory and the fewest descriptors that the watcher had in it are printed, as a ratio to those of the fifth minute
(limit 1.2): what it holds for the files of the moment comes and goes, what leaks stays. At the end its index must be
what a fresh scan says. The exit code is 1 where one of both does not hold.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from testkit.paper import docx_of, pdf_of
from testkit.watched import Watched, fresh

_LIMIT = 1.2
_WARM_MINUTES = 5
# A folder that loses most of its files is taken for a share that is away, which is another story.
_FEWEST_FILES, _MOST_FILES = 80, 300
_MOST_FOLDERS = 120
_EXAMPLE = Path(__file__).parents[1] / "examples" / "unit"


class People:
    """Does one thing after the other to a unit folder, the same things for the same seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.done: Counter[str] = Counter()
        self._chance = random.Random(seed)  # noqa: S311 - an order of deeds, no secret
        self._half: list[tuple[Path, bytes]] = []
        self._number = 0

    def act(self) -> None:
        """One deed; what is not there any more is left alone."""
        deed = self._chance.choice(
            (self.write, self.write, self.half, self.finish, self.rename, self.copy, self.delete, self.move)
        )
        try:
            deed()
        except (OSError, IndexError):
            # What it was about is not there any more, or there is nothing left at all.
            return
        self.done[deed.__name__] += 1

    def _paper(self) -> bytes:
        self._number += 1
        text = f"LAPORAN KEGIATAN NOMOR {self._number} TAHUN 2026"
        return docx_of([text]) if self._number % 3 == 0 else pdf_of([text])

    def _some_folder(self) -> Path:
        folders = [path for path in self.folder.rglob("*") if path.is_dir()]
        return self._chance.choice([self.folder, *sorted(folders)])

    def _files(self) -> list[Path]:
        found = [path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".yaml"]
        return sorted(found)

    def _some_file(self) -> Path:
        return self._chance.choice(self._files())

    def write(self) -> None:
        """A new paper."""
        if len(self._files()) > _MOST_FILES:
            return self.delete()
        data = self._paper()
        suffix = "docx" if data.startswith(b"PK") else "pdf"
        (self._some_folder() / f"Berkas {self._number}.{suffix}").write_bytes(data)
        return None

    def half(self) -> None:
        """The first half of one."""
        data = self._paper()
        path = self._some_folder() / f"Setengah {self._number}"
        path.write_bytes(data[: len(data) // 2])
        self._half.append((path, data))

    def finish(self) -> None:
        """The other half of one begun earlier."""
        if self._half:
            path, data = self._half.pop(0)
            if path.exists():
                path.write_bytes(data)

    def rename(self) -> None:
        """Another name in the same folder."""
        path = self._some_file()
        path.rename(path.with_name(f"{self._chance.randrange(1000)} {path.name[-40:]}"))

    def copy(self) -> None:
        """The same bytes elsewhere."""
        path = self._some_file()
        shutil.copy(path, self._some_folder() / f"{path.stem[-40:]} - Copy{path.suffix}")

    def delete(self) -> None:
        """A file less, or a folder that has become empty."""
        files = self._files()
        folders = sorted(path for path in self.folder.rglob("*") if path.is_dir())
        empty = [folder for folder in folders if not any(folder.iterdir())]
        if len(folders) > _MOST_FOLDERS and empty:
            self._chance.choice(empty).rmdir()
        elif len(files) > _FEWEST_FILES:
            self._chance.choice(files).unlink()

    def move(self) -> None:
        """A file into a new folder, or a folder into another."""
        if self._chance.random() < 0.5:
            place = self._some_folder() / f"Folder {self._chance.randrange(30)}"
            place.mkdir(exist_ok=True)
            path = self._some_file()
            path.rename(place / path.name)
        else:
            path, place = self._some_folder(), self._some_folder()
            if path != self.folder and path not in (place, *place.parents):
                path.rename(place / path.name)


def measure(pid: int) -> tuple[int, int]:
    """Resident KiB and open descriptors of a process."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    return resident, sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def soak(base: Path, minutes: float, pause: float, seed: int) -> bool:
    """Runs it, prints it, and says whether nothing leaked and the index is right at the end."""
    folder = base / "unit"
    shutil.copytree(_EXAMPLE, folder)
    people = People(folder, seed)
    first: tuple[int, int] | None = None
    options = ("--report-dir", str(base / "reports"), "--quiet-period", "1")
    # The fresh scan at the end reads no pictures either.
    with Watched(folder, base / "index", *options, ZI_EVIDENCE_OCR="off").live() as watched:
        started = time.monotonic()
        minute = 0
        ratios: list[float] = []
        least = measure(watched.process.pid)
        while time.monotonic() - started < 60 * minutes:
            people.act()
            time.sleep(pause)
            now = measure(watched.process.pid)
            least = (min(least[0], now[0]), min(least[1], now[1]))
            if time.monotonic() - started >= 60 * (minute + 1):
                minute += 1
                if minute >= min(_WARM_MINUTES, minutes):
                    first = first or least
                ratios = [a / b for a, b in zip(least, first, strict=True)] if first else []
                told = ", ".join(f"{ratio:.2f}" for ratio in ratios) or "warming up"
                print(
                    f"minute {minute}: {people.done.total()} deeds, {least[0] / 1024:.1f} MiB, "
                    f"{least[1]} descriptors; ratios {told}, limit {_LIMIT}",
                    flush=True,
                )
                least = now
        print(dict(people.done))
        right = True
        try:
            watched.wait_equal(fresh(folder, base / "fresh"), 180)
        except AssertionError as error:
            right = False
            print(error)
        status = watched.status()
        missed = status.missed_events if status else "?"
        print(f"index {'equals' if right else 'DIFFERS from'} a fresh scan; {missed} missed events")
        return right and max(ratios, default=0.0) <= _LIMIT and watched.end() == 0


def main() -> int:
    """Reads the options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        return 0 if soak(Path(base), options.minutes, options.pause, options.seed) else 1


if __name__ == "__main__":
    sys.exit(main())
