"""Where in a checklist's files a fault is, and the list that collects them all.

A person who writes a checklist wants every fault of one run at once, so nothing here raises on the
first: faults are added, work goes on with what is left, and `Faults.check` ends it.
"""

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz, process

from zi_evidence.errors import ChecklistError
from zi_evidence.i18n import tr

__all__ = ["Faults", "Place", "nearest"]

# A hostile file can hold a fault in each of its 50,000 nodes; nobody reads more than this many,
# and looking for the nearest word each time would take minutes.
_MOST = 200
_MOST_HINTS = 50
_MOST_KNOWN = 5_000


class Place(NamedTuple):
    """A place in a file. Lines and columns count from 1; line 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word most like `word`; empty where none comes near."""
    # The distance is quadratic in the length, and no key or id is that long.
    words = list(islice(known, _MOST_KNOWN))
    found = process.extractOne(word[:80], words, scorer=fuzz.ratio, score_cutoff=65)
    return tr("did you mean {word!r}?").format(word=found[0]) if found else ""


class Faults:
    """Collects faults as `ChecklistError`s, in the order of file, line and column."""

    def __init__(self) -> None:
        self._faults: list[ChecklistError] = []
        self._more = 0

    def __len__(self) -> int:
        return len(self._faults) + self._more

    def add(self, place: Place, reason: str, hint: str = "") -> None:
        """Notes one fault; past the first 200 they are only counted."""
        if len(self._faults) >= _MOST:
            self._more += 1
            return
        self._faults.append(
            ChecklistError(reason, file=place.file, line=place.line, column=place.column, hint=hint)
        )

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """As `nearest`, but only for the first faults: hints for thousands would take minutes."""
        if len(self._faults) >= _MOST_HINTS:
            return ""
        return nearest(word, known)

    def sorted(self) -> tuple[ChecklistError, ...]:
        """All faults by file, line and column; the last says how many more there are, if any."""
        ordered = sorted(self._faults, key=lambda fault: (fault.file, fault.line, fault.column))
        if self._more:
            ordered.append(
                ChecklistError(
                    tr("and {more} more faults").format(more=self._more),
                    hint=tr("mend the ones above and look again"),
                )
            )
        return tuple(ordered)

    def check(self) -> None:
        """Does nothing where nothing was found.

        Raises:
            ChecklistError: the first fault, with all of them in `faults`.
        """
        if not self._faults:
            return
        faults = self.sorted()
        first = faults[0]
        error = ChecklistError(
            first.reason,
            file=first.file,
            line=first.line,
            column=first.column,
            hint=first.hint,
        )
        error.faults = faults
        raise error
