"""How soon, how cheaply: latency, rescans, start-up and memory of the watcher, beside the bare system calls.

    python benchmarks/watch.py [latency] [rescan] [startup] [memory] [--files 2000,20000] [--trials 40]

Ratios count; absolute figures only show the order. All of it works in a folder of its own below TMPDIR.
"""

import argparse
import os
import resource
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fpdf import FPDF

from zi_evidence.index import Store, index_folder, scan_folder
from zi_evidence.index.place import index_path
from zi_evidence.index.scan import Memo, tool_version
from zi_evidence.index.store import StoredDocument
from zi_evidence.index.walk import FileStat, walk
from zi_evidence.index.watching import WatchStatus, read_status
from zi_evidence.model import Document, DocumentStatus
from zi_evidence.watch.events import DirtyFolders, NativeEvents

QUIET = 2.0


def bare(root: bytes) -> int:
    """The peer: every folder listed, every file stat'ed, nothing kept."""
    seen = 0
    pending = [root]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(os.fsencode(entry.path))
                else:
                    entry.stat(follow_symlinks=False)
                    seen += 1
    return seen


def best(work: Callable[[], object], turns: int = 5) -> tuple[float, float]:
    """Least wall and CPU seconds of some turns."""
    walls, cpus = [], []
    for _ in range(turns):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return min(walls), min(cpus)


def tree(root: Path, files: int, per_folder: int = 50) -> None:
    """A unit folder of tiny files."""
    root.mkdir()
    (root / "zi-evidence.yaml").write_text("name: Kantor Contoh\nyear: 2026\n")
    for n in range(files):
        folder = root / f"{n // per_folder // 50}" / f"{n // per_folder}"
        if n % per_folder == 0:
            folder.mkdir(parents=True, exist_ok=True)
        (folder / f"Laporan kegiatan nomor {n}.pdf").write_bytes(b"x")


def fill(root: Path, store: Store) -> None:
    """An index that knows every file, without the time that reading them takes."""
    with store.transaction():
        for path, stat in walk(os.fsencode(root)).files.items():
            name = os.fsdecode(path)
            document = Document(path=name, size=1, modified="", status=DocumentStatus.DAMAGED, reason="x")
            store.keep(StoredDocument(path, FileStat(*stat), tool_version(), document))


def rescan(base: Path, sizes: list[int]) -> None:
    """Looks at folders in which nothing changed, beside the bare calls."""
    print("rescan, nothing changed")
    for size in sizes:
        root = base / f"tree-{size}"
        tree(root, size)
        with Store(index_folder(root, base / "ix"), write=True) as store:
            fill(root, store)
            memo = Memo()
            scan_folder(root, store, memo=memo)
            peer, peer_cpu = best(partial(bare, os.fsencode(root)))
            ours, ours_cpu = best(partial(scan_folder, root, store, memo=memo))
            once, once_cpu = best(partial(scan_folder, root, store))
        for name, wall, cpu in (("watcher", ours, ours_cpu), ("command", once, once_cpu)):
            print(
                f"  {name:8} {size:7d} files: scandir + stat {peer * 1e3:7.1f} ms, "
                f"ours {wall * 1e3:7.1f} ms, ratio {wall / peer:.2f}, in CPU time {cpu / peer_cpu:.2f}"
            )


