"""What share of small faults in facts, matching, evaluation and their words do the tests notice?

    python benchmarks/mutation.py                     20 conditions and 40 words, drawn at random
    python benchmarks/mutation.py --kind conditions   only conditions of the three rooms, each made false
    python benchmarks/mutation.py --kind words        only words and alternatives, each left out: of the packs, and of
                                                      the patterns that are left in code
    python benchmarks/mutation.py --count 80 --seed 3 another draw of another size
    python benchmarks/mutation.py --only numbers      only mutants of files whose path holds this
    python benchmarks/mutation.py --list              name the mutants that would be drawn and run nothing

Each mutant is made in a temporary copy of the tree, one at a time, and the tests of the rooms run there until the
first failure: for words those of the lexicon first. A mutant that no test notices is named as it is found. A change
that cannot matter (a mere short cut) is drawn like any other. The target is 85 % of each kind.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from testkit.alternatives import without_one

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("facts", "matching", "evaluation")
# What the tests of the rooms need of the tree.
NEEDED = (
    "zi_evidence",
    "tests",
    "testkit",
    "benchmarks",
    "checklists",
    "examples",
    "docs",
    "pyproject.toml",
    "README.md",
)
# Keys of the packs whose values are no words to look for.
NO_WORDS = frozenset(
    {
        "example",
        "not",
        "why",
        "source",
        "name",
        "id",
        "kinds",
        "flags",
        "is",
        "is_not",
        "kin",
        "weights",
        "roles",
    }
)
_CUES = "tests/lexicon/test_date_cues.py"
TARGET = 0.85
SECONDS = 600


@dataclass(frozen=True)
class Mutant:
    """One fault: the file it is in, what is changed, and what makes the text of the whole file with it."""

    file: Path
    what: str
    text: Callable[[], str]


def _spans(source: str, node: ast.expr) -> tuple[int, int]:
    """Where an expression begins and ends in the bytes of its file."""
    starts = [0]
    for line in source.encode().split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    end_line, end_column = node.end_lineno or 0, node.end_col_offset or 0
    return starts[node.lineno - 1] + node.col_offset, starts[end_line - 1] + end_column


def _with(source: str, node: ast.expr, text: str) -> str:
    first, last = _spans(source, node)
    whole = source.encode()
    return (whole[:first] + text.encode() + whole[last:]).decode()


def conditions(file: Path) -> Iterator[Mutant]:
    """Every condition of a module made false."""
    source = file.read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.If | ast.IfExp):
            told = ast.unparse(node.test)
            yield Mutant(file, f"line {node.test.lineno}: {told}", partial(_with, source, node.test, "False"))


def pattern_words(file: Path) -> Iterator[Mutant]:
    """Every alternative of a pattern in code left out, where it is written as one text."""
    source = file.read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args):
            continue
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            for cut, rest in without_one(first.value):
                if any(letter.isalpha() for letter in cut.replace("\\", "")):
                    yield Mutant(
                        file, f"line {first.lineno}: {cut}", partial(_with, source, first, repr(rest))
                    )


def pack_words(file: Path) -> Iterator[Mutant]:
    """Every word of a file of a pack left out, and every alternative of its expressions."""
    data = yaml.safe_load(file.read_text("utf-8"))
    for place, changed in _shorter(data):
        yield Mutant(file, place, partial(_dumped, changed))


def _dumped(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def _shorter(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """The data with one word less, for each of its words."""
    if isinstance(value, dict):
        counted = all(isinstance(one, int) for one in value.values())
        for key, inner in value.items():
            if key in NO_WORDS:
                continue
            if counted and isinstance(key, str) and len(value) > 1:
                yield f"{place} {key}", {other: one for other, one in value.items() if other != key}
            for told, changed in _shorter(inner, f"{place}.{key}".lstrip(".")):
                yield told, value | {key: changed}
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            if isinstance(inner, str) and len(value) > 1:
                yield f"{place} {inner}", [*value[:number], *value[number + 1 :]]
            for told, changed in _shorter(inner, place):
                yield told, [*value[:number], changed, *value[number + 1 :]]
    elif isinstance(value, str):
        for cut, rest in without_one(value):
            yield f"{place} {cut}", rest


def mutants(kind: str, only: str) -> list[Mutant]:
    """All mutants of a kind, in a fixed order."""
    code = [path for room in ROOMS for path in sorted((ROOT / "zi_evidence" / room).glob("*.py"))]
    packs = sorted((ROOT / "zi_evidence" / "lexicon").glob("*/*.yaml"))
    if kind == "conditions":
        found = [mutant for path in code for mutant in conditions(path)]
    else:
        found = [mutant for path in packs for mutant in pack_words(path)]
        found += [mutant for path in code for mutant in pattern_words(path)]
    return [mutant for mutant in found if only in str(mutant.file.relative_to(ROOT))]


def _runs(mutant: Mutant) -> list[list[str]]:
    """The runs of tests that may notice a mutant, the quickest first."""
    rooms = ["tests/facts", "tests/matching", "tests/evaluation"]
    if mutant.file.suffix != ".yaml":
        own = f"tests/{mutant.file.parent.name}"
        return [[own, *(room for room in rooms if room != own)]]
    # The entries of its own file are tried first; the tests of cues for dates are slow, and no other file fails them.
    own_entries = ["tests/lexicon/test_packs.py", "-k", mutant.file.stem]
    cues = [] if mutant.file.stem in ("dates", "months") else [f"--ignore={_CUES}"]
    return [own_entries, ["tests/lexicon", *rooms, *cues]]


class Copy:
    """A copy of the tree in which mutants are tried."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in NEEDED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy(source, folder / name)

    def passes(self, tests: list[str]) -> bool:
        """Whether tests pass as the copy is now."""
        options = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--no-header", "--tb=no"]
        environment = os.environ | {"PYTHONPATH": str(self._folder), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", *options, *tests],
                cwd=self._folder, env=environment, capture_output=True, timeout=SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def notices(self, mutant: Mutant) -> bool:
        """Whether a test fails because of a mutant."""
        file = self._folder / mutant.file.relative_to(ROOT)
        whole = file.read_text("utf-8")
        try:
            file.write_text(mutant.text(), "utf-8")
            return not all(self.passes(run) for run in _runs(mutant))
        finally:
            file.write_text(whole, "utf-8")


def measure(kind: str, drawn: list[Mutant], copy: Copy) -> float:
    """Tries some mutants, names those that no test notices, and returns the share that is noticed."""
    noticed = 0
    for number, mutant in enumerate(drawn, 1):
        if copy.notices(mutant):
            noticed += 1
        else:
            print(f"  {number}: not noticed: {mutant.file.relative_to(ROOT)} {mutant.what}", flush=True)
    share = noticed / (len(drawn) or 1)
    print(f"{kind}: {noticed} of {len(drawn)} noticed = {share:.0%}, target {TARGET:.0%}", flush=True)
    return share


def main() -> None:
    """Draws mutants, tries them and prints the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kind", choices=("conditions", "words"))
    parser.add_argument("--count", type=int)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    drawn: dict[str, list[Mutant]] = {}
    for kind, usual in (("conditions", 20), ("words", 40)):
        if options.kind in (None, kind):
            found = mutants(kind, options.only)
            count = min(options.count or usual, len(found))
            drawn[kind] = random.Random(options.seed).sample(found, count)  # noqa: S311 - no secret
            print(f"{kind}: {count} of {len(found)} drawn, seed {options.seed}", flush=True)
    if options.list:
        for mutant in (one for some in drawn.values() for one in some):
            print(f"  {mutant.file.relative_to(ROOT)} {mutant.what}")
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder))
        if not copy.passes(["tests/lexicon"]):
            sys.exit("the tests fail without any mutant")
        for kind, some in drawn.items():
            measure(kind, some, copy)


if __name__ == "__main__":
    main()
