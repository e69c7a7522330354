"""What is kept of one report, as bytes that are the same wherever the facts are the same.

A snapshot holds no clock time: the day it speaks of is the day the report was made for, and the order of
snapshots is their number, so that a clock that was put back disturbs nothing.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zi_evidence.model import Report

__all__ = ["SCHEMA", "Link", "Snapshot", "canonical", "facts_of", "id_of", "same_facts"]

SCHEMA = "zi-evidence/history/1"
_DECIMALS = 4
# What may differ between two snapshots that say the same.
_PLACE = frozenset({"seq", "prev", "as_of"})

Snapshot = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the chain: its number from 1, its id, and what it says."""

    seq: int
    id: str
    snapshot: Snapshot


def canonical(data: Mapping[str, Any]) -> bytes:
    """The one way to write the data: keys sorted, no blanks, no floats, UTF-8, one newline at the end.

    Raises:
        ValueError: there is a float in the data; two programs need not print it alike.
    """
    _refuse_floats(data)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8") + b"\n"


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError(f"a canonical text holds no float: {value!r}")  # noqa: TRY004 - documented
    if isinstance(value, Mapping):
        for entry in value.values():
            _refuse_floats(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            _refuse_floats(entry)


def id_of(data: bytes) -> str:
    """The id of a snapshot: SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()


def _points(value: float) -> str:
    text = f"{value:.{_DECIMALS}f}"
    return text.removeprefix("-") if not text.strip("-0.") else text


def _counts(statuses: Iterable[str]) -> dict[str, int]:
    return dict(Counter(statuses))


def facts_of(report: Report, *, tool_version: str, root: str) -> dict[str, Any]:
    """What is remembered of a report, without its place in the chain.

    Args:
        report: the report.
        tool_version: version of the program that made it.
        root: names the unit folder without telling its path: the name of its index folder.
    """
    requirements = [r for item in report.items for r in item.requirements]
    hashes = {document.path: document.sha256 for document in report.documents}
    cited = {hashes.get(d.path, "") for r in requirements for d in r.documents}
    return {
        "schema": SCHEMA,
        "tool_version": tool_version,
        "root": root,
        "checklist": {
            "id": report.checklist_id,
            "version": report.checklist_version,
            "sha256": report.checklist_sha256,
        },
        "unit": {"name": _clean(report.unit_name), "target": report.target, "year": report.year},
        "as_of": report.as_of.isoformat(),
        "ready": report.ready,
        "counts": {
            "items": _counts(item.status.value for item in report.items),
            "requirements": _counts(r.status.value for r in requirements),
            "required": _counts(r.status.value for r in requirements if not r.optional),
            "documents": _counts(document.status.value for document in report.documents),
        },
        "areas": [
            {
                "code": area.code,
                "points": _points(area.points),
                "supported": _points(area.supported),
                "floor": None if area.floor is None else _points(area.floor),
            }
            for area in report.areas
        ],
        "requirements": {r.id: r.status.value for r in requirements},
        "documents": sorted(cited - {""}),
    }


def _clean(text: str) -> str:
    """A lone surrogate has no UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def same_facts(old: Snapshot, new: Snapshot) -> bool:
    """Whether two snapshots say the same, whatever their place and day."""
    return {k: v for k, v in old.items() if k not in _PLACE} == {
        k: v for k, v in new.items() if k not in _PLACE
    }
