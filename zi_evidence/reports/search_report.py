"""What a search found, as text and as `zi-evidence/search/1`; the schema lies in `docs/schemas/`."""

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from zi_evidence.i18n import Language, translation
from zi_evidence.model.search import Passage, SearchHit, SearchResult
from zi_evidence.reports.plain import kind_name, period_name
from zi_evidence.reports.privacy import masker
from zi_evidence.reports.words import word
from zi_evidence.text import printable

__all__ = ["render_search_json", "render_search_text", "search_data"]

SEARCH_SCHEMA = "zi-evidence/search/1"
_WIDTH = 80
# Around a marked word on the way through the line breaking; `printable` lets neither through from a text.
_OPEN, _CLOSE = "\x01", "\x02"


def search_data(result: SearchResult, *, tool_version: str) -> dict[str, Any]:
    """The result as JSON data."""
    return {
        "schema": SEARCH_SCHEMA,
        "tool_version": tool_version,
        "query": result.query,
        "total": result.total,
        "documents": [_hit_data(hit) for hit in result.hits],
    }


def _hit_data(hit: SearchHit) -> dict[str, Any]:
    document, facts = hit.document, hit.document.facts
    name = {"path": document.path}
    if document.path_hex:
        name["path_hex"] = document.path_hex
    return {
        **name,
        "status": document.status.value,
        "kind": facts.kind.value if facts else None,
        "date": facts.date.value if facts and facts.date else None,
        "items": list(hit.items),
        "score": hit.score,
        "passage": hit.passage
        and {
            "page": hit.passage.page,
            "text": hit.passage.text,
            "marks": [list(mark) for mark in hit.passage.marks],
        },
    }


def render_search_json(result: SearchResult, *, tool_version: str) -> str:
    """`search --format json`."""
    return json.dumps(search_data(result, tool_version=tool_version), ensure_ascii=False, indent=1) + "\n"


def render_search_text(
    result: SearchResult, lang: Language = "id", *, colour: bool = False, show_nip: bool = False
) -> str:
    """The result in 80 columns: path, kind, date and items, then the passage with its page.

    Words that were asked for are bold where `colour` allows it, else between `*`.
    """
    before, after = ("\x1b[1m", "\x1b[0m") if colour else ("*", "*")
    lines = _lines(result, lang, show_nip=show_nip)
    return "".join(f"{line.replace(_OPEN, before).replace(_CLOSE, after)}\n" for line in lines)


def _lines(result: SearchResult, lang: Language, *, show_nip: bool) -> Iterator[str]:
    _ = translation(lang)
    hide = masker(show_nip=show_nip)
    if not result.hits:
        yield from textwrap.wrap(_("No document holds: {query}").format(query=result.query), _WIDTH)
    for hit in result.hits:
        document, facts = hit.document, hit.document.facts
        # The path is not broken: it is there to be copied.
        yield hide(printable(document.path))
        known = [
            kind_name(facts.kind.value) if facts else "",
            period_name(facts.date.value, lang) if facts and facts.date else "",
        ]
        known.append(f"{word('serves', lang)}: {', '.join(hit.items)}" if hit.items else "")
        facts_line = [printable(part) for part in known if part] or [word(document.status.value, lang)]
        yield from textwrap.wrap("; ".join(facts_line), _WIDTH, initial_indent="  ", subsequent_indent="    ")
        if hit.passage:
            told = _marked(hit.passage)
            if hit.passage.page:
                told = _("p. {n}: {text}").format(n=hit.passage.page, text=told)
        else:
            told = _("only the file name holds the words")
        yield from textwrap.wrap(told, _WIDTH, initial_indent="  ", subsequent_indent="    ")
    left = result.total - len(result.hits)
    if left and result.hits:
        yield word("more", lang, n=left)


def _marked(passage: Passage) -> str:
    """The passage with signs around its marks, one pair a word: a line break falls between two pairs."""
    pieces, place = [], 0
    for start, end in passage.marks:
        words = passage.text[start:end].replace(" ", f"{_CLOSE} {_OPEN}")
        pieces += [passage.text[place:start], _OPEN, words, _CLOSE]
        place = end
    return "".join([*pieces, passage.text[place:]])
