"""The task a plain pool runs: bytes to a reading as JSON."""

from importlib import import_module

from zi_evidence.reading.limits import Limits
from zi_evidence.reading.reader import read_bytes
from zi_evidence.reading.wire import dump_reading

__all__ = ["preload", "read"]


def read(data: bytes, name: str, limits: Limits) -> bytes:  # noqa: ARG001 - the signature of every task
    """Return the reading of the bytes as JSON. The name decides nothing."""
    return dump_reading(read_bytes(data, limits=limits))


def preload() -> None:
    """Load what nearly every document needs, before a worker is caged."""
    for name in ("docx", "docx_properties", "docx_text", "pdf", "pdf_claims", "pdf_visible", "zip_gate"):
        import_module(f"zi_evidence.reading.{name}")
