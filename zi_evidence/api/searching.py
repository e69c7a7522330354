"""Searching the texts of a unit: which documents hold these words, where, and which items they serve.

It opens the index, and hands what it finds to pure code.
"""

import os
from collections.abc import Callable

from zi_evidence.api.looking import View
from zi_evidence.errors import IndexDamaged
from zi_evidence.index import index_folder
from zi_evidence.index.backend import Index, open_index
from zi_evidence.index.full_text import Query, parse_query
from zi_evidence.index.passages import passage_of
from zi_evidence.model import Document, Report
from zi_evidence.model.search import SearchHit, SearchResult
from zi_evidence.reports.privacy import masker
from zi_evidence.text import printable

__all__ = ["DEFAULT_LIMIT", "search_view"]

DEFAULT_LIMIT = 20
_PDF = "application/pdf"


def search_view(
    view: View,
    report: Report,
    query: str,
    *,
    index: str | os.PathLike[str] | None = None,
    limit: int = DEFAULT_LIMIT,
    show_nip: bool = False,
) -> SearchResult:
    """The documents of a view that hold all words of a query, in the text or in the file name, best first.

    They stand by BM25 over the texts; last those where only the file name holds the words, as with scans.
    Equal ones stand by path.

    Args:
        view: what `api.look` saw.
        report: `api.judge` of it; says which items a document serves.
        query: plain words, `"…"` around those that belong together; see `zi_evidence.index.full_text`.
        index: see `api.scan`.
        limit: the most documents to return.
        show_nip: leave the numbers of persons whole.

    Raises:
        UsageError: there is no word in the query.
        IndexLocked: the words must be gathered anew while another process writes the index.
        IndexDamaged: the index is damaged.
        OutputFailed: the words could not be written.
    """
    wanted = parse_query(query)
    place = index_folder(view.folder, index)
    hide = masker(show_nip=show_nip)
    in_texts = _in_texts(lambda *, write: open_index(place, write=write), wanted)
    found = _ranked(report.documents, wanted, in_texts)
    hits = []
    with open_index(place, write=False) as store:
        for document, score in found[:limit]:
            reading = store.reading(document.sha256) if score is not None else None
            passage = None
            if reading is not None:
                passage = passage_of(reading.pages, wanted, hide=hide, paged=document.media_type == _PDF)
            items = report.document_items.get(document.path, ())
            hits.append(SearchHit(document, items, _rounded(score or 0.0), passage))
    return SearchResult(hide(printable(query)), len(found), tuple(hits))


def _rounded(score: float) -> float:
    """Four figures that count: how much sums of floats may differ between machines is beyond them."""
    return float(f"{score:.4g}")


_Found = dict[str, tuple[float, set[int]]]


def _in_texts(opened: Callable[..., Index], wanted: Query) -> _Found:
    """What `Index.search` finds; words that are not there or damaged are gathered anew from the readings."""
    try:
        with opened(write=False) as store, store.snapshot():
            if not store.texts_lacking():
                return store.search(wanted)
    except IndexDamaged:
        pass
    with opened(write=True) as store:
        store.renew_texts()
        return store.search(wanted)


def _ranked(
    documents: tuple[Document, ...], wanted: Query, in_texts: _Found
) -> list[tuple[Document, float | None]]:
    """Documents that have all terms, with the score of their text; `None` where the text has none of them."""
    found: list[tuple[Document, float | None]] = []
    every = len(wanted.terms)
    for document in documents:
        score, terms = in_texts.get(document.sha256, (None, set()))
        if len(terms) == every or len(terms | wanted.found_in(document.path.rpartition("/")[2])) == every:
            found.append((document, score))
    return sorted(found, key=lambda hit: (hit[1] is None, -(hit[1] or 0.0), hit[0].path))
