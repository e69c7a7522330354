"""Who wrote a document: a public office, or a firm, a club or a newspaper.

What an office holds as evidence shows the office: its letterhead, its head, its staff, the scheme it belongs to. A text
that shows none of these is somebody else's, however well its words fit ("Survei Kepuasan Tamu" of a hotel).
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from zi_evidence.lexicon import Lexicon
from zi_evidence.matching.not_evidence import NotEvidence
from zi_evidence.text import normalise

__all__ = ["NO_AUTHOR", "NO_OFFICE", "PRIVATE", "Author", "author_of"]

# Codes: no public office is named; none wrote or signed; a private letterhead.
NO_OFFICE = "no_office"
NO_AUTHOR = "no_author"
PRIVATE = "private_letterhead"

# A letterhead stands in the first lines; an office above or beside it makes the document the office's own.
_LETTERHEAD_LINES = 3
_LINES = 12
_LINE = 200
# Fewer words than these are a caption, which need not say where it hangs.
_CAPTION = 25
_SIGNATURE_LINES = 10
# Lines of a signature are short; longer ones are prose, which names posts of others too.
_SIGNATURE_LINE = 70
# Pages of pictures hang as they were taken, without letterhead or signature.
_LEAST_PICTURES = 3
# The place and day of what an office did.
_DAY = re.compile(r"\b\d{1,2} [a-z]{3,9} (?:19|20)\d\d$")


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return rf"(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})"


class Author:
    """Tells a public office's own documents from others', by the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.not_evidence.authors
        # A lexicon without offices knows nobody's documents from anybody else's.
        self._known = bool(words.public_bodies.words)
        self._private = re.compile(rf"({_any_of(words.private_bodies.words)}) \w")
        self._body = re.compile(rf"\b{_any_of(words.public_bodies.words)}\b")
        self._founders = frozenset(words.founders.words)
        self._founded = re.compile(rf"\b{_any_of(words.founded.words)}\b")
        self._posts = re.compile(rf"\b{_any_of((*words.posts.words, *words.public_bodies.words))}\b")
        self._own_matters = re.compile(rf"\b{_any_of(words.own_matters.words)}\b")
        self._picture = re.compile(rf"\b{_any_of(words.pictures.words)} (\d{{1,2}}) [a-z]")
        self._shown_by_author = lexicon.kinds.having("shows_author")
        self._own_kinds = lexicon.kinds.having("own_matters")

    def not_own(
        self, pages: Sequence[str], text: str, *, shows_office: bool, kind: str = ""
    ) -> NotEvidence | None:
        """Why a document is not an office's own; `None` where nothing says so.

        Args:
            pages: as read.
            text: the same, normalised.
            shows_office: whether a word that only offices use stands in the text.
            kind: of the document, as its heading or structure tells it.
        """
        if not self._known:
            return None
        if private := self._private_letterhead(pages[0] if pages else ""):
            return NotEvidence(PRIVATE, private)
        if text.count(" ") < _CAPTION:
            return None
        if not shows_office:
            return NotEvidence(NO_OFFICE)
        if kind not in self._shown_by_author or self._shows(pages, kind):
            return None
        pictured = len(set(self._picture.findall(text))) >= _LEAST_PICTURES
        return None if pictured else NotEvidence(NO_AUTHOR)

    def _private_letterhead(self, page: str) -> str:
        """The word for a private body that a letterhead begins with; empty where an office stands beside it."""
        lines = [line[:_LINE] for line in page.split("\n", _LINES)[:_LINES] if line.strip()]
        for number, line in enumerate(lines[:_LETTERHEAD_LINES]):
            plain = normalise(line)
            found = self._private.match(plain)
            # A line may name an office itself, or the place and day of what an office did.
            if not found or self._body.search(plain, found.end(1)) or _DAY.search(plain):
                continue
            above = any(self._body.search(normalise(other)) for other in lines[:number])
            founder = found[1] in self._founders
            if not above and not any(self._heads(other, founder=founder) for other in lines[number + 1 :]):
                return found[1]
        return ""

    def _heads(self, line: str, *, founder: bool) -> bool:
        """Whether a line in capitals names a public office, be it a letterhead or what a report is about."""
        if not line.isupper():
            return False
        plain = normalise(line)
        return bool(self._body.search(self._founded.sub(" ", plain) if founder else plain))

    def _shows(self, pages: Sequence[str], kind: str) -> bool:
        """Whether a public office shows where an author does: in the first lines, or where somebody signs."""
        return self._in_first_lines(pages[0], kind) or any(map(self._signs, pages))

    def _in_first_lines(self, page: str, kind: str) -> bool:
        own = kind in self._own_kinds
        for line in (line[:_LINE] for line in page.split("\n", _LINES)[:_LINES]):
            plain = normalise(line)
            found = self._body.search(plain)
            if found and (line.isupper() or not found.start()):
                return True
            if own and len(line) <= _SIGNATURE_LINE and self._own_matters.search(plain):
                return True
        return False

    def _signs(self, page: str) -> bool:
        """Whether a short line at the end of a page names a post or an office."""
        lines = [line for line in page[-_LINE * _SIGNATURE_LINES :].splitlines() if line.strip()]
        short = (line for line in lines[-_SIGNATURE_LINES:] if len(line) <= _SIGNATURE_LINE)
        return bool(self._posts.search(normalise(" ".join(short))))


@cache
def author_of(lexicon: Lexicon) -> Author:
    """The author's marks of a lexicon, compiled once."""
    return Author(lexicon)
