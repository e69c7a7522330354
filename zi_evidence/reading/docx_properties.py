"""Core properties of a DOCX, as python-docx understands them."""

import re
from typing import Any

from docx.oxml.parser import parse_xml

from zi_evidence.model import Metadata
from zi_evidence.reading.clean import clean_line
from zi_evidence.reading.safe_xml import Refusal

__all__ = ["core_properties"]

_TERMS = "{http://purl.org/dc/terms/}"
_ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?)(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)?", re.ASCII)


def core_properties(data: bytes) -> Metadata:
    """Return the properties of `docProps/core.xml`; a broken part gives empty ones.

    Raises:
        Refusal: the part carries a document type definition.
    """
    try:
        element: Any = parse_xml(data)
    except SyntaxError:
        return Metadata()
    info = element.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise Refusal("part_declares")
    try:
        return Metadata(
            title=clean_line(element.title_text),
            author=clean_line(element.author_text),
            created=_time(element, "created"),
            modified=_time(element, "modified"),
        )
    except (ValueError, AttributeError, TypeError, OverflowError):
        return Metadata()


def _time(element: Any, name: str) -> str:
    """Return the time as the file writes it, which is ISO; to take it apart would cost ten times as much."""
    match = _ISO.match(element.findtext(f"{_TERMS}{name}") or "")
    if match is None:
        return ""
    return match[1] + (match[2] or "").replace("Z", "+00:00")
