"""What stands out at the top of a document: its lines in capitals below the letterhead, and its subject lines.

A heading need not carry a word for the kind of document ("RENCANA PENGEMBANGAN KOMPETENSI PEGAWAI"), and the
subject of minutes stands in a labelled line ("Acara : Rapat monev ZI"). Prose below them mentions much that
the document is not about.
"""

import re
from functools import cache

from zi_evidence.lexicon import Lexicon
from zi_evidence.text import normalise

__all__ = ["headlines"]

_LINES = 40
_LONGEST = 300
_PURPOSE_CHARS = 2000
_CAPITALS = 0.8
_LEAST_CAPITALS = 5
_LINES_AFTER_BARE = 2
_RUN_TOGETHER = 6


class _Words:
    """The words of headings in one lexicon, ready to look at lines."""

    def __init__(self, lexicon: Lexicon) -> None:
        subjects = lexicon.subjects
        heads = sorted(
            (*lexicon.not_evidence.authors.public_bodies.words, *subjects.letterhead), key=len, reverse=True
        )
        # Longer words count without a blank behind them too: scans run names together.
        begins = "|".join(re.escape(word) + r"\b" * (len(word) < _RUN_TOGETHER) for word in heads) or "(?!)"
        self.letterhead = re.compile(rf"\s*(?:{begins})", re.IGNORECASE).match
        self.goes_on = (*(f" {word}".upper() for word in subjects.joining), ",")
        self.address = subjects.address.find
        self.subject = subjects.subject.find
        self.invitation = subjects.invitation.find
        self.purpose = subjects.purpose.find
        self.meeting = subjects.meeting.find
        self.beside = subjects.beside.find
        self.bare = subjects.bare
        self.speech = subjects.speech


@cache
def _words_of(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


class _Block:
    """The first lines in capitals below the letterhead, with those that name the subject of a bare heading."""

    def __init__(self, words: _Words) -> None:
        self._words = words
        self._goes_on = False
        self._after = 0
        self.lines: list[str] = []
        self.closed = False

    def take(self, line: str) -> None:
        """Reads one more line of the page."""
        if not self._after and _in_capitals(line):
            self._take_capitals(line)
        elif self.lines:
            self._take_plain(line)

    def _take_capitals(self, line: str) -> None:
        if not self.lines and (self._goes_on or self._words.letterhead(line)):
            # "DINAS PENANAMAN MODAL DAN" is a name that goes on in the next line.
            self._goes_on = line.rstrip().upper().endswith(self._words.goes_on)
        else:
            self.lines.append(line)

    def _take_plain(self, line: str) -> None:
        if not self._after and self._words.address(line):
            # What stood above an address was a letterhead and no heading.
            self.lines.clear()
        elif line.strip():
            # "SURAT TUGAS" alone names no subject: it stands in the lines below.
            heading = self.lines[: len(self.lines) - self._after]
            bare = self._words.bare.issuperset(normalise(" ".join(heading)).split())
            self.closed = not bare or self._after >= _LINES_AFTER_BARE
            if not self.closed and not self._words.beside(line):
                self.lines.append(line)
                self._after += 1

    def says_speech(self) -> bool:
        """Whether it says only that a speech follows, whose first sentences say its subject."""
        speech = self._words.speech
        if not self.lines or self._after or self.lines[0].lower().split(maxsplit=1)[0] not in speech:
            return False
        return speech.issuperset(normalise(" ".join(self.lines)).split())


def _in_capitals(line: str) -> bool:
    if line.islower():
        return False
    upper = sum(map(str.isupper, line))
    if upper < _LEAST_CAPITALS or line.isupper():
        return upper >= _LEAST_CAPITALS
    return upper >= _CAPITALS * (upper + sum(map(str.islower, line)))


def headlines(page: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Heading block and subject lines of a first page, each on one line; empty where nothing stands out."""
    words = _words_of(lexicon)
    block = _Block(words)
    found: list[str] = []
    bare_invitation = False
    for whole in page.split("\n", _LINES)[:_LINES]:
        line = whole[:_LONGEST]
        if ":" in line and (subject := words.subject(line)):
            found.append(subject[1])
            bare_invitation = bare_invitation or bool(words.invitation(line))
        if not block.closed:
            block.take(line)
    if block.says_speech():
        block.lines.clear()
    if not block.lines and not found:
        first = page[:_LONGEST].lstrip().split("\n", 1)[0]
        found += [first] if words.meeting(first) else []
    # "Hal : Undangan" names no subject: what the letter is for stands in its first sentence.
    if bare_invitation and (purpose := words.purpose(page[:_PURPOSE_CHARS])):
        found.append(" ".join(purpose[1].split()))
    return tuple(piece[:_LONGEST] for piece in (" ".join(block.lines), *found) if piece)