class Process:
    """A watcher process."""

    def __init__(self, root: Path, index: Path, *options: str) -> None:
        self.place = index_path(root, index)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zi_evidence", "watch", str(root), "--index", str(index), *options],
            stderr=subprocess.DEVNULL,
        )
        self.until(lambda status: status.last_walk != "")

    def until(self, condition: Callable[[WatchStatus], bool], seconds: float = 600) -> None:
        """Waits until the watcher says so of itself."""
        end = time.monotonic() + seconds
        while True:
            status = read_status(self.place)
            if status and f"pid {self.process.pid} " in status.watcher and condition(status):
                return
            if time.monotonic() > end:
                raise TimeoutError(str(status))
            time.sleep(0.01)

    def rss(self) -> float:
        """Resident MiB of the watcher itself."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(text.split("VmRSS:")[1].split()[0]) / 1024

    def descriptors(self) -> int:
        """Open descriptors of the watcher."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def end(self) -> None:
        """Ends it in good order."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(15)


def paper(n: int) -> bytes:
    """A report of two pages."""
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for page in range(2):
        pdf.add_page()
        pdf.multi_cell(0, 6, f"LAPORAN KEGIATAN NOMOR {n}, halaman {page}. " + "Uraian kegiatan. " * 80)
    return bytes(pdf.output())


def latency(base: Path, trials: int) -> None:
    """From the end of the quiet period until the index says so."""
    root = base / "latency"
    tree(root, 200)
    watched = Process(root, base / "ix", "--quiet-period", str(QUIET))
    database = sqlite3.connect(f"file:{watched.place}/index.sqlite?mode=ro", uri=True)
    late = []
    for n in range(trials):
        name = b"0/0/baru %d.pdf" % n
        data = paper(n)
        (root / os.fsdecode(name)).write_bytes(data)
        quiet_ends = time.monotonic() + QUIET
        while True:
            row = database.execute("SELECT tool FROM files WHERE path = ?", (name,)).fetchone()
            if row and row[0] not in ("", "pending"):
                break
            time.sleep(0.005)
        late.append(time.monotonic() - quiet_ends)
    database.close()
    watched.end()
    late.sort()
    middle, tail, worst = (
        x * 1e3 for x in (statistics.median(late), late[int(0.95 * (trials - 1))], late[-1])
    )
    print(
        f"end of the quiet period -> index says so ({trials} files): "
        f"median {middle:.0f} ms, p95 {tail:.0f} ms, worst {worst:.0f} ms"
    )


def startup(base: Path) -> None:
    """Until events of 20,200 folders are heard."""
    root = base / "folders"
    for n in range(200):
        for k in range(100):
            (root / f"{n}" / f"{k}").mkdir(parents=True)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, cpu = time.perf_counter(), time.process_time()
    events = NativeEvents(root, DirtyFolders())
    events.start()
    spent, cpu = time.perf_counter() - started, time.process_time() - cpu
    watches = events.watches()
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    events.stop()
    print(
        f"events live on 20,200 folders: {spent:.2f} s ({cpu:.2f} s of CPU), "
        f"{watches} watches, +{more:.0f} MiB"
    )


def memory(base: Path, operations: int) -> None:
    """Memory and descriptors while files come and go."""
    root = base / "memory"
    tree(root, 20_000)
    with Store(index_folder(root, base / "ix"), write=True) as store:
        fill(root, store)
    watched = Process(root, base / "ix", "--quiet-period", "0.2", "--interval", "5")
    print(f"watcher over 20,000 files: {watched.rss():.0f} MiB, {watched.descriptors()} descriptors")
    for turn in range(4):
        for n in range(operations // 4):
            path = root / "0" / "0" / f"gerak {n % 97}.txt"
            if n % 3 == 2:
                path.unlink(missing_ok=True)
            else:
                path.write_text(f"{turn} {n}")
        watched.until(lambda status: status.pending_count == 0)
        time.sleep(6)
        print(f"  after {(turn + 1) * operations // 4} operations: {watched.rss():.0f} MiB, "
              f"{watched.descriptors()} descriptors")  # fmt: skip
    watched.end()


def main() -> None:
    """Runs the chosen parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["startup", "rescan", "latency", "memory"])
    parser.add_argument("--files", default="2000,20000,100000")
    parser.add_argument("--trials", type=int, default=40)
    parser.add_argument("--operations", type=int, default=4000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zi-watch-") as name:
        base = Path(os.path.realpath(name))
        if "startup" in chosen.parts:
            startup(base)
        if "rescan" in chosen.parts:
            rescan(base, [int(size) for size in chosen.files.split(",")])
        if "latency" in chosen.parts:
            latency(base, chosen.trials)
        if "memory" in chosen.parts:
            memory(base, chosen.operations)


if __name__ == "__main__":
    main()
