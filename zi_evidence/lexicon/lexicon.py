"""A pack as a whole: its sections, read when they are first asked for."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from zi_evidence.errors import LexiconError
from zi_evidence.lexicon.dates import Dates
from zi_evidence.lexicon.load import load_section
from zi_evidence.lexicon.months import Months

__all__ = ["DEFAULT_PACK", "Lexicon", "load_lexicon"]

DEFAULT_PACK = "id"
_PACKS = Path(__file__).parent
_NAME = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words that facts and matching look for. Compares by identity, so that what is built from it can be kept.

    Attributes:
        name: what reports and the index call it, e.g. `id`.
        folder: where its files lie.
    """

    name: str
    folder: Path

    @cached_property
    def fingerprint(self) -> str:
        """A hash over all files of the pack: facts found with another one are found anew."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.glob("*.yaml")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:16]

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
