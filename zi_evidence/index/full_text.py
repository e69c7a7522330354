"""Full text over the readings: SQLite FTS5 without a copy of the texts.

The table is contentless: it holds the words of each content and where they stand, in a third of the space,
since the texts lie compressed in `contents` anyway. What is taken out must therefore be handed in again as it
was put in, which `Store` does from the reading it is about to drop; where that is impossible everything is
cleared, and the next search builds it anew.

Words are folded as FTS5's `unicode61 remove_diacritics 2` does: lower case, no accents. A query is plain
words: every word must occur; text in double quotes must occur word by word; no character has another meaning,
so no query is wrong. Indonesian says with endings what English says with words ("laporannya": its report),
so an unquoted word of four letters or more is looked for as a beginning: `lapor` finds laporan and laporkan.
From a word that is asked for, the endings -nya, -lah, -kah and -pun are taken off first. Prefixes (me-, pe-,
di-) change the beginning itself and are not undone: `lapor` does not find melapor.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from zi_evidence.errors import UsageError
from zi_evidence.i18n import tr
from zi_evidence.model import Reading
from zi_evidence.text import printable

__all__ = [
    "TABLES",
    "Query",
    "Term",
    "add",
    "clear",
    "holds",
    "lacking",
    "parse_query",
    "remove",
    "search",
    "words",
]

TABLES = """
CREATE TABLE texts (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE full_text USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2')
"""
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_QUOTED = re.compile(r'"([^"]*)"')
_ENDINGS = ("nya", "lah", "kah", "pun")
# Shorter words are codes and numerals (TW, II, SK, 2026 is a number): as beginnings they would find anything.
_LEAST_LETTERS = 4
_MOST_TERMS = 32
_MOST_LETTERS = 1000


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that must stand side by side; `open_end` lets the last one go on."""

    words: tuple[str, ...]
    open_end: bool

    @property
    def expression(self) -> str:
        """The term in FTS5's language; its words are quoted, so that none is an operator."""
        return f'"{" ".join(self.words)}"{"*" if self.open_end else ""}'

    def fits(self, folded: list[str], place: int) -> bool:
        """Whether the term stands at this place among the folded words of a text."""
        last = len(self.words) - 1
        if place + last >= len(folded):
            return False
        for step, word in enumerate(self.words):
            here = folded[place + step]
            if here != word and not (step == last and self.open_end and here.startswith(word)):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: every term must occur, in the text or in the file name."""

    terms: tuple[Term, ...]

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end and number of the term for each occurrence in a text, in order."""
        found = list(words(text))
        folded = [word for word, _, _ in found]
        return [
            (found[place][1], found[place + len(term.words) - 1][2], number)
            for place in range(len(found))
            for number, term in enumerate(self.terms)
            if term.fits(folded, place)
        ]

    def found_in(self, text: str) -> set[int]:
        """Numbers of the terms that a text has."""
        return {number for _, _, number in self.spans(text)}


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in apart if not unicodedata.combining(char))


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text, folded, with where it begins and ends."""
    for found in _WORD.finditer(text):
        yield _fold(found[0]), found.start(), found.end()


def parse_query(text: str) -> Query:
    """The terms of what a person typed; no text is wrong syntax, what is no word is passed over.

    Raises:
        UsageError: there is no word in it.
    """
    text = text[:_MOST_LETTERS]
    terms: dict[Term, None] = {}
    place = 0
    for quoted in _QUOTED.finditer(text):
        terms |= dict.fromkeys(_loose(text[place : quoted.start()]))
        phrase = tuple(word for word, _, _ in words(quoted[1]))
        if phrase:
            terms[Term(phrase, open_end=False)] = None
        place = quoted.end()
    terms |= dict.fromkeys(_loose(text[place:]))
    if not terms:
        raise UsageError(
            tr("no word to search for: {text!r}").format(text=printable(text)),
            hint=tr('write a word, for instance "laporan monev"'),
        )
    return Query(tuple(terms)[:_MOST_TERMS])


def _loose(text: str) -> Iterator[Term]:
    """Terms outside quotes. What holds together in print (`A.I.1.i.a`) is one term of several words."""
    for piece in text.split():
        parts = tuple(word for word, _, _ in words(piece))
        if not parts:
            continue
        last = parts[-1]
        if len(parts) == 1:
            last = _without_ending(last)
        yield Term((*parts[:-1], last), open_end=len(last) >= _LEAST_LETTERS and not last.isdigit())


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_LETTERS:
            return word.removesuffix(ending)
    return word


# ---- the tables ----------------------------------------------------------------------------------------


def _text_of(reading: Reading) -> str:
    return "\n".join(page.text for page in reading.pages)


def _number(db: sqlite3.Connection, sha256: str) -> int | None:
    row = db.execute("SELECT id FROM texts WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0]) if row else None


def holds(db: sqlite3.Connection, sha256: str) -> bool:
    """Whether the words of this content can be found."""
    return _number(db, sha256) is not None


def add(db: sqlite3.Connection, sha256: str, reading: Reading) -> None:
    """Makes the words of a content findable, inside a transaction; it must not be there yet."""
    number = db.execute("INSERT INTO texts (sha256) VALUES (?)", (sha256,)).lastrowid
    db.execute("INSERT INTO full_text (rowid, text) VALUES (?, ?)", (number, _text_of(reading)))


def remove(db: sqlite3.Connection, sha256: str, reading: Reading | None) -> None:
    """Takes the words of a content out, inside a transaction, if they are there.

    The reading is the one that was added; `None` where it is lost, which clears everything.
    """
    number = _number(db, sha256)
    if number is None:
        return
    if reading is None:
        clear(db)
        return
    old = (number, _text_of(reading))
    db.execute("INSERT INTO full_text (full_text, rowid, text) VALUES ('delete', ?, ?)", old)
    db.execute("DELETE FROM texts WHERE id = ?", (number,))


def clear(db: sqlite3.Connection) -> None:
    """Empties the full text, inside a transaction, whatever state it is in."""
    try:
        db.execute("DROP TABLE IF EXISTS full_text")
    except sqlite3.DatabaseError:
        # A table whose inside is damaged can neither be opened nor dropped, only struck from the schema.
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_schema WHERE name = 'full_text'")
        db.execute("PRAGMA writable_schema = RESET")
        for part in ("config", "content", "data", "docsize", "idx"):
            db.execute(f"DROP TABLE IF EXISTS full_text_{part}")
    db.execute("DROP TABLE IF EXISTS texts")
    for statement in TABLES.split(";"):
        db.execute(statement)


def lacking(db: sqlite3.Connection) -> list[str]:
    """Contents whose words cannot be found yet."""
    rows = db.execute("SELECT sha256 FROM contents EXCEPT SELECT sha256 FROM texts ORDER BY sha256")
    return [str(row[0]) for row in rows]


def search(db: sqlite3.Connection, query: Query) -> dict[str, tuple[float, set[int]]]:
    """SHA-256 -> score (BM25, greater is better) and numbers of the terms found, for contents that have any.

    Inside a snapshot where another process may write meanwhile.

    Raises:
        sqlite3.DatabaseError: the table is damaged.
    """
    either = " OR ".join(term.expression for term in query.terms)
    ranks = db.execute(
        "SELECT texts.sha256, bm25(full_text) FROM full_text JOIN texts ON texts.id = full_text.rowid"
        " WHERE full_text MATCH ?",
        (either,),
    )
    found: dict[str, tuple[float, set[int]]] = {str(sha256): (-float(rank), set()) for sha256, rank in ranks}
    for number, term in enumerate(query.terms):
        holders = db.execute(
            "SELECT texts.sha256 FROM full_text JOIN texts ON texts.id = full_text.rowid"
            " WHERE full_text MATCH ?",
            (term.expression,),
        )
        for (sha256,) in holders:
            found[sha256][1].add(number)
    return found
