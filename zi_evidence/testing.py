"""Helpers for the tests of people's own checklists.

from zi_evidence.testing import assert_matches
assert_matches("my-checklist.yaml", "7.5.3:document-list", name="Document list 2026.pdf")
"""

import os
from collections.abc import Sequence
from functools import lru_cache

from zi_evidence.checklist import Checklist, load_checklist
from zi_evidence.checklist.model import Item, Requirement
from zi_evidence.matching import Matcher
from zi_evidence.matching.selftest import match_example
from zi_evidence.model import Reason, ReasonCode
from zi_evidence.reports.reason_texts import reason_sentence

__all__ = ["assert_matches", "assert_not_matches"]


@lru_cache(maxsize=16)
def _loaded(id_or_path: str) -> Matcher:
    return Matcher(load_checklist(id_or_path))


def _alone(requirement: Requirement) -> Checklist:
    """A checklist that holds just this requirement; it may use no concepts."""
    item = Item(
        code="X.1.a", title=requirement.title, answer="YT", section="X.1", area="", points=1.0,
        requirements=(requirement,),
    )  # fmt: skip
    return Checklist(
        schema="zi-evidence/checklist/1", id="alone", version="1", title=requirement.title, items=(item,)
    )


def _look(
    checklist: Checklist | str | os.PathLike[str] | Requirement, requirement: str, name: str, text: str
) -> tuple[bool, str]:
    if isinstance(checklist, Requirement):
        matcher, wanted = Matcher(_alone(checklist)), f"X.1.a:{checklist.id}"
    else:
        matcher = Matcher(checklist) if isinstance(checklist, Checklist) else _loaded(os.fspath(checklist))
        wanted = requirement
    result = match_example(matcher, name, text)
    for match in result.matches:
        if match.requirement == wanted:
            return True, _said(match.reasons)
    near = (miss.lacking for miss in result.near_misses if miss.requirement == wanted)
    return False, _said((next(near, Reason(ReasonCode.NO_WORDS)),))


def _said(reasons: Sequence[Reason]) -> str:
    return "; ".join(reason_sentence(reason, "en") for reason in reasons)


def assert_matches(
    checklist: Checklist | str | os.PathLike[str] | Requirement,
    requirement: str = "",
    *,
    name: str,
    text: str = "",
) -> None:
    """Asserts that a document with this file name and these first lines serves the requirement.

    Args:
        checklist: a loaded checklist, its id or file, or a single requirement without concepts.
        requirement: full id `ITEM:ID`; not needed for a single requirement.
        name: the file name.
        text: first lines of the document; empty if the name alone must do.

    Raises:
        AssertionError: it does not; the message says what was lacking.
    """
    matched, why = _look(checklist, requirement, name, text)
    if not matched:
        raise AssertionError(f"{name!r} is not recognised: {why}")


def assert_not_matches(
    checklist: Checklist | str | os.PathLike[str] | Requirement,
    requirement: str = "",
    *,
    name: str,
    text: str = "",
) -> None:
    """Asserts the opposite of `assert_matches`; the message says what it was taken for."""
    matched, why = _look(checklist, requirement, name, text)
    if matched:
        raise AssertionError(f"{name!r} is recognised: {why}")
