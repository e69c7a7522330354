"""Messages in Indonesian and English through gettext; English is the source, so a missing text still reads.

Catalogues lie in `zi_evidence/locale/LANG/LC_MESSAGES/zi_evidence.{po,mo}`.
"""

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["LANGUAGES", "Language", "translation"]

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")
_DOMAIN = "zi_evidence"


@cache
def translation(lang: Language) -> Callable[[str], str]:
    """The function that turns a source text into the text of a language."""
    folder = Path(__file__).parent / "locale"
    return gettext.translation(_DOMAIN, folder, [lang], fallback=True).gettext
