"""Whether a date is that of an enactment: `Ditetapkan di … pada tanggal …`, and not of a promulgation beside it."""

import re

from zi_evidence.facts.date_spots import Spot
from zi_evidence.lexicon.dates import NO_ROLE, Enacting
from zi_evidence.page import Line, runs_on

__all__ = ["enactment"]

_ENACTED = "enacted"
_LINES_ABOVE = 3
_LONGEST_ABOVE = 120


def _gap_before(line: Line, words: str) -> bool:
    """Whether a wide gap parts these words from what stands before them: another column or cell."""
    return bool(re.search(r"\s{2,}" + re.escape(words.split(maxsplit=1)[0]), line.raw))


def _side_by_side(spot: Spot, enacting: Enacting, verbs: str) -> str | None:
    """The role of one of two dates below two verbs that a text layer put on one line."""
    other, enacted = enacting.others.find(verbs), enacting.verbs.find(verbs)
    if not other or not enacted:
        return None
    order = (_ENACTED, NO_ROLE) if enacted.start() < other.start() else (NO_ROLE, _ENACTED)
    low = spot.before.lower()
    return order[max((low.count(word) for word in spot.dates.day_words), default=0) > 1]


def _in_sentence(spot: Spot, enacting: Enacting) -> bool:
    """Whether the words go on behind a date: a sentence that tells of an enactment, not the enactment."""
    if spot.after and not _gap_before(spot.lines[spot.index], spot.after):
        return enacting.sentence.find(spot.after) is not None
    return not spot.after and enacting.goes_on.find(spot.line(spot.index + 1)) is not None


def _verb(spot: Spot, enacting: Enacting, back: int) -> str | None:
    """What the verbs of a line say of the date: so many lines above it, 0 for its own."""
    line = spot.lines[spot.index - back]
    piece = line.text if back else spot.before
    opens = back and enacting.opening.find(piece)
    if piece[:1].islower() and not opens and runs_on(spot.lines, spot.index - back):
        return None  # in running prose
    # A verb in running prose ("dicatat dalam buku") says nothing about the signature below it.
    other = enacting.others.find(piece)
    if other and (not piece[: other.start()].strip() or _gap_before(line, other[0])):
        return NO_ROLE
    for found in enacting.verbs.pattern.finditer(piece):
        lead = piece[: found.start()].rstrip()
        # "... yang ditetapkan di ..." in a sentence, or in a title, enacts nothing.
        if not lead or not lead[-1:].isalpha() or _gap_before(line, found[0]):
            return _ENACTED
    return None


def enactment(spot: Spot) -> str | None:
    """`enacted`, `none` where a later verb took its place, or `None`: from the line and the three above."""
    enacting = spot.dates.enacting
    if not enacting or _in_sentence(spot, enacting):
        return None
    if enacting.on.find(spot.after) and not enacting.on.find(spot.before):
        return NO_ROLE  # the register's day in the first column
    if verb := _verb(spot, enacting, 0):
        return verb
    # A date that follows a number is that of a law or letter, whatever was enacted in the line above.
    reach = 0 if enacting.cites.find(spot.before) else min(_LINES_ABOVE, spot.index)
    for back in range(1, reach + 1):
        piece = spot.lines[spot.index - back].text
        if back == 1 and (verb := _side_by_side(spot, enacting, piece)):
            return verb
        if len(piece) > _LONGEST_ABOVE or spot.dates.pattern("annex").match(piece):
            return None
        if verb := _verb(spot, enacting, back):
            return verb
        if enacting.divides.find(piece):
            return None
    return None
