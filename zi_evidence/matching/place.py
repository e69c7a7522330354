"""Where a document lies: item codes in its name, and the sections its folder chain names.

Nothing here knows Zona Integritas: codes and titles come from the checklist, numbers may be Roman or
Arabic, folders may be abbreviated or mistyped. Place is a hint; content outranks it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from zi_evidence.checklist.model import Checklist
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.text import normalise, roman_value

__all__ = ["Place", "Places"]

# A code begins the name, or stands in brackets; its parts are short.
_CODE = re.compile(r"(?:^|[(\[])\s*((?:[A-Za-z0-9]{1,4}[.\-_)\s]\s*){1,5}[A-Za-z0-9]{1,4})(?=[\W_]|$)")
_NUMBERED = re.compile(r"^\s*([A-Za-z]|\d{1,2}|[IVXivx]{1,5})\s*[.)\-_]\s*(.*)$")
# "5 PENGAWASAN", "ii SPIP": a blank parts number and title only where the title fits; "2 Juli" is a day.
_SPACED = re.compile(r"^\s*(\d{1,2}|[IVXivx]{1,5})\s+([^\W\d].*)$")
_TITLE_ALIKE = 86
_NUMBER_AND_TITLE_ALIKE = 55


@dataclass(frozen=True, slots=True)
class Place:
    """What name and folders say.

    Attributes:
        name_items: items whose code stands in the file name (several when the code is short of a part).
        folder_items: items whose code or number is a folder.
        sections: codes of the deepest sections that the folder chain can mean.
    """

    name_items: frozenset[str] = frozenset()
    folder_items: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()

    @property
    def says_something(self) -> bool:
        """Whether name or folders name any part of the checklist."""
        return bool(self.name_items or self.folder_items or self.sections)

    def names(self, item: str) -> bool:
        """Whether the item itself is named, by a code or by a folder of its own."""
        return item in self.name_items or item in self.folder_items

    def holds(self, item: str) -> bool:
        """Whether the item is one of those named, or lies in a named section."""
        if self.name_items:
            return item in self.name_items
        if self.folder_items:
            return item in self.folder_items
        return any(item.startswith(f"{section}.") for section in self.sections)


def _part(text: str) -> str:
    """One part of a code in comparable form: Roman and Arabic numbers alike, letters in lower case."""
    value = roman_value(text)
    if value is not None:
        return str(value)
    return str(int(text)) if text.isdigit() else text.casefold()


def _item_letter(folder: str) -> str:
    """The item that a folder's number means within its section: `b`, `b. Anggota`, `2`."""
    numbered = _NUMBERED.match(folder)
    text = (numbered[1] if numbered else folder.strip()).casefold()
    if text.isdigit() and 1 <= int(text) <= 26:
        return "abcdefghijklmnopqrstuvwxyz"[int(text) - 1]
    return text if len(text) == 1 else ""


