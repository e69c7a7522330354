"""What a scan reads with where nobody says otherwise: the limits, and the extras that are installed.

Digital signatures are checked where the extra `signature` is installed, against the root certificates that the
operator names: `ZI_EVIDENCE_TRUST` lists PEM files.
"""

import hashlib
import os
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from zi_evidence.errors import UsageError
from zi_evidence.facts import FACTS_VERSION
from zi_evidence.i18n import tr
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.reading import DEFAULT, Limits
from zi_evidence.reading.limits import READING_VERSION
from zi_evidence.reading.signatures import available

__all__ = ["TRUST", "standard_limits", "tool_version"]

TRUST = "ZI_EVIDENCE_TRUST"


def _trusted() -> tuple[str, ...]:
    names = [name for name in os.environ.get(TRUST, "").split(os.pathsep) if name]
    try:
        return tuple(Path(name).read_text("ascii") for name in names)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            tr("the certificate cannot be read: {error}").format(error=error),
            hint=tr("{variable} lists PEM files").format(variable=TRUST),
        ) from error


@cache
def standard_limits() -> Limits:
    """The limits of a scan.

    Raises:
        UsageError: a certificate that the operator names cannot be read.
    """
    return replace(DEFAULT, signatures=True, trust=_trusted()) if available() else DEFAULT


@cache
def tool_version(lexicon: Lexicon | None = None) -> str:
    """Identifies what reads and understands, words included; results of another version are made again."""
    names = ["zi-evidence", "pypdfium2", "pypdf", *(["pyhanko"] if available() else [])]
    parts = [f"{name} {version(name)}" for name in names]
    if trust := standard_limits().trust:
        parts.append(f"trust {hashlib.sha256(''.join(trust).encode()).hexdigest()[:12]}")
    words = (lexicon or load_lexicon()).fingerprint
    return "/".join([*parts, f"reading {READING_VERSION}", f"facts {FACTS_VERSION}", f"words {words}"])
