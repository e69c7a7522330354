"""What one date in a document is the date of, told by the words around it.

Most dates in a document are not its own: laws and letters it cites, birthdays, deadlines, the day of the meeting it
invites to, stamps. Every date gets one role, by the first row of the pack's table of cues that holds of it;
`date_candidates` then chooses by kind.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from zi_evidence.facts.date_spots import Spot
from zi_evidence.facts.dates import Mention
from zi_evidence.facts.enactments import enactment
from zi_evidence.facts.judgments import judgment_role
from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.dates import NO_ROLE, Conditions, Cue, Look
from zi_evidence.page import Line

__all__ = ["annex_heading", "deciding_cue", "holds", "role_of"]

_Test = Callable[[Spot], bool]
# How many lines above the value of a slot its label may stand, where a text layer put values apart.
_LABELS_ABOVE = 14
_YEAR_AT_END = 4

_TEXTS: dict[str, Callable[[Spot], str]] = {
    "before": lambda spot: spot.before,
    "after": lambda spot: spot.after,
    "line": lambda spot: spot.text,
    "label": lambda spot: spot.label,
    "lead_in": lambda spot: spot.lead_in,
    "ahead": lambda spot: spot.ahead,
}
_LINES: dict[str, Callable[[Spot, int], list[str]]] = {
    "above": lambda spot, count: spot.above(count),
    "below": lambda spot, count: spot.below(count),
    "around": lambda spot, count: spot.above(count) + spot.below(count),
    "head": lambda spot, count: [line.text for line in spot.lines[:count]],
}
_FLAGS = ("ends_line", "bare", "alone", "place", "place_like", "slot", "whole", "runs_on")
_NUMBERS: dict[str, Callable[[Spot, int], bool]] = {
    "first": lambda spot, count: spot.index < count,
    "beyond": lambda spot, count: spot.index >= count,
    "ending": lambda spot, count: spot.last > len(spot.lines) - count,
    "gap": lambda spot, count: spot.gap >= count,
    "no_gap": lambda spot, wanted: (spot.gap == 1) is bool(wanted),
}


def _finder(look: Look) -> Callable[[str], object]:
    pattern = look.pattern
    return {"start": pattern.match, "whole": pattern.fullmatch}.get(look.at, pattern.search)


def _number(name: str, count: int) -> _Test:
    test = _NUMBERS[name]
    return lambda spot: test(spot, count)


def _in_text(name: str, look: Look) -> _Test:
    text, find, last = _TEXTS[name], _finder(look), look.last
    if last:
        return lambda spot: find(text(spot)[-last:]) is not None
    return lambda spot: find(text(spot)) is not None


def _in_lines(name: str, look: Look) -> _Test:
    lines, find, least, last = _LINES[name], _finder(look), look.least, look.last

    def test(spot: Spot) -> bool:
        found = 0
        for text in lines(spot, look.lines):
            found += find(text[-last:]) is not None
            if found >= least:
                return True
        return False

    return test


def _tests(conditions: Conditions) -> Iterator[_Test]:
    """The tests of some conditions, the cheap ones first."""
    given = conditions.model_fields_set
    for name in _NUMBERS:
        if name in given:
            yield _number(name, getattr(conditions, name))
    for name in _TEXTS:
        for look in getattr(conditions, name):
            yield _in_text(name, look)
    for name in _LINES:
        for look in getattr(conditions, name):
            yield _in_lines(name, look)


def _flag(name: str, wanted: bool) -> _Test:
    return lambda spot: getattr(spot, name) is wanted


def _flags_of(conditions: Conditions) -> tuple[tuple[str, bool], ...]:
    """The plain properties of a date that some conditions ask for, with what each must be."""
    given = conditions.model_fields_set
    return tuple((name, getattr(conditions, name)) for name in _FLAGS if name in given)


def _all_of(conditions: Conditions, *, flags: bool = True) -> _Test:
    """Whether all conditions hold; without `flags` those of plain properties are asked elsewhere."""
    asked = (_flag(name, wanted) for name, wanted in _flags_of(conditions)) if flags else ()
    tests = (*asked, *_tests(conditions))

    def test(spot: Spot) -> bool:
        for one in tests:  # noqa: SIM110 - a generator here costs a third of the time
            if not one(spot):
                return False
        return True

    return test


def _test_of(cue: Cue, *, flags: bool = True) -> _Test:
    """Whether the conditions of a cue hold, before its step has its say."""
    wanted, unless = _all_of(cue, flags=flags), tuple(_all_of(conditions) for conditions in cue.unless)
    if not unless:
        return wanted
    return lambda spot: wanted(spot) and not any(test(spot) for test in unless)


def _birth_label(spot: Spot) -> str | None:
    """`none` for a place and date that answer a label of birth whose value a text layer put further down."""
    label = spot.dates.pattern("birth_label")
    for text in spot.above(_LABELS_ABOVE - 1):
        if ", " in text and text[-_YEAR_AT_END:].isdigit() and text.lstrip(": ")[:1].isupper():
            return None  # it has its answer
        if label.fullmatch(text):
            return NO_ROLE
    return None


_STEPS: dict[str, Callable[[Spot], str | None]] = {
    "judgment": judgment_role,
    "enactment": enactment,
    "birth_label": _birth_label,
}


_Rows = tuple[tuple[Cue, _Test], ...]


class _Table:
    """The cues of a lexicon in their order; those that cannot hold of a date are left out at once.

    Most rows ask for plain properties (alone on its line, in a slot, behind a place). There are few combinations of
    them, and for each the rows that are left are found once.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._rows = [(_flags_of(cue), cue, _test_of(cue, flags=False)) for cue in lexicon.dates.cues]
        self._left: dict[tuple[bool, ...], _Rows] = {}

    def rows(self, spot: Spot) -> _Rows:
        """The rows whose plain properties a date has."""
        has = tuple(bool(getattr(spot, name)) for name in _FLAGS)
        rows = self._left.get(has)
        if rows is None:
            known = dict(zip(_FLAGS, has, strict=True))
            rows = self._left[has] = tuple(
                (cue, test)
                for flags, cue, test in self._rows
                if all(known[name] is wanted for name, wanted in flags)
            )
        return rows


_table = cache(_Table)


def _role(cue: Cue, spot: Spot) -> str | None:
    return _STEPS[cue.step](spot) if cue.step else cue.role


def holds(cue: Cue, spot: Spot) -> bool:
    """Whether a cue alone would decide on a date."""
    return _test_of(cue)(spot) and _role(cue, spot) is not None


def deciding_cue(lexicon: Lexicon, spot: Spot) -> tuple[Cue, str] | None:
    """The first cue of the table that holds of a date, with the role it gives; `None` where none does."""
    for cue, test in _table(lexicon).rows(spot):
        if test(spot) and (role := _role(cue, spot)) is not None:
            return cue, role
    return None


def role_of(
    lexicon: Lexicon, lines: Sequence[Line], index: int, mention: Mention, rest: str | None = None
) -> str | None:
    """The role of a date on a line, or `None` where it is not the document's.

    Args:
        lexicon: the words; the roles are those of its section `dates`.
        lines: of the document.
        index: of the line on which the date begins.
        mention: the date.
        rest: what follows a date that ends on the next line.
    """
    found = deciding_cue(lexicon, Spot(lexicon, lines, index, mention, rest))
    return found[1] if found and found[1] != NO_ROLE else None


def annex_heading(lexicon: Lexicon, text: str) -> bool:
    """Whether a line is the heading of an annex."""
    return lexicon.dates.pattern("annex").match(text) is not None
