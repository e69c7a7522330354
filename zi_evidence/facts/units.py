"""Names of offices compared: abbreviations, class numbers, renamed ministries.

The ministry of law and human rights was split late in 2024; a letterhead of before names the old house, one
of after a new one. Both are the same superior to a unit that belonged to it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.lexicon.offices import OfficeType, Rank

__all__ = ["Office", "Relation", "is_sister", "office_of", "unit_relation"]

Relation = Literal["own", "superior", "other", "unknown"]

_NO_WORD = re.compile(r"[^a-z0-9/ ]+")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office name taken apart.

    Attributes:
        kind: id of its type (`lapas`, `kanim`, `dinas`, …); empty where no type is known.
        rank: what such a name says of the author; empty where no type is known.
        house: id of the ministry or national body named in it, over its renamings.
        grade: class number such as `2a`, where given.
        level: `provinsi`, `kabupaten` or `kota`, where given.
        words: what is left: the place, the field of a dinas, `narkotika`, `perempuan`.
        sides: words of the place with the side behind them, (`bandung`, `barat`).
        qualities: those of the words that make an office another one.
        ordinal: its number among those of its type and place: `3` of MTsN 3; empty where it has none.
    """

    kind: str
    rank: str
    house: str
    grade: str
    level: str
    words: frozenset[str]
    sides: frozenset[tuple[str, str]]
    qualities: frozenset[str]
    ordinal: str = ""


class _Names:
    """The names of offices of one lexicon, with the offices that were taken apart lately."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.offices
        self.office_of = lru_cache(maxsize=2048)(self._office_of)

    def _office_of(self, name: str) -> Office:
        words = self._words
        low = " ".join(_NO_WORD.sub(" ", name.lower().replace("/", " ")).split())
        house = next((one.id for one in words.houses if one.names.find(low)), "")
        found, rest = _first(words.types, low)
        grade, rest = self._grade(rest)
        level = self._level(rest)
        for one in words.houses:
            rest = one.names.pattern.sub(" ", rest)
        rest = " ".join(words.noise.pattern.sub(" ", rest).split())
        ordinal = next((word for word in rest.split() if word.isdigit()), "")
        left = frozenset(word for word in rest.split() if word != ordinal)
        return Office(
            kind=found.id if found else "",
            rank=found.rank if found else "",
            house=house,
            grade=grade,
            level=level,
            words=left,
            sides=frozenset(words.sides.pattern.findall(rest)),
            qualities=frozenset(word for word in left if words.qualities.pattern.fullmatch(word)),
            ordinal=ordinal,
        )

    def _grade(self, rest: str) -> tuple[str, str]:
        """The class of an office, and the name without it."""
        found = self._words.grade.find(rest)
        if not found:
            return "", rest
        groups = found.groupdict()
        number = groups.get("number") or ""
        grade = (
            _ROMAN.get(number, number) + (groups.get("letter") or "") if number else groups.get("type") or ""
        )
        return grade, self._words.grade.pattern.sub(" ", rest)

    def _level(self, rest: str) -> str:
        """The first level of government in a name: the province behind a regency only says where it lies."""
        found = [
            (hit.start(), level) for level, rule in self._words.levels.items() if (hit := rule.find(rest))
        ]
        return min(found)[1] if found else ""


def _first(types: Iterable[OfficeType], low: str) -> tuple[OfficeType | None, str]:
    """The first type whose name a text holds, and the text without that name."""
    for one in types:
        if found := one.names.find(low):
            return one, f"{low[: found.start()]} {low[found.end() :]}"
    return None, low


@cache
def _names(lexicon: Lexicon) -> _Names:
    return _Names(lexicon)


def office_of(name: str, lexicon: Lexicon | None = None) -> Office:
    """The parts of an office name."""
    return _names(lexicon or load_lexicon()).office_of(name)


def _alike(named: Office, known: Office) -> Literal["same", "other", "unknown"]:
    """Whether two names mean one office."""
    if not named.kind or not known.kind:
        return "unknown"
    levels = {named.level, known.level} - {""}
    if named.kind != known.kind or named.qualities != known.qualities or len(levels) > 1:
        return "other"
    if named.ordinal and known.ordinal and named.ordinal != known.ordinal:
        return "other"
    if not named.words or not known.words or named.ordinal != known.ordinal:
        return "unknown"
    if _sides(named, known) != _sides(known, named):
        # A name that stops before the side may be cut short, or be the old one.
        return "other" if _sides(named, known) else "unknown"
    if not (named.words <= known.words or known.words <= named.words):
        return "other"
    return "unknown" if named.grade and known.grade and named.grade != known.grade else "same"


def _sides(office: Office, other: Office) -> frozenset[tuple[str, str]]:
    """The sides of the places that both names mention."""
    return frozenset(pair for pair in office.sides if pair[0] in other.words)


def unit_relation(
    named: str, own: Sequence[str], superiors: Sequence[str], lexicon: Lexicon | None = None
) -> Relation:
    """How an office named in a document relates to the unit.

    Abbreviations, class numbers in roman or arabic figures, `Kab.` and the names that ministries bore before
    and after the split of 2024 are seen through. `unknown` where the name says too little to accuse anybody.

    Args:
        named: the office as the document names it.
        own: the unit's names over time.
        superiors: names of the offices above it.
        lexicon: the words; those of Indonesian offices if not given.
    """
    names = _names(lexicon or load_lexicon())
    office = names.office_of(named)
    if not office.kind and not office.house:
        return "unknown"
    ours = [names.office_of(name) for name in own]
    verdicts = {_alike(office, one) for one in ours}
    if "same" in verdicts:
        return "own"
    above = [names.office_of(name) for name in superiors]
    if office.kind and any(_alike(office, other) == "same" for other in above):
        return "superior"
    if not office.kind or not office.words:
        # A house or a bare type: the unit's own house is above it, another one says nothing certain.
        houses = {one.house for one in (*above, *ours)}
        return "superior" if office.house and office.house in houses else "unknown"
    if office.rank == Rank.GOVERNMENT:
        return "superior" if any(office.words & one.words for one in ours) else "unknown"
    return "unknown" if "unknown" in verdicts or not verdicts else "other"


def is_sister(named: str, own: Sequence[str], lexicon: Lexicon | None = None) -> bool:
    """Whether an office is of the kind that the unit is: another prison to a prison, another court to a court."""
    names = _names(lexicon or load_lexicon())
    office = names.office_of(named)
    if not office.kind or office.rank == Rank.GOVERNMENT:
        return False
    return any(names.office_of(name).kind == office.kind for name in own)
