"""What a search in the texts of a unit found."""

from dataclasses import dataclass

from zi_evidence.model.report import Document

__all__ = ["Passage", "SearchHit", "SearchResult"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document's text, on one line, safe to show.

    Attributes:
        page: counts from 1; `None` where a document has pages only in print (DOCX).
        text: cut out of the page; `…` at an end where the page goes on.
        marks: where the words that were asked for stand in `text`: start and end, in characters.
    """

    page: int | None
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One document that holds all that was asked for.

    Attributes:
        document: the file with its facts.
        items: codes of the items it serves, best first.
        score: BM25, greater is better; 0 where only the file name holds the words.
        passage: where the words stand; `None` where only the file name holds them.
    """

    document: Document
    items: tuple[str, ...]
    score: float
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search.

    Attributes:
        query: as it was asked, safe to show.
        total: documents that hold all that was asked for.
        hits: the best of them, best first.
    """

    query: str
    total: int
    hits: tuple[SearchHit, ...]
