"""The signer's name inside a PDF signature, as the certificate spells it.

Official signatures seldom fill the field for a name; the name stands in the certificate that the signature
carries. It is read, not checked: nothing here says that the certificate or the signature is good.
"""

from collections.abc import Iterator

from zi_evidence.reading.clean import clean_line

__all__ = ["signer_name"]

_SEQUENCE, _SET, _INTEGER, _OID, _CONTEXT_0 = 0x30, 0x31, 0x02, 0x06, 0xA0
_COMMON_NAME = bytes((0x55, 0x04, 0x03))
_ENCODINGS = {0x0C: "utf-8", 0x1E: "utf-16-be", 0x13: "latin-1", 0x14: "latin-1", 0x16: "ascii"}
# A signature with a whole chain and its revocation lists holds some thousand nodes at the top levels.
_MAX_SIBLINGS = 200

Node = tuple[int, int, int]  # tag, first byte and end of the content


def signer_name(contents: bytes) -> str:
    """Return the common name of the certificate that the first signer used, empty where it cannot be told.

    Args:
        contents: the DER bytes of a signature's `/Contents`; zeros after them do not matter.
    """
    try:
        return clean_line(_name(contents))
    except (IndexError, ValueError, StopIteration):
        return ""


def _name(data: bytes) -> str:
    content_info = _children(data, _node(data, 0, len(data)))
    next(content_info)
    signed_data = list(_children(data, next(_children(data, next(content_info)))))
    certificates = [
        list(_children(data, next(_children(data, node))))
        for outer in signed_data
        if outer[0] == _CONTEXT_0
        for node in _children(data, outer)
        if node[0] == _SEQUENCE
    ]
    signer = list(_children(data, next(_children(data, signed_data[-1]))))
    issuer_and_serial = list(_children(data, signer[1]))
    wanted = _bytes(data, issuer_and_serial[1]) if len(issuer_and_serial) > 1 else None
    for fields in certificates:
        # The version is optional and tagged; the fields after it stand in a fixed order.
        at = 1 if fields[0][0] == _CONTEXT_0 else 0
        serial, subject = fields[at], fields[at + 4]
        if len(certificates) == 1 or _bytes(data, serial) == wanted:
            return _common_name(data, subject)
    return ""


def _common_name(data: bytes, subject: Node) -> str:
    for part in _children(data, subject):
        for pair in _children(data, part):
            kind, value = list(_children(data, pair))[:2]
            if kind[0] == _OID and _bytes(data, kind) == _COMMON_NAME and value[0] in _ENCODINGS:
                return _bytes(data, value).decode(_ENCODINGS[value[0]], "replace")
    return ""


def _node(data: bytes, start: int, end: int) -> Node:
    tag, length, at = data[start], data[start + 1], start + 2
    if length & 0x80:
        size = length & 0x7F
        if not 1 <= size <= 4:
            raise ValueError("indefinite or absurd length")
        length = int.from_bytes(data[at : at + size], "big")
        at += size
    if at + length > end:
        raise ValueError("a node is longer than its parent")
    return tag, at, at + length


def _children(data: bytes, parent: Node) -> Iterator[Node]:
    _, at, end = parent
    for _ in range(_MAX_SIBLINGS):
        if at >= end:
            return
        node = _node(data, at, end)
        yield node
        at = node[2]


def _bytes(data: bytes, node: Node) -> bytes:
    return data[node[1] : node[2]]
