"""The matches of all documents of an index, made anew only where document, checklist or matcher changed."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from zi_evidence.checklist import Checklist
from zi_evidence.errors import IndexDamaged
from zi_evidence.file_faults import program_fault
from zi_evidence.i18n import tr
from zi_evidence.index import IndexedDocument
from zi_evidence.index.backend import Index
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.matching import MATCH_VERSION, Matcher, MatchResult
from zi_evidence.model import Document, DocumentStatus, Match, Reason, ReasonCode

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["dumped", "loaded", "match_one", "matched", "row_key"]


# A match as a row: its attributes in their order, each reason as JSON text of its own.
_Row = tuple[
    str, str, str, float, tuple[str, ...], bool, bool, tuple[int, ...], tuple[float, ...]
]  # fmt: skip


@cache
def _rows() -> "TypeAdapter[tuple[_Row, ...]]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - only who matches pays for it

    return TypeAdapter(tuple[_Row, ...])


def dumped(matches: Sequence[Match]) -> bytes:
    """The matches of a document as they are kept in the index."""
    rows = tuple(
        (
            m.path, m.item, m.requirement, m.score, tuple(map(_reason_text, m.reasons)), m.by_content, m.misfiled,
            m.parts, m.weights,
        )
        for m in matches
    )  # fmt: skip
    return _rows().dump_json(rows)


def loaded(kept: bytes) -> tuple[Match, ...]:
    """The matches that `dumped` made; equal reasons of all documents are one object.

    Raises:
        ValueError: the bytes are none of these.
    """
    return tuple(
        Match(path, item, requirement, score, tuple(map(_reason, why)), sure, misfiled, parts, weights)
        for path, item, requirement, score, why, sure, misfiled, parts, weights in _rows().validate_json(kept)
    )


def _reason_text(reason: Reason) -> str:
    return json.dumps([reason.code, dict(reason.values)], ensure_ascii=False)


# Those of a hundred thousand documents are a few thousand.
@lru_cache(maxsize=65536)
def _reason(text: str) -> Reason:
    code, values = json.loads(text)
    return Reason(ReasonCode(code), {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})


def matched(
    store: Index,
    indexed: Sequence[IndexedDocument],
    checklist: Checklist,
    fresh: list[tuple[bytes, str, bytes]],
    lexicon: Lexicon | None = None,
    *,
    faults: dict[str, str],
) -> dict[str, tuple[Match, ...]]:
    """Matches of every document, those made now added to `fresh` as rows of the index.

    Documents that the program failed on have none, and are added to `faults` with the reason. Those made before
    under the same circumstances are taken as they are; `indexed` is sorted by raw path.
    """
    lexicon = lexicon or load_lexicon()
    kept = store.matches()
    old = next(kept, None)
    found: dict[str, tuple[Match, ...]] = {}
    matcher: Matcher | None = None
    for entry in indexed:
        key = row_key(entry, checklist, lexicon)
        # Both are sorted by path.
        while old and old[0] < entry.raw_path:
            old = next(kept, None)
        path = entry.document.path
        known = old[2] if old and old[:2] == (entry.raw_path, key) else b""
        matcher = matcher if known else matcher or Matcher(checklist, lexicon)
        try:
            if known or matcher is None:
                found[path] = loaded(known)
                continue
            found[path] = match_one(store, entry.document, matcher).matches
            fresh.append((entry.raw_path, key, dumped(found[path])))
        except Exception as error:  # noqa: BLE001 - whatever it was, the other files are sound
            faults[path] = program_fault(path, "matched", error)
            found[path] = ()
    return found


def row_key(entry: IndexedDocument, checklist: Checklist, lexicon: Lexicon) -> str:
    """Equal keys mean equal matches: same document, same checklist, same matcher, same words."""
    text = f"{MATCH_VERSION} {checklist.sha256} {lexicon.fingerprint} {entry.fingerprint}"
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def match_one(
    store: Index, document: Document, matcher: Matcher, *, near_misses: bool = False
) -> MatchResult:
    """Matches one document by the text that the index keeps of it."""
    reading = store.reading(document.sha256) if document.sha256 else None
    if document.sha256 and reading is None:
        raise IndexDamaged(
            tr("the index no longer holds the content of {path}").format(path=document.path),
            hint=tr("scan again with zi-evidence scan --verify"),
        )
    # A document that waits to be read again is still told by what its former bytes said.
    status = reading.status if reading and document.status is DocumentStatus.PENDING else document.status
    return matcher.match(
        document.path,
        status=status,
        facts=document.facts,
        pages=[page.text for page in reading.pages] if reading else (),
        media_type=document.media_type,
        near_misses=near_misses,
    )
