"""A pack as a whole: its sections, read when they are first asked for."""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from zi_evidence.errors import LexiconError
from zi_evidence.lexicon.dates import Dates
from zi_evidence.lexicon.finish import FinishWords
from zi_evidence.lexicon.kind_rules import FileNames, Headings, Structures, Titles
from zi_evidence.lexicon.kinds import Kinds
from zi_evidence.lexicon.load import load_section
from zi_evidence.lexicon.months import Months
from zi_evidence.lexicon.not_evidence import Refusals
from zi_evidence.lexicon.numbers import NumberWords
from zi_evidence.lexicon.offices import Offices
from zi_evidence.lexicon.own_kinds import OwnKind
from zi_evidence.lexicon.page import PageWords
from zi_evidence.lexicon.parts import PartWords
from zi_evidence.lexicon.people import People
from zi_evidence.lexicon.periods import Periods
from zi_evidence.lexicon.policy import Policy
from zi_evidence.lexicon.rules import Section
from zi_evidence.lexicon.subjects import Subjects
from zi_evidence.lexicon.substance import SubstanceWords
from zi_evidence.lexicon.wordings import Wordings

__all__ = ["DEFAULT_PACK", "Lexicon", "load_lexicon"]

DEFAULT_PACK = "id"
_PACKS = Path(__file__).parent
_DEFAULT = _PACKS / DEFAULT_PACK
_NAME = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*")

_S = TypeVar("_S", bound=Section)


class _OfKind(Protocol):
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words that facts and matching look for. Compares by identity, so that what is built from it can be kept.

    Attributes:
        name: what reports and the index call it, e.g. `id`.
        folder: where its files lie.
        own_kinds: kinds that a checklist adds to those of the pack.
    """

    name: str
    folder: Path
    own_kinds: Mapping[str, OwnKind] = field(default_factory=dict)

    @cached_property
    def fingerprint(self) -> str:
        """A hash over all files of the pack: facts found with another one are found anew."""
        digest = hashlib.sha256()
        for path in sorted({*self.folder.glob("*.yaml"), _DEFAULT / "policy.yaml"}):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        digest.update(_dumped(self.own_kinds).encode() if self.own_kinds else b"")
        return digest.hexdigest()[:16]

    def load(self) -> None:
        """Reads every section now: a process that is about to lose its rights cannot do it later."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    @cached_property
    def shared(self) -> dict[str, str]:
        """The fragments that the rules of every section may name: `{{month}}` is any name of a month."""
        return {"month": self.months.expression}

    @cached_property
    def months(self) -> Months:
        """The names of months."""
        return load_section(self.folder / "months.yaml", Months)

    @cached_property
    def dates(self) -> Dates:
        """How dates are written, and what tells what they are the dates of."""
        return load_section(self.folder / "dates.yaml", Dates, self.shared)

    @cached_property
    def periods(self) -> Periods:
        """How periods are written."""
        return load_section(self.folder / "periods.yaml", Periods, self.shared)

    @cached_property
    def policy(self) -> Policy:
        """Numbers of practice or of a rule; those of the default pack hold where this one has none."""
        own = load_section(self.folder / "policy.yaml", Policy)
        return own if self.folder == _DEFAULT else own.over(load_lexicon().policy)

    @cached_property
    def numbers(self) -> NumberWords:
        """Slots of a document's own number."""
        return load_section(self.folder / "numbers.yaml", NumberWords, self.shared)

    @cached_property
    def kinds(self) -> Kinds:
        """The kinds of document, each with every flag."""
        pack = load_section(self.folder / "kinds.yaml", Kinds)
        return pack.with_entries({kind: own.entry(pack) for kind, own in self.own_kinds.items()})

    @cached_property
    def subjects(self) -> Subjects:
        """What stands at the top of documents."""
        return load_section(self.folder / "subjects.yaml", Subjects, self.shared)

    @cached_property
    def not_evidence(self) -> Refusals:
        """Documents that are evidence of nothing."""
        return load_section(self.folder / "not_evidence.yaml", Refusals, self.shared)

    @cached_property
    def headings(self) -> Headings:
        """The headings that name a kind."""
        pack = self._naming_kinds("headings.yaml", Headings, lambda section: section.headings)
        return pack.with_own({kind: own.headings for kind, own in self.own_kinds.items()})

    @cached_property
    def file_names(self) -> FileNames:
        """The words of file names that name a kind."""
        pack = self._naming_kinds("file_names.yaml", FileNames, lambda section: section.names)
        return pack.with_own({kind: own.file_names for kind, own in self.own_kinds.items()})

    @cached_property
    def structures(self) -> Structures:
        """What documents of a kind are made of."""
        return self._naming_kinds("structures.yaml", Structures, lambda section: section.structures)

    @cached_property
    def titles(self) -> Titles:
        """What surrounds titles and subjects."""
        return load_section(self.folder / "titles.yaml", Titles)

    @cached_property
    def offices(self) -> Offices:
        """Types of offices, the houses above them, and how a document names its own."""
        return load_section(self.folder / "offices.yaml", Offices, self.shared)

    @cached_property
    def page(self) -> PageWords:
        """How a page is laid out: labels, what starts a line, lunar dates."""
        return load_section(self.folder / "page.yaml", PageWords, self.shared)

    @cached_property
    def parts(self) -> PartWords:
        """What shows that a document opens on a page of a file."""
        return load_section(self.folder / "parts.yaml", PartWords, self.shared)

    @cached_property
    def people(self) -> People:
        """Posts, capacities, and the sentences around a signature."""
        return load_section(self.folder / "people.yaml", People, self.shared)

    @cached_property
    def finish(self) -> FinishWords:
        """What shows that a document is a form, a draft, or signed."""
        return load_section(self.folder / "finish.yaml", FinishWords, self.shared)

    @cached_property
    def wordings(self) -> Wordings:
        """How titles, names and quotations say what a document is about."""
        return load_section(self.folder / "wordings.yaml", Wordings, self.shared)

    @cached_property
    def substance(self) -> SubstanceWords:
        """Words that every document has, and how much of its own one holds at least."""
        return load_section(self.folder / "substance.yaml", SubstanceWords, self.shared)

    def with_kinds(self, own: Mapping[str, OwnKind]) -> "Lexicon":
        """This lexicon with a checklist's own kinds; the same object for the same kinds.

        Raises:
            LexiconError: a kind is like one that there is not.
        """
        return _with_kinds(self, _dumped(own)) if own else self

    def _naming_kinds(self, file: str, model: type[_S], rows: Callable[[_S], Iterable[_OfKind]]) -> _S:
        """A section whose rows name kinds, each of which the pack knows."""
        section = load_section(self.folder / file, model)
        for row in rows(section):
            if row.kind not in self.kinds.kinds:
                raise LexiconError(f"unknown kind {row.kind}", file=file)
        return section


