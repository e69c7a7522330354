"""People in a document: who signs, and how a NIP is kept from outputs."""

import re

__all__ = ["mask_nip"]

# 18 digits (birth date, appointment, sex, sequence), often spaced, or the old 9 digits after the word NIP.
_NIP = re.compile(r"(?<![\d/])((?:19|20)\d{2})[\s.]?(\d{4})[\s.]{0,2}((?:19|20)\d{2})[\s.]?(\d{2})[\s.]{0,2}(\d)[\s.]{0,2}(\d{3})(?!\d)")
_OLD_NIP = re.compile(r"(?i)(?<=nip)([\s.:]{0,4})(\d{9}|\d{3}[ .]\d{3}[ .]\d{3})(?!\d)")


def mask_nip(text: str) -> str:
    """The text with every NIP (18 digits, spaced or not; 9 old ones after the word) masked but for its year."""
    text = _NIP.sub(lambda m: f"{m[1]}**************", text)
    return _OLD_NIP.sub(lambda m: f"{m[1]}*********", text)
