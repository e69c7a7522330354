"""Whether a picture is whole. What it shows is not read; half a picture shows nobody anything.

Copies that broke off, downloads that failed and files of a few bytes begin like pictures too. Only the frame is
checked, without decoding: nothing here can be made to unpack to gigabytes.
"""

import struct

__all__ = ["is_whole"]

_PNG_HEADER = struct.Struct(">I4sII")
_NO_SIZE = frozenset((0xC4, 0xC8, 0xCC))
# More marks than any camera or editor writes; a flood of them is not followed.
_MAX_MARKS = 200_000


def is_whole(data: bytes, media_type: str) -> bool:
    """Tell whether a JPEG or PNG says how large it is and comes to its end; other types are believed.

    Bytes after the end are honest: cameras put a second picture or their own notes there.
    """
    if media_type == "image/jpeg":
        return _whole_jpeg(data)
    if media_type == "image/png":
        return _whole_png(data)
    return True


def _whole_jpeg(data: bytes) -> bool:
    """ISO/IEC 10918-1, B.1: marker segments up to the scan, a frame with a width among them, an end after it."""
    at, framed = 2, False
    for _ in range(_MAX_MARKS):
        at = data.find(b"\xff", at)
        if at < 0 or at + 4 > len(data):
            return False
        marker = data[at + 1]
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9:
            return False
        if marker == 0xDA:
            return framed and data.find(b"\xff\xd9", at) > 0
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            framed = any(data[at + 7 : at + 9])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False


def _whole_png(data: bytes) -> bool:
    """ISO/IEC 15948, 5.3: chunks from IHDR, which has the size, over IDAT to IEND."""
    if len(data) < 8 + _PNG_HEADER.size:
        return False
    length, kind, width, height = _PNG_HEADER.unpack_from(data, 8)
    if kind != b"IHDR" or length != 13 or not width or not height:
        return False
    at, drawn = 8, False
    for _ in range(_MAX_MARKS):
        if at + 12 > len(data):
            break
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IEND":
            return drawn
        drawn = drawn or kind == b"IDAT"
        at += 12 + length
    return False
