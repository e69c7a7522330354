"""Reads the labelled matching sets `benchmarks/matching_set*` and asks the matcher about a document of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zi_evidence.facts import extract_facts
from zi_evidence.matching import Matcher
from zi_evidence.model import DocumentStatus

__all__ = ["CHECKLIST", "SETS", "Case", "assigned", "cases"]

CHECKLIST = "permenpanrb-90-2021"
_FOLDER = Path(__file__).parents[1] / "benchmarks"
SETS = tuple(_FOLDER / f"matching_set{suffix}" for suffix in ("", "_2", "_3", "_4", "_5", "_6"))


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled document; on the items of `maybe` assessors would differ, so they never count."""

    id: str
    path: str
    text: str
    items: frozenset[str]
    maybe: frozenset[str]
    style: str


def cases(folder: Path, pattern: str = "*.jsonl") -> Iterator[Case]:
    """A labelled set, or the files of it whose names fit `pattern`, in the order of its files."""
    for file in sorted(folder.glob(pattern)):
        for line in file.read_text("utf-8").splitlines():
            data = json.loads(line)
            items, maybe = frozenset(data["items"]), frozenset(data.get("maybe", ()))
            yield Case(data["id"], data["path"], data["text"], items, maybe, data["style"])


def assigned(matcher: Matcher, case: Case, *, proven: bool = False) -> set[str]:
    """Item codes that the matcher gives to a document; with `proven` only those that may make something complete.

    A document with a text is matched as read (a form feed parts its pages), one without as a scan.
    """
    pages = tuple(case.text.split("\f")) if case.text else ()
    facts = extract_facts(pages, name=case.path.rpartition("/")[2])
    status = DocumentStatus.READ if case.text else DocumentStatus.NO_TEXT
    result = matcher.match(case.path, status=status, facts=facts, pages=pages)
    return {match.item for match in result.matches if match.by_content or not proven}
