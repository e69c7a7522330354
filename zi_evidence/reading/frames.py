"""What parent and worker say to each other: a letter, a length, so many bytes.

Parent to worker: `J` a job (JSON; the open file travels beside it, or its bytes follow), `G` go on, `S` skip.
Worker to parent: `R` ready, `H` the hash of the bytes, `P` a sign of life, `A` the answer, `E` an error of
its own.
"""

import struct
import zlib

__all__ = ["BadFrame", "FrameReader", "frame", "pack_body", "unpack_body"]

HEADER = struct.Struct(">cI")
_COMPRESS_ABOVE = 1024 * 1024


class BadFrame(ValueError):
    """The other side does not keep to the protocol."""


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """Return one frame as bytes."""
    return HEADER.pack(kind, len(payload)) + payload


def pack_body(body: bytes) -> bytes:
    """Return the body with a first byte that says whether the rest is compressed."""
    if len(body) <= _COMPRESS_ABOVE:
        return b"\0" + body
    return b"\1" + zlib.compress(body, 1)


def unpack_body(payload: bytes, limit: int) -> bytes:
    """Return the body, at most `limit` bytes of it.

    Raises:
        BadFrame: the body is longer, or not what `pack_body` makes.
    """
    if payload[:1] == b"\0":
        body = payload[1:]
    elif payload[:1] == b"\1":
        unpacker = zlib.decompressobj()
        try:
            body = unpacker.decompress(payload[1:], limit + 1)
        except zlib.error as error:
            raise BadFrame("broken compression") from error
        if not unpacker.eof:
            raise BadFrame("the answer unpacks to more than allowed")
    else:
        raise BadFrame("unknown body")
    if len(body) > limit:
        raise BadFrame("the answer is too long")
    return body


class FrameReader:
    """Cuts the bytes of a stream into frames, holding at most one frame of the allowed length.

    Args:
        limits: for each kind the longest payload; other kinds are refused.
    """

    def __init__(self, limits: dict[bytes, int]) -> None:
        self._limits = limits
        self._buffer = bytearray()

    @property
    def partial(self) -> bool:
        """Return whether the last frame has begun but not ended."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> list[tuple[bytes, bytes]]:
        """Return the frames that the new bytes complete.

        Raises:
            BadFrame: an unknown kind or a length beyond its limit.
        """
        self._buffer += data
        frames = []
        start = 0
        while len(self._buffer) - start >= HEADER.size:
            kind, length = HEADER.unpack_from(self._buffer, start)
            if kind not in self._limits:
                raise BadFrame("unknown frame")
            if length > self._limits[kind]:
                raise BadFrame("frame too long")
            end = start + HEADER.size + length
            if len(self._buffer) < end:
                break
            frames.append((kind, bytes(self._buffer[start + HEADER.size : end])))
            start = end
        if start:
            del self._buffer[:start]
        return frames
