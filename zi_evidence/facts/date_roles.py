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


def _flag(name: str, wanted: bool) -> _Test:
    return lambda spot: getattr(spot, name) is wanted


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
    for name in _FLAGS:
        if name in given:
            yield _flag(name, getattr(conditions, name))
    for name in _TEXTS:
        for look in getattr(conditions, name):
            yield _in_text(name, look)
    for name in _LINES:
        for look in getattr(conditions, name):
            yield _in_lines(name, look)


def _all_of(conditions: Conditions) -> _Test:
    tests = tuple(_tests(conditions))

    def test(spot: Spot) -> bool:
        for one in tests:  # noqa: SIM110 - a generator here costs a third of the time
            if not one(spot):
                return False
        return True

    return test


def _test_of(cue: Cue) -> _Test:
    """Whether the conditions of a cue hold, before its step has its say."""
    wanted, unless = _all_of(cue), tuple(_all_of(conditions) for conditions in cue.unless)
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


@cache
def _table(lexicon: Lexicon) -> tuple[tuple[Cue, _Test], ...]:
    return tuple((cue, _test_of(cue)) for cue in lexicon.dates.cues)


def _role(cue: Cue, spot: Spot) -> str | None:
    return _STEPS[cue.step](spot) if cue.step else cue.role


def holds(cue: Cue, spot: Spot) -> bool:
    """Whether a cue alone would decide on a date."""
    return _test_of(cue)(spot) and _role(cue, spot) is not None


def deciding_cue(lexicon: Lexicon, spot: Spot) -> tuple[Cue, str] | None:
    """The first cue of the table that holds of a date, with the role it gives; `None` where none does."""
    for cue, test in _table(lexicon):
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
