"""Whether a picture is whole. What it shows is not read; half a picture shows nobody anything.

Copies that broke off, downloads that failed and files of a few bytes begin like pictures too. Only the frame is
checked, without decoding: nothing here can be made to unpack to gigabytes.
"""

import struct
from typing import Literal

__all__ = ["is_whole"]

_PNG_HEADER = struct.Struct(">I4sII")
_NO_SIZE = frozenset((0xC4, 0xC8, 0xCC))
# More marks than any camera or editor writes; a flood of them is not followed.
_MAX_MARKS = 200_000


def is_whole(data: bytes, media_type: str) -> bool:
    """Tell whether a picture says how large it is and comes to its end; what is no picture is whole.

    Bytes after the end are honest: cameras put a second picture or their own notes there.
    """
    check = _CHECKS.get(media_type)
    return check is None or check(data)


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


def _whole_gif(data: bytes) -> bool:
    """GIF89a, 18 and 27: a screen with a size, and the trailer at the end."""
    return len(data) > 13 and any(data[6:8]) and any(data[8:10]) and data.rstrip(b"\0")[-1:] == b";"


def _whole_bmp(data: bytes) -> bool:
    return 26 < int.from_bytes(data[2:6], "little") <= len(data)


def _whole_webp(data: bytes) -> bool:
    """The size in the container is that of all behind it."""
    return 12 < int.from_bytes(data[4:8], "little") + 8 <= len(data)


def _whole_tiff(data: bytes) -> bool:
    """TIFF 6.0, 2: the first directory, often at the end, lies in the file with all its entries of 12 bytes.

    Where it stands at the beginning, a file cut short behind it goes unnoticed.
    """
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    at = int.from_bytes(data[4:8], order)
    entries = int.from_bytes(data[at : at + 2], order)
    return at >= 8 and entries > 0 and at + 2 + 12 * entries <= len(data)


def _whole_boxes(data: bytes) -> bool:
    """ISO/IEC 14496-12, 4.2: boxes that lie in the file, one of them with the picture's bytes."""
    at, drawn = 0, False
    for _ in range(_MAX_MARKS):
        if at + 8 > len(data):
            break
        length, kind = struct.unpack_from(">I4s", data, at)
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        drawn = drawn or kind == b"mdat"
        if length == 0:
            return drawn
        at += max(length, 8)
    return drawn and at <= len(data)


_CHECKS = {
    "image/jpeg": _whole_jpeg,
    "image/png": _whole_png,
    "image/gif": _whole_gif,
    "image/bmp": _whole_bmp,
    "image/webp": _whole_webp,
    "image/tiff": _whole_tiff,
    "image/heic": _whole_boxes,
}
