"""What input made to be slow costs: every case against its limit, the worst of each sort printed.

Limits, in seconds of CPU: a checklist file of up to 1 MB 1.0, the facts of 1 MB of text 0.2, judging and cleaning
1 MB of text 0.5 each; loading the whole worksheet 0.5. The cases are those of the tests.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from testkit.checklists import SLOW, attempt
from testkit.hostile_input import MONOTONE, YAML_BOMBS
from zi_evidence import load_checklist
from zi_evidence.checklist.faults import Faults
from zi_evidence.checklist.yaml_nodes import parse
from zi_evidence.facts import extract_facts
from zi_evidence.reading.clean import clean_line, clean_text
from zi_evidence.reading.text_quality import text_confidence

_ROUNDS = 3
_CHARACTERS = 1_000_000
_Case = tuple[str, Callable[[], object]]


def seconds(work: Callable[[], object]) -> float:
    """The least CPU time of some rounds."""
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def filled(piece: str) -> str:
    """A megabyte of one thing."""
    return (piece * (_CHARACTERS // len(piece) + 1))[:_CHARACTERS]


def checklists(folder: Path) -> Iterator[_Case]:
    """Checklist files that name too much of something, and YAML that is a bomb."""
    for name, text in SLOW.items():
        path = folder / f"{name}.yaml"
        path.write_text(text, "utf-8")
        yield name, partial(attempt, path)
    for name, data in YAML_BOMBS.items():
        yield name, partial(parse, data, name, Faults())


def texts() -> Iterator[tuple[str, str]]:
    """What real hostile texts are made of, a megabyte of each."""
    for piece in (*MONOTONE, "a", " ", "\n", "\r", "\x00", "\u202e", "7", "1O", "l0a"):
        yield repr(piece), filled(piece)


def facts() -> Iterator[_Case]:
    """The facts of one long page and of many pages."""
    for name, text in texts():
        yield name, partial(extract_facts, [text], name="x.pdf")
        pages = [text[start : start + 2000] for start in range(0, len(text), 2000)]
        yield f"{name} in pages", partial(extract_facts, pages, name="x.pdf")


def show(sort: str, cases: Iterator[_Case], limit: float) -> None:
    """Prints the slowest case of a sort as a ratio to its limit."""
    worst, name = max((seconds(work), name) for name, work in cases)
    print(f"{sort:<12}{worst:8.3f} s, ratio {worst / limit:.2f} of {limit} s, slowest: {name}")


def main() -> None:
    """Prints one line a sort."""
    with tempfile.TemporaryDirectory() as folder:
        show("checklists", checklists(Path(folder)), 1.0)
    show("facts", facts(), 0.2)
    show("judging", ((name, partial(text_confidence, text)) for name, text in texts()), 0.5)
    show("cleaning", ((name, partial(clean_text, text)) for name, text in texts()), 0.5)
    show("one line", ((name, partial(clean_line, text)) for name, text in texts()), 0.5)
    show("worksheet", iter([("whole", partial(load_checklist, "permenpanrb-90-2021"))]), 0.5)


if __name__ == "__main__":
    main()
