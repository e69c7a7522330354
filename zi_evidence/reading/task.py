"""The task a plain pool runs: bytes to a reading as JSON."""

from zi_evidence.reading.limits import Limits
from zi_evidence.reading.reader import read_bytes
from zi_evidence.reading.wire import dump_reading

__all__ = ["preload", "read"]


def read(data: bytes, name: str, limits: Limits) -> bytes:  # noqa: ARG001 - the signature of every task
    """Return the reading of the bytes as JSON. The name decides nothing."""
    return dump_reading(read_bytes(data, limits=limits))


def preload() -> None:
    """Load what nearly every document needs, before a worker is caged."""
    import lxml.etree  # noqa: F401, PLC0415
    import pypdfium2.raw  # noqa: F401, PLC0415

    import zi_evidence.reading.docx_properties
    import zi_evidence.reading.pdf
    import zi_evidence.reading.pdf_visible  # noqa: F401
