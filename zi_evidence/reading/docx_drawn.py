"""The words of a diagram or a chart, which a document keeps in parts of their own."""

from typing import Final

from zi_evidence.reading.safe_xml import root_events

__all__ = ["drawn_lines"]

_BASES: Final = (
    (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
    ),
    ("http://purl.oclc.org/ooxml/drawingml/main", "http://purl.oclc.org/ooxml/drawingml/chart"),
)
_PARAGRAPHS: Final = tuple(f"{{{main}}}p" for main, _ in _BASES)
_TEXTS: Final = tuple(f"{{{main}}}t" for main, _ in _BASES)
# What a chart shows of its sheet: names of rows and columns. Its figures are read off the drawing.
_NAMES: Final = tuple(f"{{{chart}}}strCache" for _, chart in _BASES)
_VALUES: Final = tuple(f"{{{chart}}}v" for _, chart in _BASES)


def drawn_lines(data: bytes, *, limit: int) -> list[str]:
    """Return the lines of one part, at most `limit` characters; names that a chart repeats come once.

    Raises:
        Refusal: the XML is broken or carries a document type definition.
    """
    lines: list[str] = []
    named: dict[str, None] = {}
    for _, element in root_events(data, (*_PARAGRAPHS, *_NAMES), ("end",)):
        if element.tag in _PARAGRAPHS:
            lines.append("".join(text.text or "" for text in element.iter(*_TEXTS))[:limit])
            limit -= len(lines[-1])
        else:
            for value in element.iter(*_VALUES):
                name = (value.text or "")[:limit]
                limit -= len(name) if name not in named else 0
                named[name] = None
        element.clear()
        if limit <= 0:
            break
    return [line for line in (*lines, *named) if line.strip()]
