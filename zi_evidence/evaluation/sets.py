"""Sets of papers of one event: invitation, attendance list, minutes and photos of the same meeting."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate

__all__ = ["Event", "events_of", "required_pieces"]

# An invitation goes out some days before its meeting, minutes are signed some days after.
_SAME_EVENT_DAYS = 21


@dataclass(frozen=True, slots=True)
class Event:
    """Candidates that belong to one event, and the last day any of them bears."""

    candidates: tuple[Candidate, ...]
    day: dt.date | None

    def pieces(self, *, usable_only: bool) -> frozenset[str]:
        """The kinds that are present."""
        present: set[str] = set()
        for candidate in self.candidates:
            if candidate.usable or not usable_only:
                present |= candidate.pieces
        return frozenset(present)


def required_pieces(requirement: Requirement) -> frozenset[str]:
    """The pieces without which the set is incomplete."""
    return frozenset(piece for piece in requirement.pieces if not piece.endswith("?"))


def _folder(candidate: Candidate) -> str:
    return candidate.document.path.rpartition("/")[0]


def events_of(candidates: Sequence[Candidate]) -> tuple[Event, ...]:
    """Groups candidates into events: dates within three weeks, undated papers by their folder.

    An undated paper joins the event of its own folder that is alone there, or the only event there is;
    otherwise it stays apart, because joining it to some event would be a guess.
    """
    dated = sorted(((c.event, n) for n, c in enumerate(candidates) if c.event))
    groups: list[list[Candidate]] = []
    starts: list[dt.date] = []
    for day, place in dated:
        candidate = candidates[place]
        if groups and (day - starts[-1]).days <= _SAME_EVENT_DAYS:
            groups[-1].append(candidate)
        else:
            groups.append([candidate])
            starts.append(day)
    loose = [c for c in candidates if not c.event]
    apart: list[Candidate] = []
    for candidate in loose:
        home = [g for g in groups if any(_folder(m) == _folder(candidate) for m in g)]
        if len(home) == 1:
            home[0].append(candidate)
        elif len(groups) == 1:
            groups[0].append(candidate)
        else:
            apart.append(candidate)
    by_folder: dict[str, list[Candidate]] = {}
    for candidate in apart:
        by_folder.setdefault(_folder(candidate), []).append(candidate)
    groups.extend(by_folder[folder] for folder in sorted(by_folder))
    return tuple(
        Event(tuple(group), max((c.event for c in group if c.event), default=None)) for group in groups
    )
