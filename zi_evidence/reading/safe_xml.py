"""XML of strangers: no entities, no document type, no network, no endless nodes."""

import io
from typing import Any

from lxml import etree

__all__ = ["Refusal", "root_events"]


class Refusal(Exception):
    """A part that is not read: broken XML, or a document type definition. Its text is the code of a reason."""


def root_events(data: bytes, tags: Any = None, events: tuple[str, ...] = ("start", "end")) -> Any:
    """Return lxml's event iterator over the part, without entities, network, or huge nodes.

    Raises (while iterating):
        Refusal: the XML is broken or carries a document type definition.
    """
    parser = etree.iterparse(
        io.BytesIO(data),
        events=events,
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    try:
        for event, element in parser:
            if not checked:
                checked = True
                _refuse_doctype(element)
            yield event, element
        root = parser.root
        if not checked and root is not None:
            _refuse_doctype(root)
    except etree.LxmlError as error:
        raise Refusal("part_broken") from error


def _refuse_doctype(element: Any) -> None:
    info = element.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise Refusal("part_declares")
