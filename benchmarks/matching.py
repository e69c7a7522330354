"""How right and how fast matching is.

    python benchmarks/matching.py --accuracy [--errors] [--set DIR] [--files GLOB]   precision, recall, F1
    python benchmarks/matching.py [--documents DIR]                   CPU of matching against extraction

The labelled sets `benchmarks/matching_set*` were written before the rules they
test; without `--set` each is measured and printed apart. Speed: the limit is 15 % of the CPU that reading the same
documents costs, both measured in this run. The first round also loads the parsers; the best of
all rounds does not. A form filled by a generator costs a parser little, a real scan or report much.
"""

import argparse
import gc
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from testkit.matching_sets import CHECKLIST, SETS, assigned, cases
from zi_evidence.checklist import load_checklist
from zi_evidence.facts import extract_facts
from zi_evidence.matching import Matcher
from zi_evidence.reading import read_bytes

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
TARGET_F1, TARGET_FLAT_F1, TARGET_FALSE, TARGET_SHARE = 0.90, 0.85, 0.03, 0.15


@dataclass(slots=True)
class Score:
    """Counts of item assignments."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, wanted: Iterable[str], found: Iterable[str]) -> None:
        """Counts one document."""
        wanted, found = set(wanted), set(found)
        self.right += len(wanted & found)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)

    def __str__(self) -> str:
        precision = self.right / ((self.right + self.wrong) or 1)
        recall = self.right / ((self.right + self.missed) or 1)
        return (
            f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  ({self.right}/{self.wrong}/{self.missed})"
        )

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)


def accuracy(matcher: Matcher, folder: Path, pattern: str, *, errors: bool) -> None:
    """Prints the table of one set."""
    print(f"== {folder.name}")
    total, by_style = Score(), defaultdict[str, Score](Score)
    item_errors: Counter[str] = Counter()
    papers = false = counted = 0
    for case in cases(folder, pattern):
        found = assigned(matcher, case) - case.maybe
        if not case.items:
            papers += 1
            false += bool(found)
            counted += bool(found) and bool(assigned(matcher, case, proven=True) - case.maybe)
        else:
            total.add(case.items, found)
            by_style[case.style].add(case.items, found)
            item_errors.update(case.items ^ found)
        if errors and found != case.items:
            print(f"{case.id}  {case.path}")
            print(f"   missed {sorted(case.items - found)}  wrong {sorted(found - case.items)}")
    print(f"{'all':<8}{total}   target F1 {TARGET_F1}")
    for style, score in sorted(by_style.items()):
        target = f"   target F1 {TARGET_FLAT_F1}" if style == "flat" else ""
        print(f"{style:<8}{score}{target}")
    share = false / (papers or 1)
    print(
        f"irrelevant papers matched: {false}/{papers} = {share:.3f}   target <= {TARGET_FALSE}; "
        f"{counted} of them would count, the others ask for eyes"
    )
    worst = ", ".join(f"{item} {count}" for item, count in item_errors.most_common(10))
    print(f"most errors: {worst}")


def speed(source: Path) -> None:
    """Prints matching CPU against extraction CPU on a folder of documents."""
    files = sorted(p for p in source.rglob("*") if p.suffix.lower() in {".pdf", ".docx"})
    extraction, matching = [], []
    for _ in range(ROUNDS):
        started = time.process_time()
        readings = [read_bytes(path.read_bytes()) for path in files]
        extraction.append(time.process_time() - started)
        # A new matcher knows no folder and no mistyped word yet, as at the beginning of a run.
        matcher = Matcher(load_checklist(CHECKLIST))
        documents = []
        for path, reading in zip(files, readings, strict=True):
            pages = [page.text for page in reading.pages]
            documents.append((path, reading.status, pages, extract_facts(pages, name=path.name)))
        # What loading left behind is not the matching's to clear away.
        gc.collect()
        started = time.process_time()
        for path, status, pages, facts in documents:
            matcher.match(path.relative_to(source).as_posix(), status=status, facts=facts, pages=pages)
        matching.append(time.process_time() - started)
    print(f"{len(files)} documents of {source}")
    for label, read, matched in (
        ("first round", extraction[0], matching[0]),
        (f"best of {ROUNDS}", min(extraction), min(matching)),
    ):
        print(f"{label:<12}extraction {1000 * read / len(files):.2f} ms, ", end="")
        print(f"matching {1000 * matched / len(files):.2f} ms a document, ", end="")
        print(f"ratio {matched / read:.3f}, limit {TARGET_SHARE}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accuracy", action="store_true")
    parser.add_argument("--errors", action="store_true", help="list every document that was matched wrongly")
    parser.add_argument("--set", type=Path, help="folder of one labelled set; otherwise all")
    parser.add_argument(
        "--files", default="*.jsonl", help="only the files of a set whose names fit this glob"
    )
    parser.add_argument(
        "--documents",
        type=Path,
        default=ROOT / "examples" / "unit",
        help="folder of the documents for the speed",
    )
    arguments = parser.parse_args()
    if arguments.accuracy:
        the_matcher = Matcher(load_checklist(CHECKLIST))
        for a_set in [arguments.set] if arguments.set else SETS:
            accuracy(the_matcher, a_set, arguments.files, errors=arguments.errors)
    else:
        speed(arguments.documents)
