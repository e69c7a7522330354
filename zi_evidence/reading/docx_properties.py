"""Core properties of a DOCX, as python-docx understands them."""

from typing import Any

from docx.opc.parts.coreprops import CorePropertiesPart

from zi_evidence.model import Metadata
from zi_evidence.reading.clean import clean_line
from zi_evidence.reading.docx_text import Refusal, root_events

__all__ = ["core_properties"]


def core_properties(data: bytes) -> Metadata:
    """Return the properties of `docProps/core.xml`; a broken part gives empty ones.

    Raises:
        Refusal: the part carries a document type definition.
    """
    try:
        # One cheap pass of our own: python-docx would read a document type definition without a word.
        for _ in root_events(data, ("{*}coreProperties",), ("start",)):
            break
    except Refusal as refusal:
        if "DTD" in str(refusal):
            raise
        return Metadata()
    try:
        # The package is only asked for relationships, of which this part has none.
        load: Any = CorePropertiesPart.load
        part = load("/docProps/core.xml", "", data, None)
        properties = part.core_properties
        return Metadata(
            title=clean_line(properties.title),
            author=clean_line(properties.author),
            created=_iso(properties.created),
            modified=_iso(properties.modified),
        )
    except (ValueError, SyntaxError, AttributeError, KeyError, TypeError, OverflowError):
        return Metadata()


def _iso(value: Any) -> str:
    return value.isoformat(timespec="seconds") if value is not None else ""
