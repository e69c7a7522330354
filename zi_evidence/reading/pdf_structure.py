"""What pypdf tells of a PDF: signatures, scripts, attachments, forms; and its text, as second engine.

pypdf bounds its own work in many places and raises where a file goes beyond; it also raises a dozen
classes outside its own tree on broken files, so callers catch `Exception`.
"""

import io
from collections.abc import Callable, Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from zi_evidence.model import Metadata, Signature
from zi_evidence.reading.clean import clean_line
from zi_evidence.reading.pdf_dates import iso_time

__all__ = ["Locked", "Structure", "open_reader", "page_texts", "structure"]

# More fields or names than this are no office's form; what was found until then is told.
_MAX_NODES = 20_000
_MAX_SIGNATURES = 50


class Locked(Exception):
    """The file asks for a password, or for a way of decryption that pypdf does not know."""


class Structure:
    """Signatures and flags of one file."""

    def __init__(self) -> None:
        self.signatures: list[Signature] = []
        self.flags: set[str] = set()


def open_reader(data: bytes) -> PdfReader:
    """Return a reader for the bytes, opened with the empty password where they are encrypted.

    Raises:
        Locked: the empty password does not open it.
        Exception: whatever pypdf raises on a broken file.
    """
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        try:
            opened = reader.decrypt("")
        except Exception as error:
            raise Locked(clean_line(str(error))) from error
        if not opened:
            raise Locked("password")
    return reader


def metadata(reader: PdfReader) -> Metadata:
    """Return the document information; fields that cannot be read stay empty."""
    info = reader.metadata
    if info is None:
        return Metadata()

    def text(key: str) -> str:
        value = info.get(key)
        return clean_line(str(value)) if isinstance(value, str | bytes) else ""

    return Metadata(
        title=text("/Title"),
        author=text("/Author"),
        producer=text("/Producer"),
        created=iso_time(text("/CreationDate")),
        modified=iso_time(text("/ModDate")),
    )


def page_texts(reader: PdfReader, limit: int) -> Iterator[Callable[[], str]]:
    """Yield for each of the first `limit` pages a function that extracts its text."""
    for number, page in enumerate(reader.pages):
        if number >= limit:
            return
        yield page.extract_text


def structure(reader: PdfReader, size: int) -> Structure:
    """Return signatures and flags; `size` is the file's length, which a signature may cover whole."""
    found = Structure()
    root = _get(reader.trailer, "/Root")
    if not isinstance(root, DictionaryObject):
        return found
    _actions(found, root)
    form = _get(root, "/AcroForm")
    if isinstance(form, DictionaryObject):
        if "/XFA" in form:
            found.flags.add("xfa")
        _fields(found, _get(form, "/Fields"), size)
    names = _get(root, "/Names")
    if isinstance(names, DictionaryObject):
        if "/JavaScript" in names:
            found.flags.add("javascript")
        if _has_names(_get(names, "/EmbeddedFiles")):
            found.flags.add("embedded")
    if "/Collection" in root:
        found.flags.add("embedded")
    for number, page in enumerate(reader.pages):
        if number >= 200:
            break
        _actions(found, page)
        for annotation in _items(_get(page, "/Annots"))[:2000]:
            if isinstance(annotation, DictionaryObject):
                _actions(found, annotation)
                if annotation.get("/Subtype") == "/FileAttachment":
                    found.flags.add("embedded")
    return found


def _get(holder: Any, key: str) -> Any:
    value = holder.get(key) if isinstance(holder, dict) else None
    return value.get_object() if isinstance(value, IndirectObject) else value


def _items(value: Any) -> list[Any]:
    if not isinstance(value, ArrayObject):
        return []
    return [item.get_object() if isinstance(item, IndirectObject) else item for item in value[:_MAX_NODES]]


def _has_names(node: Any) -> bool:
    return isinstance(node, DictionaryObject) and bool(
        _items(_get(node, "/Names")) or _items(_get(node, "/Kids"))
    )


def _actions(found: Structure, holder: Any) -> None:
    pending = [_get(holder, "/OpenAction"), _get(holder, "/A")]
    more = _get(holder, "/AA")
    if isinstance(more, DictionaryObject):
        pending += [_get(more, key) for key in list(more)[:50]]
    budget = 100
    while pending and budget:
        budget -= 1
        action = pending.pop()
        if isinstance(action, ArrayObject):
            # An open action may be a plain destination, and a next action a list of actions.
            pending += [
                item for item in _items(action)[:50] if isinstance(item, DictionaryObject) and "/S" in item
            ]
        if not isinstance(action, DictionaryObject):
            continue
        kind = action.get("/S")
        if kind in ("/JavaScript", "/Rendition") and "/JS" in action:
            found.flags.add("javascript")
        elif kind == "/Launch":
            found.flags.add("launch")
        pending.append(_get(action, "/Next"))


def _fields(found: Structure, fields: Any, size: int) -> None:
    pending = [(field, "") for field in reversed(_items(fields))]
    seen: set[int] = set()
    while pending and len(seen) < _MAX_NODES and len(found.signatures) < _MAX_SIGNATURES:
        field, kind = pending.pop()
        if not isinstance(field, DictionaryObject) or id(field) in seen:
            continue
        seen.add(id(field))
        _actions(found, field)
        kind = str(field.get("/FT", kind))
        value = _get(field, "/V")
        if kind == "/Sig" and isinstance(value, DictionaryObject) and value.get("/Type") != "/DocTimeStamp":
            found.signatures.append(_signature(value, size))
        pending += [(kid, kind) for kid in reversed(_items(_get(field, "/Kids")))]


def _signature(value: DictionaryObject, size: int) -> Signature:
    span = [int(part) for part in _items(_get(value, "/ByteRange")) if isinstance(part, int)]
    whole = len(span) == 4 and span[0] == 0 and span[2] > span[1] and span[2] + span[3] == size
    name, time = _get(value, "/Name"), _get(value, "/M")
    return Signature(
        name=clean_line(str(name)) if isinstance(name, str) else "",
        time=iso_time(str(time)) if isinstance(time, str) else "",
        covers_whole_file=whole,
    )
