"""The zones of a document that weigh differently: its name, its title zone, its body."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zi_evidence.lexicon import Kinds
from zi_evidence.matching.errand import errand
from zi_evidence.matching.headlines import headlines
from zi_evidence.matching.nothing import nothing_done, only_planned
from zi_evidence.matching.unrelated import unfinished_letter, unrelated
from zi_evidence.matching.vocabulary import Vocabulary
from zi_evidence.matching.whose import stranger
from zi_evidence.model import Facts, Part
from zi_evidence.text import normalise, unspaced

__all__ = ["Zones", "zones_of"]

TITLE_ZONE_CHARS = 1200
BODY_ZONE_CHARS = 6000
_WHOLE_TEXT_CHARS = 200_000
_HEADLINES_CHARS = 300
# Who took the minutes signs below them; a heading it is not.
_MINUTES_TAKER = re.compile(r"\s*notulis\b", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# An office may be called after what others only do: "BALAI PELATIHAN", "BADAN PENGEMBANGAN SDM".
_OFFICE = re.compile(
    r"\b(?:kementerian|direktorat|badan|balai|dinas|kantor|lembaga|loka|pusat|politeknik|universitas|inspektorat|"
    r"pengadilan|rumah sakit)\b"
)
# "LAKIN 2025 + tanda terima.pdf" lists two papers.
_LISTING = "+"
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Zones:
    """Phrase entries found in each zone; each wider zone holds the narrower ones' entries.

    `heading` is the name and the title fact: what somebody chose to call the document. Where it was found in
    the text (`headed`), the lines after it are prose, which mentions much that the document is not about. Where
    the name lists several papers, `listed` is the heading of each. `nothing` is what a report says was not done,
    `planned` a follow-up that is only planned.
    `spoken` is what the text itself says, whatever the file is called; `words` is how long it is. `unrelated`
    are the words by which the document is a paper that is evidence of nothing. `folder` is what the last two
    folders are called. `stranger` says why the paper is not a public office's own.
    """

    name: frozenset[int]
    heading: frozenset[int]
    title: frozenset[int]
    body: frozenset[int]
    whole: frozenset[int]
    spoken: frozenset[int]
    words: int
    headed: bool
    readable: bool
    unrelated: str = ""
    folder: frozenset[int] = frozenset()
    pages: int = 0
    stranger: str = ""
    listed: tuple[frozenset[int], ...] = ()
    nothing: str = ""
    planned: bool = False

    def against(self, none: frozenset[int], wanted: frozenset[int]) -> frozenset[int]:
        """Which entries of `none` stand in the heading and so speak against a document that is `wanted`.

        Where the name lists several papers, what names one of them says nothing against the others.
        """
        found = none & self.heading
        fitting = [none & paper for paper in self.listed if wanted <= paper] if found else []
        return min(fitting, key=len, default=found)


def _name_text(path: str) -> str:
    stem = _ENDING.sub("", path.rpartition("/")[2])
    spaced = _GLUED.sub(" ", stem)
    # "LaporanMonevZI" is read as words, "SP4N" must stay one: both readings are offered.
    clean = normalise(stem)
    parted = normalise(spaced) if spaced != stem else clean
    return clean if clean == parted else f"{clean} {parted}"


def _without_offices(heading: str, facts: Facts | None) -> str:
    """The heading without the names of offices in it, which tell whose the document is and not what it is about."""
    if not facts or not facts.units or not _OFFICE.search(heading):
        return heading
    for unit in facts.units:
        if _OFFICE.match(unit.value.lower()):
            heading = heading.replace(normalise(unit.value), "|")
    return heading


def _listed(vocabulary: Vocabulary, path: str, shown: Iterable[int]) -> tuple[frozenset[int], ...]:
    """What each of several papers in a file's name says, together with what stands in the text's own heading."""
    stem = _ENDING.sub("", path.rpartition("/")[2])
    if _LISTING not in stem:
        return ()
    texts = (vocabulary.mend(normalise(paper)) for paper in stem.split(_LISTING))
    return tuple(frozenset(vocabulary.entries_in(text)).union(shown) for text in texts)


def zones_of(
    vocabulary: Vocabulary,
    path: str,
    pages: Sequence[str],
    facts: Facts | None,
    part: Part | None,
    kinds: Kinds,
) -> Zones:
    """Runs the zones of one document, or of one part of a bundle, through the vocabulary."""
    own = part.facts if part else facts
    taken = list(pages[part.first_page - 1 : part.last_page] if part else pages)
    if taken:  # headings are set letter by letter, running text is not
        taken[0] = unspaced(taken[0][:BODY_ZONE_CHARS]) + taken[0][BODY_ZONE_CHARS:]
    first = taken[0] if taken else ""
    name_text = _name_text(path)
    name = frozenset(vocabulary.entries_in(vocabulary.mend(name_text)))
    folder = vocabulary.folder_entries(path.rpartition("/")[0])
    title_fact = own.title if own and own.title and not _MINUTES_TAKER.match(own.title.value) else None
    subject = title_fact.value if title_fact else ""
    in_text = bool(title_fact and title_fact.quote.page > 0)
    kind = kinds.words(own.kind.value) if own and own.kind.source == "heading" else ""
    pieces = headlines(first)
    top = normalise(" ".join(pieces)[:_HEADLINES_CHARS])
    heading_text = _without_offices(f"{normalise(subject)} {top} {kind}".strip(), own)
    shown = vocabulary.entries_in(vocabulary.mend(heading_text))
    heading = name | shown
    listed = _listed(vocabulary, path, shown)
    if not any(taken):
        return Zones(
            name,
            heading,
            title=heading,
            body=heading,
            whole=heading,
            spoken=frozenset(),
            words=0,
            headed=False,
            readable=False,
            unrelated=unrelated(name_text, (), len(pages)),
            folder=folder,
            listed=listed,
            nothing=nothing_done(own.kind.value if own else "", name_text, (), ""),
        )
    text = normalise(" ".join(taken)[:_WHOLE_TEXT_CHARS])
    shown_pieces = (subject, *pieces) if in_text else pieces
    sort = own.kind.value if own else ""
    office = vocabulary.public_office
    headed_kind = sort if own and own.kind.source in ("heading", "structure") else ""
    alone = len(taken) == 1 and len(first) <= TITLE_ZONE_CHARS
    beginning = text if alone else normalise(first[:TITLE_ZONE_CHARS])
    lengths = (len(beginning), BODY_ZONE_CHARS, len(text))
    first_lines, near, found = vocabulary.entries_within(text, *lengths)
    # Words that go on behind the cut may be spelt otherwise there.
    if not text.startswith(beginning):
        first_lines = vocabulary.entries_in(beginning)
    title = heading | first_lines
    if subject and not in_text:
        shown = vocabulary.entries_in(vocabulary.mend(f"{top} {kind}"))
    return Zones(
        name,
        heading,
        title=title,
        body=title | near,
        whole=title | found,
        spoken=frozenset(shown | found),
        words=text.count(" ") + 1,
        headed=bool(top) or in_text,
        readable=True,
        unrelated=unrelated(name_text, shown_pieces, len(taken))
        or unfinished_letter(sort, shown_pieces, text)
        or (errand(sort, text) if office else ""),
        folder=folder,
        pages=len(taken),
        listed=listed,
        stranger=stranger(taken, text, shows_office=vocabulary.office in near, kind=headed_kind)
        if office
        else "",
        nothing=nothing_done(sort, name_text, shown_pieces, first),
        planned=only_planned(shown_pieces, text),
    )
