"""Papers that somebody photographed or saved as a picture: nobody reads them, but their name says what they are."""

import re

from zi_evidence.lexicon import Kinds
from zi_evidence.model import Facts
from zi_evidence.text import normalise

__all__ = ["is_pictured_paper"]

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# Codes and numbers, and how files are told apart; "apel penyerahan SK.jpg" shows people.
_LEAD = re.compile(r"(?:(?:[a-z]|[ivx]{2,5}|\d{1,8}|scan|salinan|lampiran|lamp|hal|halaman|final) ){0,8}")


def is_pictured_paper(facts: Facts | None, path: str, kinds: Kinds) -> bool:
    """Whether the name of a picture begins with the kind of paper that it shows ("SK Tim Kerja.jpg")."""
    if facts is None or facts.kind.source != "name" or facts.kind.value in kinds.having("displayed"):
        return False
    name = normalise(_ENDING.sub("", path.rpartition("/")[2]))
    lead = _LEAD.match(name)
    told = normalise(facts.kind.quote.words)
    return f"{name[lead.end() if lead else 0 :]} ".startswith(f"{told} ")