class Places:
    """Reads places in terms of one checklist."""

    def __init__(self, checklist: Checklist, lexicon: Lexicon | None = None) -> None:
        subjects = (lexicon or load_lexicon()).subjects
        self._area = subjects.area.find
        self._by_suffix: dict[tuple[str, ...], set[str]] = {}
        for item in checklist.items:
            parts = tuple(item.code.split("."))
            for start in range(max(1, len(parts) - 2)):
                for form in self._forms(parts[start:]):
                    self._by_suffix.setdefault(form, set()).add(item.code)
        self._sections = {s.code: (normalise(s.title), s.code.split(".")) for s in checklist.sections}
        self._items = {item.code for item in checklist.items}
        self._areas = {s.code: s.area for s in checklist.sections}
        self.of_folder = lru_cache(maxsize=8192)(self._of_folder)
        # Sibling folders share the steps that lead to them.
        self._stepped = lru_cache(maxsize=8192)(self._step)

    @staticmethod
    def _forms(parts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """A code with its last letter as a letter; `i`, `v` and `c` as letters stay letters there."""
        head = tuple(_part(part) for part in parts[:-1])
        return ((*head, parts[-1].casefold()),)

    def codes_in(self, name: str) -> frozenset[str]:
        """Items whose code the text names: `1.i.a SK TIM`, `A.II.5.iii.b …`, `(A.I.1.i.a)`."""
        for match in _CODE.finditer(name):
            parts = [part for part in re.split(r"[.\-_)\s]+", match[1]) if part]
            for length in range(len(parts), 1, -1):
                form = (
                    *(_part(part) for part in parts[: length - 1]),
                    parts[length - 1].casefold(),
                )
                if form in self._by_suffix:
                    return frozenset(self._by_suffix[form])
        return frozenset()

    def _children(self, current: frozenset[str], *, any_depth: bool) -> list[str]:
        if not current:
            return list(self._sections)
        found = []
        for code, (_, parts) in self._sections.items():
            for parent in current:
                if code.startswith(f"{parent}.") and (any_depth or len(parts) == parent.count(".") + 2):
                    found.append(code)
                    break
        return found

    def _step(self, current: frozenset[str], folder: str) -> frozenset[str]:
        """The sections that a chain means once it went one folder further down."""
        clean = normalise(folder)
        if not clean:
            return current
        numbered = _NUMBERED.match(folder) or _SPACED.match(folder)
        if area := self._area(clean):
            number = _part(area[1])
            hits = {c for c in self._children(current, any_depth=True) if self._is_area(c, number)}
            if hits:
                return frozenset(hits)
        title = normalise(numbered[2]) if numbered else clean
        if numbered:
            number = _part(numbered[1])
            hits = {
                code
                for code in self._children(current, any_depth=bool(title) and not current)
                if _part(self._sections[code][1][-1]) == number
                and (not title or self._is_called(code, title))
            }
            if hits:
                return frozenset(hits)
        if len(title) > 3:
            scored = [
                (_alike(title, self._sections[c][0]), c) for c in self._children(current, any_depth=True)
            ]
            best = max((score for score, _ in scored), default=0.0)
            if best >= _TITLE_ALIKE:
                return frozenset(code for score, code in scored if score >= best - 0.5)
        return current

    def _is_called(self, code: str, title: str) -> bool:
        """Whether a numbered folder's title fits a section: much alike, or words of a sub-area's title (`SPIP`)."""
        whole, parts = self._sections[code]
        words = {word for word in title.split() if len(word) > 2}
        inner = bool(self._areas.get(".".join(parts[:-1])))
        if inner and words and words.issubset(whole.split()):
            return True
        return _alike(title, whole) >= _NUMBER_AND_TITLE_ALIKE

    def _is_area(self, code: str, number: str) -> bool:
        parts = self._sections[code][1]
        parent = ".".join(parts[:-1])
        return self._areas.get(code) == number and not self._areas.get(parent)

    def _of_folder(self, folder: str) -> tuple[frozenset[str], frozenset[str]]:
        """Items and deepest sections that a folder path names."""
        current: frozenset[str] = frozenset()
        items: frozenset[str] = frozenset()
        for part in folder.split("/") if folder else ():
            if codes := self.codes_in(part):
                narrowed = {c for c in codes if any(c.startswith(f"{s}.") for s in current)}
                items = frozenset(narrowed) if narrowed else codes
                continue
            following = self._stepped(current, part)
            if following == current and current:
                letter = _item_letter(part)
                here = {f"{section}.{letter}" for section in current} & self._items
                if here:
                    items = frozenset(here)
            current = following
        return items, current

    def of(self, path: str) -> Place:
        """What a path relative to the unit folder says."""
        folder, _, name = path.rpartition("/")
        items, sections = self.of_folder(folder)
        named = self.codes_in(name)
        scope = items or frozenset(item for item in named if any(item.startswith(f"{s}.") for s in sections))
        if named & scope:
            named = named & scope
        return Place(named, items, sections)


def _alike(left: str, right: str) -> float:
    """Similarity 0-100 of two titles; a subset of the words counts when it is most of them."""
    if left == right:
        return 100.0
    return max(fuzz.ratio(left, right), fuzz.token_sort_ratio(left, right))