def load_lexicon(name_or_folder: str | os.PathLike[str] = DEFAULT_PACK) -> Lexicon:
    """The pack of that name, or in that folder; the same object for the same pack.

    Raises:
        LexiconError: there is no such pack.
    """
    return _loaded(os.fspath(name_or_folder))


@cache
def _loaded(name_or_folder: str) -> Lexicon:
    shipped = _NAME.fullmatch(name_or_folder)
    folder = _PACKS / name_or_folder if shipped else Path(name_or_folder)
    if not any(folder.glob("*.yaml")):
        known = ", ".join(sorted(path.parent.name for path in _PACKS.glob("*/months.yaml")))
        raise LexiconError(f"no pack of words: {name_or_folder}", hint=f"shipped packs: {known}")
    return Lexicon(folder.name, folder)


def _dumped(own: Mapping[str, OwnKind]) -> str:
    return json.dumps(
        {kind: one.model_dump(mode="json", by_alias=True) for kind, one in own.items()}, sort_keys=True
    )


@lru_cache(maxsize=16)
def _with_kinds(lexicon: Lexicon, dumped: str) -> Lexicon:
    own = {kind: OwnKind.model_validate(data) for kind, data in json.loads(dumped).items()}
    made = replace(lexicon, own_kinds=own)
    if wrong := [one.like for one in own.values() if one.like not in lexicon.kinds.kinds]:
        raise LexiconError(f"unknown kind {wrong[0]}")
    return made
