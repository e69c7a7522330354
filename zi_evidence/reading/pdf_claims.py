"""What a PDF claims of itself, as pdfium tells it: metadata, signatures, scripts, attachments, forms."""

import ctypes
from typing import Any

import pypdfium2.raw as c

from zi_evidence.model import Metadata, Signature
from zi_evidence.reading.clean import clean_line
from zi_evidence.reading.pdf_dates import iso_time
from zi_evidence.reading.signer_names import signer_name

__all__ = ["flags", "metadata", "signatures"]

_MAX_SIGNATURES = 50
_MAX_CONTENTS = 4 * 1024 * 1024


def metadata(document: Any) -> Metadata:
    """Return the document information, empty where the file says nothing."""
    buffer = ctypes.create_string_buffer(4096)

    def text(key: bytes) -> str:
        length = c.FPDF_GetMetaText(document, key, buffer, 4096)
        if length <= 2 or length > 4096:
            return ""
        return clean_line(buffer.raw[: length - 2].decode("utf-16-le", "ignore"))

    return Metadata(
        title=text(b"Title"),
        author=text(b"Author"),
        producer=text(b"Producer"),
        created=iso_time(text(b"CreationDate")),
        modified=iso_time(text(b"ModDate")),
    )


def flags(document: Any) -> set[str]:
    """What pdfium itself can tell, for the day pypdf fails on the file."""
    flags = set()
    if c.FPDFDoc_GetAttachmentCount(document) > 0:
        flags.add("embedded")
    if c.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        flags.add("javascript")
    if c.FPDF_GetFormType(document) in (c.FORMTYPE_XFA_FULL, c.FORMTYPE_XFA_FOREGROUND):
        flags.add("xfa")
    return flags


def signatures(document: Any, size: int) -> tuple[Signature, ...]:
    """Return the signatures as the file claims them; time stamps of the document alone are left out."""
    found = []
    small = ctypes.create_string_buffer(64)
    span = (ctypes.c_int * 4)()
    for index in range(min(c.FPDF_GetSignatureCount(document), _MAX_SIGNATURES)):
        handle = c.FPDF_GetSignatureObject(document, index)
        if not handle:
            continue
        length = c.FPDFSignatureObj_GetSubFilter(handle, small, 64)
        if small.raw[: max(length - 1, 0)] == b"ETSI.RFC3161":
            continue
        length = c.FPDFSignatureObj_GetTime(handle, small, 64)
        time = small.raw[: length - 1].decode("ascii", "ignore") if 0 < length <= 64 else ""
        parts = c.FPDFSignatureObj_GetByteRange(handle, span, 4)
        whole = parts == 4 and span[0] == 0 and span[1] < span[2] and span[2] + span[3] == size
        length = min(c.FPDFSignatureObj_GetContents(handle, None, 0), _MAX_CONTENTS)
        contents = ctypes.create_string_buffer(max(length, 1))
        c.FPDFSignatureObj_GetContents(handle, contents, length)
        found.append(
            Signature(
                name=signer_name(contents.raw[:length]),
                time=iso_time(time),
                covers_whole_file=whole,
            )
        )
    return tuple(found)
