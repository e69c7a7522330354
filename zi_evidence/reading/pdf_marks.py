"""A cheap look for PDF names that call for a closer look.

Building pypdf's reader costs as much as pdfium's whole text of a one-page letter, and nine files in ten hold
nothing that it would tell. So the bytes outside of streams, and the object streams unpacked on the side, are
searched for the few names behind which scripts, attachments or forms hide.
"""

import re
import zlib
from collections.abc import Iterator

__all__ = ["marks"]

_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)\b")
_NAMES = {
    b"/JavaScript": "javascript",
    b"/Launch": "launch",
    b"/EmbeddedFile": "embedded",
    b"/XFA": "xfa",
    b"/Collection": "embedded",
}
# Three bytes turn up in compressed data by chance; with what must follow they hardly do.
_SCRIPT = re.compile(rb"/JS\s*(?:\(|<|\d+ \d+ R)")
# Object streams beyond these are no honest producer's; the closer look is asked for instead.
_MAX_STREAMS = 50_000
# A stream's dictionary ends right before it and is seldom longer than this.
_HEAD = 600
_MAX_STREAM = 4 * 1024 * 1024
_MAX_TOTAL = 32 * 1024 * 1024


def marks(data: bytes) -> frozenset[str]:
    """Return which of `javascript launch embedded xfa` may be in the file.

    `odd` is added where the object streams could not be searched: encrypted, or beyond the limits. A name
    written with `#` escapes is not found.
    """
    found: set[str] = set()
    outside: list[bytes] = []
    packed: list[bytes] = []
    for text, stream in _cut(data):
        outside.append(text)
        if stream and _OBJECT_STREAM.search(text, max(0, len(text) - _HEAD)):
            packed.append(stream)
    plain = b"".join(outside)
    found |= _search(plain)
    if packed and b"/Encrypt" in plain:
        found.add("odd")
        return frozenset(found)
    total = 0
    for stream in packed:
        if total >= _MAX_TOTAL:
            found.add("odd")
            break
        try:
            body = zlib.decompressobj().decompress(stream, _MAX_STREAM)
        except zlib.error:
            found.add("odd")
            continue
        total += len(body)
        found |= _search(body)
    return frozenset(found)


def _cut(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield text between streams with the stream that follows it; long scans are thus not searched."""
    at = 0
    for _ in range(_MAX_STREAMS):
        begin = data.find(b"stream", at)
        if begin < 0:
            break
        start = begin + 6
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        head = data[max(at, begin - _HEAD) : begin]
        lengths = _LENGTH.findall(head)
        end = start + int(lengths[-1]) if lengths else len(data)
        if b"endstream" not in data[end : end + 20]:
            end = data.find(b"endstream", start)
            if end < 0:
                break
        yield data[at:begin], data[start : min(end, start + _MAX_STREAM)] if b"ObjStm" in head else b""
        at = data.find(b"endstream", end) + 9
    yield data[at:], b""


def _search(data: bytes) -> set[str]:
    found = {mark for name, mark in _NAMES.items() if name in data}
    if b"/JS" in data and _SCRIPT.search(data):
        found.add("javascript")
    return found
