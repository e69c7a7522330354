"""Whether digital signatures still hold, by pyHanko where it is installed (extra `signature`).

Nothing is fetched: no certificate, no revocation list, no time stamp. So the best that is said is that a
signature is intact and its chain ends in a root the operator has named; whether the certificate was revoked
meanwhile stays unsaid. An expired certificate makes a signature untrusted here, never broken: the document
was signed while it was valid, as far as anyone can tell offline.
"""

import importlib.util
import io
from importlib import import_module
from typing import Any

from zi_evidence.model import Signature
from zi_evidence.reading import hooks
from zi_evidence.reading.pdf_dates import iso_time
from zi_evidence.reading.signer_names import signer_name

__all__ = ["CHANGED", "INTACT", "PRESENT", "TRUSTED", "available", "checked"]

# The five states of a document's signatures are these four and having none.
PRESENT = "present_not_checked"
INTACT = "intact_untrusted"
TRUSTED = "intact_trusted"
CHANGED = "changed"


def available() -> bool:
    """Return whether pyHanko is installed; does not import it, which takes a second."""
    return importlib.util.find_spec("pyhanko") is not None


def checked(data: bytes, known: tuple[Signature, ...], trust: tuple[str, ...]) -> tuple[Signature, ...]:
    """Return the signatures with their states, oldest first.

    Args:
        data: the PDF.
        known: the signatures as the file claims them; they come back where pyHanko fails on the whole file.
        trust: certificates in PEM that a chain may end in.
    """
    if not known or not available():
        return known
    hooks.stage("signatures")
    try:
        return _checked(data, trust)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a hostile file makes pyHanko raise any class; then nothing is claimed
        hooks.retire()
        return known


def _checked(data: bytes, trust: tuple[str, ...]) -> tuple[Signature, ...]:
    # Loaded here, for signed files only: the import takes a second.
    reader = import_module("pyhanko.pdf_utils.reader").PdfFileReader(io.BytesIO(data), strict=False)
    if reader.encrypted:
        reader.decrypt("")
    roots = _roots(trust)
    return tuple(_signature(embedded, roots, len(data)) for embedded in reader.embedded_regular_signatures)


def _roots(trust: tuple[str, ...]) -> list[Any]:
    pem, x509 = import_module("asn1crypto.pem"), import_module("asn1crypto.x509")
    return [
        x509.Certificate.load(der)
        for text in trust
        for _, _, der in pem.unarmor(text.encode("ascii"), multiple=True)
    ]


def _signature(embedded: Any, roots: list[Any], size: int) -> Signature:
    span = [int(part) for part in embedded.byte_range]
    told = Signature(
        name=signer_name(bytes(embedded.pkcs7_content)),
        time=iso_time(str(embedded.sig_object.get("/M", ""))),
        covers_whole_file=len(span) == 4 and span[0] == 0 and span[2] + span[3] == size,
    )
    try:
        state, changes = _state(embedded, roots)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above; one broken signature leaves the others their answer
        hooks.retire()
        return told
    return Signature(told.name, told.time, state, told.covers_whole_file, changes)


def _state(embedded: Any, roots: list[Any]) -> tuple[str, str]:
    level_of = import_module("pyhanko.sign.diff_analysis").ModificationLevel
    validate = import_module("pyhanko.sign.validation").validate_pdf_signature
    context = import_module("pyhanko_certvalidator").ValidationContext(
        trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail"
    )
    status = validate(embedded, signer_validation_context=context)
    level = status.modification_level
    changes = {
        level_of.NONE: "none",
        level_of.LTA_UPDATES: "validation_data",
        level_of.FORM_FILLING: "form_filling",
        level_of.ANNOTATIONS: "annotations",
        level_of.OTHER: "other",
    }.get(level, "unknown")
    # `valid` alone says that the mathematics holds for bytes that may no longer be the document's.
    if not (status.intact and status.valid) or level is level_of.OTHER:
        return CHANGED, changes
    return (TRUSTED if status.trusted and roots else INTACT), changes
