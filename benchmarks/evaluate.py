"""From the index to the report: loading, judging and JSON for 5,000 and for 100,000 documents, CPU seconds.

    python benchmarks/evaluate.py [--copies 15] [--documents 100000]

The documents are those of the complete unit of `testkit`, in as many copies as make 5,000, each of its own
name and text. Limit: 0.5 s for documents, judgement and JSON; the checklist's own loading is told apart. The peer
is decoding and encoding the same JSON with the standard library.

Then the rows of one copy are put into the index again and again, each time with a path, a hash and numbers of
their own, until there are 100,000, and a process of its own judges them and writes the JSON into a file. Limits:
10 s and 500 MB of that process at its peak. Needs Linux.
"""

import argparse
import base64
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from testkit.complete_unit import AS_OF, UNIT_TEXT, plan, write_unit  # noqa: E402 - after the path
from zi_evidence import api  # noqa: E402
from zi_evidence.checklist import load_checklist  # noqa: E402
from zi_evidence.index import Store, index_folder  # noqa: E402
from zi_evidence.index.store import StoredDocument  # noqa: E402
from zi_evidence.kept_matches import row_key  # noqa: E402
from zi_evidence.lexicon import load_lexicon  # noqa: E402
from zi_evidence.reports import json_pieces, render_json  # noqa: E402
from zi_evidence.unit import load_unit  # noqa: E402

LIMIT = 0.5
LARGE_LIMIT = 10
MEMORY_LIMIT = 500


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of the best of three runs, and what the last gave."""
    best, result = float("inf"), None
    for _ in range(3):
        started = time.process_time()
        result = work()
        best = min(best, time.process_time() - started)
    return best, result


def build(unit: Path, index: Path, copies: int) -> None:
    """Makes the unit in so many copies and looks at it once."""
    unit.mkdir()
    (unit / "zi-evidence.yaml").write_text(UNIT_TEXT, encoding="utf-8")
    papers = plan(load_checklist("permenpanrb-90-2021"), load_unit(unit))
    for copy in range(copies):
        write_unit(unit / f"{copy:03}", papers)
        (unit / f"{copy:03}" / "zi-evidence.yaml").unlink(missing_ok=True)
    api.look(unit, as_of=AS_OF, index=index)


def multiply(unit: Path, index: Path, total: int) -> None:
    """Puts the rows of the first copy into the index, under other names, until it has so many."""
    checklist = load_checklist("permenpanrb-90-2021")
    with Store(index_folder(unit, index), write=True) as store:
        rows = [store.document(entry.raw_path) for entry in store.documents()]
        first = [row for row in rows if row and row.raw_path.startswith(b"000/")]
        kept = {path: result for path, _, result in store.matches()}
        count, copy = len(rows), len(rows) // len(first)
        made: dict[bytes, bytes] = {}
        while count < total:
            with store.transaction():
                for row in first[: total - count]:
                    store.keep(_another(row, copy))
                    made[_place(row.raw_path, copy)] = kept[row.raw_path]
            count, copy = count + len(first[: total - count]), copy + 1
        fresh = [
            (entry.raw_path, row_key(entry, checklist, load_lexicon()), made[entry.raw_path])
            for entry in store.documents()
            if entry.raw_path in made
        ]
        with store.transaction():
            store.keep_matches(fresh)


def _place(path: bytes, copy: int) -> bytes:
    return f"{copy:03}".encode() + path[3:]


def _another(row: StoredDocument, copy: int) -> StoredDocument:
    """The same paper of another year's folder: other bytes, other words, another number."""
    document, mark = row.document, f"{copy:04x}"
    facts = document.facts
    if facts and facts.number:
        facts = replace(facts, number=replace(facts.number, value=f"{facts.number.value}-{copy}"))
    noise = random.Random(f"{mark} {document.path}").randbytes(32)  # noqa: S311 - words of its own
    other = replace(
        document,
        path=f"{copy:03}{document.path[3:]}",
        sha256=mark + document.sha256[4:],
        shape=document.shape and mark + document.shape[4:],
        sketch=document.sketch and base64.b64encode(noise).decode(),
        facts=facts,
    )
    return StoredDocument(_place(row.raw_path, copy), row.stat, row.tool, other)


def judge_once(unit: Path, index: Path, out: Path) -> None:
    """One judgement as the command makes it; prints seconds and peak memory of this process."""
    started = time.process_time()
    view = api.look(unit, as_of=AS_OF, index=index, rescan=False)
    loaded = time.process_time()
    report = api.judge(view, as_of=AS_OF)
    judged = time.process_time()
    with out.open("w", encoding="utf-8") as file:
        for piece in json_pieces(report, tool_version="0"):
            file.write(piece)
    ended = time.process_time()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1000
    print(f"{len(view.documents)} documents, {out.stat().st_size / 1e6:.0f} MB of JSON")
    print(f"load {loaded - started:.1f} s, judge {judged - loaded:.1f} s, JSON {ended - judged:.1f} s")
    seconds = ended - started
    print(f"{seconds:.1f} s, {seconds / LARGE_LIMIT:.2f} x the limit of {LARGE_LIMIT} s", end="; ")
    print(f"{peak:.0f} MB, {peak / MEMORY_LIMIT:.2f} x the limit of {MEMORY_LIMIT} MB")


def main(copies: int, documents: int, as_of: dt.date = AS_OF) -> None:
    """Builds the unit, scans it once, measures."""
    with tempfile.TemporaryDirectory() as name:
        unit, index = Path(name) / "unit", Path(name) / "index"
        build(unit, index, copies)
        checklist, _ = cpu(lambda: load_checklist("permenpanrb-90-2021"))
        loaded, view = cpu(lambda: api.look(unit, as_of=as_of, index=index, rescan=False))
        judged, report = cpu(lambda: api.judge(view, as_of=as_of))
        written, text = cpu(lambda: render_json(report, tool_version="0"))
        peer, _ = cpu(lambda: json.dumps(json.loads(text), ensure_ascii=False, indent=1))
        total = loaded - checklist + judged + written
        print(
            f"{len(view.documents)} documents, {len(text) / 1e6:.1f} MB of JSON; checklist {checklist:.2f} s"
        )
        print(
            f"load {loaded - checklist:.2f} s, judge {judged:.2f} s, JSON {written:.2f} s, total {total:.2f} s"
        )
        print(f"limit {LIMIT} s, ratio {total / LIMIT:.2f}; peer json {peer:.2f} s, ratio {total / peer:.2f}")
        if documents:
            multiply(unit, index, documents)
            place = (str(unit), str(index), str(Path(name) / "laporan.json"))
            subprocess.run([sys.executable, __file__, "--judge", *place], check=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--copies", type=int, default=15)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--judge", nargs=3, type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.judge:
        judge_once(*chosen.judge)
    else:
        main(chosen.copies, chosen.documents)
