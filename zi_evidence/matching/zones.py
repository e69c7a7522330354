"""The zones of a document that weigh differently: its name, its title zone, its body."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from zi_evidence.lexicon import Lexicon
from zi_evidence.matching.author import author_of
from zi_evidence.matching.headlines import headlines
from zi_evidence.matching.not_evidence import NotEvidence, Sheet, sorts_of
from zi_evidence.matching.vocabulary import Vocabulary
from zi_evidence.model import Facts, Part
from zi_evidence.text import normalise, unspaced, with_letters

__all__ = ["Zones", "prepare", "zones_of"]

TITLE_ZONE_CHARS = 1200
BODY_ZONE_CHARS = 6000
_WHOLE_TEXT_CHARS = 200_000
_HEADLINES_CHARS = 300
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# "LAKIN 2025 + tanda terima.pdf" lists two documents.
_LISTING = "+"
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Zones:
    """The phrase entries of the checklist found in each zone of one document or part, and what its text says of it.

    Attributes:
        name: entries in the file name.
        heading: in the file name or the heading, which is what the document was called by who made it.
        title: in the heading or the first lines.
        body: in any of these or the beginning of the text.
        whole: anywhere in it.
        spoken: in the text itself, whatever the file is called.
        words: how many words the text has.
        headed: whether the text has a heading of its own; what follows one is prose, which mentions much that the
            document is not about.
        readable: whether there is a text at all.
        folder: entries in the names of the last two folders.
        pages: how many pages it has; 0 where there is no text.
        listed: where the file name lists several documents, the heading of each.
        not_evidence: the sorts of documents that are no evidence to which it belongs.
        not_own: why it is not a public office's own; `None` where nothing says so.
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
    folder: frozenset[int] = frozenset()
    pages: int = 0
    listed: tuple[frozenset[int], ...] = ()
    not_evidence: tuple[NotEvidence, ...] = ()
    not_own: NotEvidence | None = None

    def against(self, none: frozenset[int], wanted: frozenset[int]) -> frozenset[int]:
        """Which entries of `none` are in the heading and so speak against a document that is `wanted`.

        Where the name lists several documents, what names one of them says nothing against the others.
        """
        found = none & self.heading
        fitting = [none & one for one in self.listed if wanted <= one] if found else []
        return min(fitting, key=len, default=found)


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading of a document: its title fact, what stands out in the text, the words of its kind."""

    subject: str
    in_text: bool
    pieces: tuple[str, ...]
    top: str
    kind: str

    @property
    def shown(self) -> tuple[str, ...]:
        """What stands out in the text, each piece by itself."""
        return (self.subject, *self.pieces) if self.in_text else self.pieces


def _name_text(path: str) -> str:
    stem = _ENDING.sub("", path.rpartition("/")[2])
    spaced = _GLUED.sub(" ", stem)
    # "LaporanMonevZI" is read as words, "SP4N" must stay one: both readings are offered.
    clean = normalise(stem)
    parted = normalise(spaced) if spaced != stem else clean
    return clean if clean == parted else f"{clean} {parted}"


@cache
def _public_body(lexicon: Lexicon) -> re.Pattern[str]:
    bodies = lexicon.not_evidence.authors.public_bodies.words
    return re.compile(rf"(?:{'|'.join(map(re.escape, bodies)) or '(?!)'})\b")


def _without_offices(heading: str, facts: Facts | None, lexicon: Lexicon) -> str:
    """The heading without the names of offices in it, which say whose the document is and not what it is about.

    An office may be called after what others only do: "BALAI PELATIHAN", "BADAN PENGEMBANGAN SDM".
    """
    begins_with_body = _public_body(lexicon).match
    for unit in facts.units if facts else ():
        if begins_with_body(unit.value.lower()):
            heading = heading.replace(normalise(unit.value), "|")
    return heading


def _listed(vocabulary: Vocabulary, path: str, shown: Iterable[int]) -> tuple[frozenset[int], ...]:
    """What each of several documents in a file's name says, together with what the text's own heading says."""
    stem = _ENDING.sub("", path.rpartition("/")[2])
    if _LISTING not in stem:
        return ()
    texts = (vocabulary.mend(normalise(one)) for one in stem.split(_LISTING))
    return tuple(frozenset(vocabulary.entries_in(text)).union(shown) for text in texts)


def _heading_of(first_page: str, own: Facts | None, lexicon: Lexicon) -> _Heading:
    title = own.title if own else None
    kind = lexicon.kinds.words(own.kind.value) if own and own.kind.source == "heading" else ""
    pieces = headlines(first_page, lexicon)
    return _Heading(
        subject=title.value if title else "",
        in_text=bool(title and title.quote.page > 0),
        pieces=pieces,
        top=normalise(" ".join(pieces)[:_HEADLINES_CHARS]),
        kind=kind,
    )


def _pages_of(pages: Sequence[str], part: Part | None) -> list[str]:
    """The pages of a document or part; on the first one, where headings are, words as they were meant.

    Letter-spaced words are joined, and digits that a scanner read in capitals are letters again.
    """
    taken = list(pages[part.first_page - 1 : part.last_page] if part else pages)
    if taken:
        taken[0] = unspaced(with_letters(taken[0][:BODY_ZONE_CHARS])) + taken[0][BODY_ZONE_CHARS:]
    return taken


def prepare(lexicon: Lexicon) -> None:
    """Compiles the words of a lexicon that `zones_of` looks for, so that the first document need not wait for it."""
    author_of(lexicon)
    sorts_of(lexicon)
    headlines("", lexicon)
    _public_body(lexicon)


def zones_of(
    vocabulary: Vocabulary, path: str, pages: Sequence[str], facts: Facts | None, part: Part | None
) -> Zones:
    """Runs the zones of one document, or of one part of a bundle, through the vocabulary."""
    lexicon = vocabulary.lexicon
    own = part.facts if part else facts
    taken = _pages_of(pages, part)
    name_text = _name_text(path)
    name = frozenset(vocabulary.entries_in(vocabulary.mend(name_text)))
    folder = vocabulary.folder_entries(path.rpartition("/")[0])
    heading = _heading_of(taken[0] if taken else "", own, lexicon)
    plain = f"{normalise(heading.subject)} {heading.top} {heading.kind}".strip()
    shown = vocabulary.entries_in(vocabulary.mend(_without_offices(plain, own, lexicon)))
    headed = name | shown
    listed = _listed(vocabulary, path, shown)
    kind = own.kind.value if own else ""
    if not any(taken):
        sorts = sorts_of(lexicon).of(Sheet(kind, name_text, pages=len(pages)))
        return Zones(
            name,
            headed,
            title=headed,
            body=headed,
            whole=headed,
            spoken=frozenset(),
            words=0,
            headed=False,
            readable=False,
            folder=folder,
            listed=listed,
            not_evidence=sorts,
        )
    text = normalise(" ".join(taken)[:_WHOLE_TEXT_CHARS])
    first_lines, near, found = _in_text(vocabulary, taken, text)
    title = headed | first_lines
    if heading.subject and not heading.in_text:
        shown = vocabulary.entries_in(vocabulary.mend(f"{heading.top} {heading.kind}"))
    sheet = Sheet(
        kind,
        name_text,
        headings=tuple(map(normalise, heading.shown)),
        page=taken[0],
        text=text,
        pages=len(taken),
        public_office=vocabulary.public_office,
    )
    return Zones(
        name,
        headed,
        title=title,
        body=title | near,
        whole=title | found,
        spoken=frozenset(shown | found),
        words=text.count(" ") + 1,
        headed=bool(heading.top) or heading.in_text,
        readable=True,
        folder=folder,
        pages=len(taken),
        listed=listed,
        not_evidence=sorts_of(lexicon).of(sheet),
        not_own=_not_own(vocabulary, taken, text, own, near),
    )


def _in_text(vocabulary: Vocabulary, pages: Sequence[str], text: str) -> tuple[set[int], set[int], set[int]]:
    """The entries in the first lines, in the beginning and in the whole of a text."""
    first = pages[0]
    alone = len(pages) == 1 and len(first) <= TITLE_ZONE_CHARS
    beginning = text if alone else normalise(first[:TITLE_ZONE_CHARS])
    first_lines, near, found = vocabulary.entries_within(text, len(beginning), BODY_ZONE_CHARS, len(text))
    # Words that go on behind the cut may be spelt otherwise there.
    if not text.startswith(beginning):
        first_lines = vocabulary.entries_in(beginning)
    return first_lines, near, found


def _not_own(
    vocabulary: Vocabulary, pages: Sequence[str], text: str, own: Facts | None, near: set[int]
) -> NotEvidence | None:
    """Why a document is not a public office's own, where the checklist asks for that."""
    if not vocabulary.public_office:
        return None
    kind = own.kind.value if own and own.kind.source in ("heading", "structure") else ""
    shows_office = vocabulary.office in near
    return author_of(vocabulary.lexicon).not_own(pages, text, shows_office=shows_office, kind=kind)
