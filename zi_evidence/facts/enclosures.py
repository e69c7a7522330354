"""Where, in a file without pages, a document ends and another that it encloses begins.

A DOCX is one page: a report and the decree it encloses run into each other. What stands behind the first one's
closing and opens like a document with a number of its own lends it neither number nor date.
"""

from collections.abc import Sequence

from zi_evidence.facts.kinds import find_heading, heading_kind
from zi_evidence.lexicon import Lexicon
from zi_evidence.page import Line

__all__ = ["enclosed_from"]

FIRST_LINES = 8


def enclosed_from(lines: Sequence[Line], lexicon: Lexicon) -> int | None:
    """The index of the line with which an enclosed document opens, or `None`."""
    first = find_heading(lines, lexicon)
    own = first.kind if first else None
    if own in lexicon.kinds.having("quotes_orders"):
        return None
    enclosed = lexicon.kinds.having("enclosed")
    closed = False
    for index, line in enumerate(lines):
        text = line.text
        if index >= FIRST_LINES and not closed and lexicon.parts.closing.find(text):
            closed = True
        if not closed or not text.isupper() or len(text) > 110:
            continue
        kind = heading_kind(text, lexicon)
        if kind not in enclosed or kind == own:
            continue
        if any(lexicon.parts.enclosed_number.find(other.text) for other in lines[index + 1 : index + 5]):
            return index
    return None
