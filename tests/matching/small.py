"""Small checklists to match against, and what the matcher said of a text."""

from typing import Any

from zi_evidence.checklist.model import Checklist
from zi_evidence.facts import extract_facts
from zi_evidence.matching import Matcher, MatchResult
from zi_evidence.model import Reason

__all__ = ["items", "lacking", "read", "small"]


def small(*requirements: dict[str, Any], public_office: bool = False) -> Checklist:
    """Items X.1.a, X.1.b, … with one requirement each."""
    items = [
        {
            "code": f"X.1.{'abcdefgh'[n]}",
            "title": "Butir",
            "answer": "YT",
            "section": "X.1",
            "area": "1",
            "points": 1.0,
            "requirements": [{"id": "r", "title": "Bukti", **requirement}],
        }
        for n, requirement in enumerate(requirements)
    ]
    return Checklist.model_validate(
        {
            "schema": "zi-evidence/checklist/1",
            "id": "kecil",
            "version": "1",
            "title": "Kecil",
            "public_office": public_office,
            "concepts": {"monev": ["monev", "monitoring dan evaluasi"]},
            "sections": [{"code": code, "title": f"Bagian {code}", "weight": 1} for code in ("X", "X.1")],
            "items": items,
        }
    )


def items(result: MatchResult) -> list[str]:
    """The items that a document serves."""
    return [match.item for match in result.matches]


def lacking(result: MatchResult) -> set[Reason]:
    """What the requirements that almost took it lacked."""
    return {miss.lacking for miss in result.near_misses}


def read(matcher: Matcher, path: str, text: str, *, near_misses: bool = False) -> MatchResult:
    """What the matcher makes of a document of one page."""
    facts = extract_facts((text,), name=path.rpartition("/")[2])
    return matcher.match(path, facts=facts, pages=(text,), near_misses=near_misses)
