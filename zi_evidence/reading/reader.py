"""One file's bytes to one reading, whatever the bytes are."""

from dataclasses import replace

from zi_evidence.model import DocumentStatus, Reading
from zi_evidence.model.reasons import reason
from zi_evidence.reading import hooks
from zi_evidence.reading.limits import DEFAULT, Limits
from zi_evidence.reading.pictures import is_whole
from zi_evidence.reading.sniff import DOCX, PDF, UNKNOWN, ZIP, advice, sniff

__all__ = ["read_bytes"]

_OLE_ENCRYPTED = "application/x-ole-encrypted"


def read_bytes(data: bytes, *, limits: Limits = DEFAULT) -> Reading:
    """Return the reading of a file's bytes. The type is decided by content; there is no name to ask.

    Pure and in-process: a hostile file can kill or stall the process, so only a worker calls this.
    `MemoryError` is let through: after it a process is no longer to be trusted.
    """
    if not data:
        return Reading(status=DocumentStatus.EMPTY, media_type=UNKNOWN, reason=reason("empty_file"))
    if len(data) > limits.max_file_bytes:
        return Reading(
            status=DocumentStatus.TOO_LARGE,
            media_type=sniff(data),
            reason=reason("file_too_large", mb=limits.max_file_bytes // 2**20),
        )
    media_type = sniff(data)
    if media_type == PDF:
        from zi_evidence.reading.pdf import read_pdf  # noqa: PLC0415 - parsers are loaded when needed

        reading = read_pdf(data, limits)
        if limits.signatures and reading.signatures:
            from zi_evidence.reading.signatures import checked  # noqa: PLC0415 - as above

            reading = replace(reading, signatures=checked(data, reading.signatures, limits.trust))
        if limits.ocr:
            from zi_evidence.reading.ocr import add_ocr  # noqa: PLC0415 - as above

            reading = add_ocr(data, reading, limits)
        return reading
    if media_type == ZIP:
        return _read_zip(data, limits)
    if media_type == _OLE_ENCRYPTED:
        return Reading(
            status=DocumentStatus.ENCRYPTED,
            media_type=media_type,
            reason=reason("locked"),
        )
    if media_type == UNKNOWN and not data.strip(b"\0"):
        return Reading(
            status=DocumentStatus.DAMAGED,
            media_type=UNKNOWN,
            reason=reason("only_zero_bytes"),
        )
    if not is_whole(data, media_type):
        # Not called a picture any more: nothing takes it for a photo of anything then.
        return Reading(
            status=DocumentStatus.DAMAGED,
            media_type=UNKNOWN,
            reason=reason("half_picture"),
        )
    return unsupported(media_type)


def unsupported(media_type: str) -> Reading:
    """Return the reading of a file of a type that is not read, with advice."""
    return Reading(
        status=DocumentStatus.UNSUPPORTED, media_type=media_type, reason=reason(advice(media_type))
    )


def _read_zip(data: bytes, limits: Limits) -> Reading:
    from zi_evidence.reading.zip_gate import Refused, ZipGate  # noqa: PLC0415 - as above

    hooks.stage("zip")
    try:
        gate = ZipGate(data, limits)
        media_type = gate.media_type
    except Refused as refused:
        # The directory stands at the end of the file; a file cut short still shows its first members.
        guess = DOCX if b"word/" in data[:65536] else ZIP
        return Reading(
            status=DocumentStatus(refused.kind),
            media_type=guess,
            reason=refused.reason,
        )
    if media_type != DOCX:
        return unsupported(media_type)
    from zi_evidence.reading.docx import read_docx  # noqa: PLC0415 - as above

    return read_docx(gate, limits)
