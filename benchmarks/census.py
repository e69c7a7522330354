"""Which patterns, rows and words of the language does a labelled document need?

    python benchmarks/census.py                      all labelled documents and the tests of facts, matching, evaluation
    python benchmarks/census.py --no-tests           without the tests, in half the time
    python benchmarks/census.py --truth              also the tests with sabotaged units (tests/truth), a minute more
    python benchmarks/census.py --layouts 0 1 2      the second corpus of facts in these layouts (default 0)
    python benchmarks/census.py --samples FOLDER     also the PDF and DOCX files of a folder; may be given again
    python benchmarks/census.py --names FILE         also names of files, one a line or the last cell of it (CSV)
    python benchmarks/census.py --most 3             lists only what at most so many documents hold (default: all)
    python benchmarks/census.py --words              also lists the words that are in no document
    python benchmarks/census.py --json FILE          the whole table as JSON

Documents are those of both corpora of facts with their variants, and of the six sets for matching; the variants and
layouts of one document count as one. Tests and samples have columns of their own. A pattern counts where it finds
something in a document. One that is only built upon by others counts where it finds something in what they found. A
row of a table counts where it decides: a cue for a date, a structure of a kind, a sort of document that is no
evidence. A word counts where it is in the text or the name of a document. What no document holds may still be needed
by its example in the pack: `tests/lexicon` proves that by leaving it out. Patterns written inside of functions as
`re.search(...)` are not counted.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import pytest
from pydantic import BaseModel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

# Before any room of the language: from then on its patterns count.
from benchmarks import counting
from testkit.facts_corpus import corpus, variants
from testkit.matching_sets import CHECKLIST, SETS, cases
from testkit.rendered.load import rendered
from zi_evidence.checklist import load_checklist
from zi_evidence.facts import date_roles, extract_facts
from zi_evidence.lexicon import Lexicon, Rule, Section, load_lexicon, rules_of
from zi_evidence.lexicon.kind_rules import Structure
from zi_evidence.matching import Matcher
from zi_evidence.matching.author import Author
from zi_evidence.matching.not_evidence import Sorts
from zi_evidence.model import DocumentStatus
from zi_evidence.reading import read_bytes
from zi_evidence.text import normalise

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("page", "facts", "matching", "evaluation")
TESTS = ("tests/facts", "tests/matching", "tests/evaluation")
FEW = 3
# Words of more parts than these are not looked for.
LONGEST_WORDING = 7
# Here the names of files that a checklist knows become patterns.
_OF_CHECKLISTS = frozenset({"vocabulary.py", "matcher.py"})
_ENDINGS = (".pdf", ".docx")


@dataclass(frozen=True)
class Entry:
    """A pattern, row or list with the numbers of documents, tests and samples that it found something in."""

    sort: str
    place: str
    documents: int
    tests: int
    samples: int
    text: str


class Rows:
    """The rows that decided, each with the documents where it did."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], set[str]] = defaultdict(set)

    def watch(self) -> None:
        """Has cues, structures and sorts of documents report what they decide."""

        def cue(found: Any, *_: Any) -> None:
            if found:
                self._count("cue", found[0].name)

        def structure(fits: bool, row: Structure, *_: Any) -> None:
            if fits:
                self._count("structure", str(row.example[0]))

        def sorts(found: Iterable[Any], *_: Any) -> None:
            for one in found:
                self._count("sort", one.code)
                self._count("words", one.words)

        def author(found: Any, *_: Any) -> None:
            if found:
                self._count("sort", found.code)

        _report(date_roles, "deciding_cue", cue)
        _report(Structure, "fits", structure)
        _report(Sorts, "of", sorts)
        _report(Author, "not_own", author)

    def _count(self, sort: str, name: str) -> None:
        if document := counting.current():
            self.found[sort, name].add(document)

    def known(self, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
        """Every row of a pack."""
        yield from (("cue", cue.name) for cue in lexicon.dates.cues)
        yield from (("structure", str(row.example[0])) for row in lexicon.structures.structures)
        yield from (("sort", code) for code in lexicon.not_evidence.refusals)


def _report(owner: Any, name: str, tell: Callable[..., None]) -> None:
    """Has a function or method say what it returned, with its arguments."""
    asked = getattr(owner, name)

    def asking(*arguments: Any, **named: Any) -> Any:
        found = asked(*arguments, **named)
        tell(found, *arguments)
        return found

    setattr(owner, name, asking)


class Texts:
    """The words that are in the text or the name of documents."""

    def __init__(self, words: Iterable[str]) -> None:
        self._wanted = {plain: word for word in words if (plain := normalise(word))}
        self.found: set[str] = set()

    def look(self, name: str, pages: Iterable[str]) -> None:
        """Takes note of the words in a document."""
        tokens = normalise(" \n ".join((name, *pages))).split()
        for length in range(1, LONGEST_WORDING + 1):
            joined = {" ".join(tokens[at : at + length]) for at in range(len(tokens) - length + 1)}
            self.found |= joined & self._wanted.keys()

    def holds(self, word: str) -> bool:
        """Whether a document has it."""
        return normalise(word) in self.found


def sections(lexicon: Lexicon) -> Iterator[tuple[str, Section]]:
    """The sections of a pack by name."""
    for name in dir(type(lexicon)):
        if not name.startswith("_") and isinstance(section := getattr(lexicon, name), Section):
            yield name, section


def word_lists(value: Any, place: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every list of words in a section, with its place."""
    if isinstance(value, Rule):
        if value.words:
            yield place, value.words
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in (
                "example",
                "counter",
                "match",
                "all",
                "early",
                "kinds",
                "flags",
                "at",
                "dates",
                "kin",
            ):
                yield from word_lists(getattr(value, name), f"{place}.{name}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if place != "kinds.kinds":
                yield from word_lists(inner, f"{place}.{key}")
    elif isinstance(value, tuple | list | frozenset):
        if value and all(isinstance(one, str) for one in value):
            yield place, tuple(sorted(value))
        else:
            for number, inner in enumerate(value):
                yield from word_lists(inner, f"{place}[{number}]")


def documents(layouts: Iterable[int]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The labelled documents: id, name or path, pages."""
    plain = list(corpus())
    for several in (plain, *(changed for _, changed in variants(plain))):
        for one in several:
            yield f"facts {one.name}", one.name, one.pages
    for layout in layouts:
        for other in rendered(layout):
            yield f"rendered {other.name}", other.name, other.pages
    for folder in SETS:
        for case in cases(folder):
            yield f"{folder.name} {case.id}", case.path, tuple(case.text.split("\f")) if case.text else ()


def samples(folders: Iterable[Path], names: Iterable[Path]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Files of folders, and names of files of which there is no text."""
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS):
            read = read_bytes(path.read_bytes())
            yield f"sample {path.relative_to(folder)}", path.name, tuple(page.text for page in read.pages)
    for file in names:
        for line in file.read_text("utf-8").splitlines():
            yield f"sample {line}", line.rpartition(",")[2].strip('" '), ()


class _EachTest:
    """Counts for the test that runs."""

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item: Any) -> Iterator[None]:
        counting.at(f"test {item.nodeid}")
        yield
        counting.at("")


def _count(documents: Iterable[tuple[str, str, tuple[str, ...]]], matcher: Matcher, texts: Texts) -> int:
    """Finds facts and requirements of documents, and returns how many there were."""
    number = 0
    for document, path, pages in documents:
        number += 1
        counting.at(document)
        facts = extract_facts(pages, name=path.rpartition("/")[2])
        status = DocumentStatus.READ if any(pages) else DocumentStatus.NO_TEXT
        matcher.match(path, status=status, facts=facts, pages=pages)
        counting.at("")
        if not document.startswith("sample"):
            texts.look(path, pages)
    return number


def _entry(sort: str, place: str, found: set[str], text: str) -> Entry:
    tests, samples = (sum(one.startswith(lead) for one in found) for lead in ("test ", "sample "))
    return Entry(sort, place, len(found) - tests - samples, tests, samples, " ".join(text.split()))


def _in_modules() -> dict[int, str]:
    """The names of patterns that modules hold."""
    return {
        id(value): f"{name.removeprefix('zi_evidence.')}.{key}"
        for name, module in sorted(sys.modules.items())
        if name.startswith("zi_evidence")
        for key, value in vars(module).items()
        if isinstance(value, counting.Counted)
    }


def _rules(lexicon: Lexicon, patterns: Iterable[counting.Counted], rows: Rows) -> Iterator[Entry]:
    """Every rule of the pack."""
    for name, section in sections(lexicon):
        for place, rule in rules_of(section):
            pattern = cast("counting.Counted", rule.pattern)
            found = _found(pattern, patterns).union(*(rows.found["words", word] for word in rule.words))
            yield _entry("rule", f"{name}.{place}", found, pattern.source)


def _patterns(patterns: Iterable[counting.Counted]) -> Iterator[Entry]:
    """Every pattern of code: those of modules by name, those made in functions by line."""
    named = _in_modules()
    for pattern in patterns:
        file = Path(pattern.file)
        if file.parent.name != "lexicon" and file.name not in _OF_CHECKLISTS:
            place = named.get(id(pattern)) or f"{file.relative_to(ROOT / 'zi_evidence')}:{pattern.line}"
            yield _entry("pattern", place, _found(pattern, patterns), pattern.source)


def _found(pattern: counting.Counted, patterns: Iterable[counting.Counted]) -> set[str]:
    found = pattern.documents
    return found | counting.within(pattern, patterns) if pattern.built_upon else found


def table(lexicon: Lexicon, patterns: list[counting.Counted], rows: Rows) -> list[Entry]:
    """Every rule of the pack, every pattern of code, and every row of a table, the rarest first."""
    entries = [*_rules(lexicon, patterns, rows), *_patterns(patterns)]
    entries += [_entry(sort, name, rows.found[sort, name], "") for sort, name in rows.known(lexicon)]
    return sorted(entries, key=lambda one: (one.documents, one.tests, one.samples, one.sort, one.place))


def _import_all() -> None:
    """Loads every module of the rooms, so that each of their patterns is known."""
    for room in ROOMS:
        for file in (ROOT / "zi_evidence" / room).glob("[a-z]*.py"):
            import_module(f"zi_evidence.{room}.{file.stem}")


def _print(entries: list[Entry], most: int | None) -> None:
    print(f"{'documents':>9} {'tests':>6} {'samples':>7}  sort       place and expression")
    for one in entries:
        if most is None or one.documents <= most:
            print(
                f"{one.documents:>9} {one.tests:>6} {one.samples:>7}  {one.sort:<10} {one.place}  {one.text[:60]}"
            )
    for sort in ("pattern", "rule", "cue", "structure", "sort"):
        some = [one for one in entries if one.sort == sort]
        never = [one for one in some if not one.documents]
        nowhere = [one for one in never if not one.tests and not one.samples]
        few = sum(0 < one.documents <= FEW for one in some)
        print(
            f"{sort}s: {len(some)}; in no document {len(never)}, nor in a test or sample {len(nowhere)}; "
            f"in 1 to {FEW} documents {few}"
        )


def _print_words(lists: list[tuple[str, tuple[str, ...]]], texts: Texts, *, name_them: bool) -> None:
    missing = {place: [word for word in words if not texts.holds(word)] for place, words in lists}
    if name_them:
        for place, words in missing.items():
            if words:
                print(f"  {place}: {', '.join(words)}")
    total = sum(len(words) for _, words in lists)
    print(f"words of lists: {total}; in no document {sum(map(len, missing.values()))}")


def main() -> None:
    """Counts and prints the table and the summary."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--no-tests", action="store_true")
    parser.add_argument("--truth", action="store_true")
    parser.add_argument("--layouts", type=int, nargs="*", default=[0])
    parser.add_argument("--samples", type=Path, action="append", default=[])
    parser.add_argument("--names", type=Path, action="append", default=[])
    parser.add_argument("--most", type=int)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    lexicon = load_lexicon()
    lists = [found for name, section in sections(lexicon) for found in word_lists(section, name)]
    texts = Texts(word for _, words in lists for word in words)
    rows = Rows()
    rows.watch()
    matcher = Matcher(load_checklist(CHECKLIST))
    number = _count(documents(options.layouts), matcher, texts)
    number += _count(samples(options.samples, options.names), matcher, texts)
    _import_all()
    # What tests make of other packs is not asked for.
    patterns = list(counting.MADE)
    if not options.no_tests:
        folders = (*TESTS, *(("tests/truth",) if options.truth else ()))
        quiet = ["-q", "--no-header", "--tb=short", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore"]
        pytest.main([*quiet, *(str(ROOT / folder) for folder in folders)], plugins=[_EachTest()])
    entries = table(lexicon, patterns, rows)
    _print(entries, options.most)
    _print_words(lists, texts, name_them=options.words)
    print(f"{number} texts read, variants and layouts included")
    if options.json:
        options.json.write_text(
            json.dumps([asdict(one) for one in entries], indent=1, ensure_ascii=False), "utf-8"
        )


if __name__ == "__main__":
    main()
