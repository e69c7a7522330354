"""Plain words for what the core says in codes: kinds, reasons of a match, messages of a finding."""

import re

from zi_evidence.i18n import period_text as period_name
from zi_evidence.i18n import translation
from zi_evidence.model import DateSource, Finding, Kind
from zi_evidence.reports.words import Language

__all__ = [
    "count",
    "kind_name",
    "known_kind",
    "owner_name",
    "period_name",
    "plain_message",
    "source_name",
]

_IN_TEXT = re.compile(r"\b\d{4}-(?:Q[1-4]|S[12]|\d\d-\d\d)\b")
_SHORT = {Kind.SK: "SK", Kind.SOP: "SOP", Kind.LKJIP: "LKjIP", Kind.SKP: "SKP", Kind.SPTJM: "SPTJM"}


def count(value: int, lang: Language) -> str:
    """A whole number with its thousands apart: `5.000` in Indonesian."""
    text = f"{value:,}"
    return text.replace(",", ".") if lang == "id" else text


def kind_name(kind: str) -> str:
    """The kind of document as offices write it; empty for `other`. Kinds are Indonesian in every language."""
    if kind == Kind.OTHER:
        return ""
    return _SHORT.get(Kind(kind)) or kind.replace("_", " ").capitalize()


def known_kind(kind: str) -> str:
    """As `kind_name`; what is no kind comes back as it is."""
    return (kind_name(kind) if kind in frozenset(Kind) else "") or kind


def source_name(source: DateSource, lang: Language) -> str:
    """Where a date was found."""
    _ = translation(lang)
    return {
        DateSource.SIGNATURE: _("beside the signature"),
        DateSource.ENACTED: _("day of enactment"),
        DateSource.LETTERHEAD: _("letterhead"),
        DateSource.EFFECTIVE: _("day of taking effect"),
        DateSource.MEETING: _("day of the meeting"),
        DateSource.TTE: _("electronic signature"),
        DateSource.TITLE: _("title"),
        DateSource.NAME: _("file name"),
        DateSource.EVENT: _("day of the event"),
        DateSource.METADATA: _("properties of the file"),
        DateSource.MTIME: _("time of the file"),
    }[source]


def owner_name(owner: str, lang: Language) -> str:
    """Who must provide it: areas are numbered after the working groups."""
    _ = translation(lang)
    if not owner:
        return _("No working group")
    return _("Working group {n}").format(n=owner) if owner.isdigit() else owner


def plain_message(finding: Finding, title: str, lang: Language) -> str:
    """A requirement's finding as it reads beside the requirement.

    The title is not said again, the document goes by its name, periods and days are in words.
    """
    text = finding.message.replace(f": {title}; ", ": ", 1)
    before, path, after = text.partition(finding.path) if finding.path else (text, "", "")

    def spelled(part: str) -> str:
        return _IN_TEXT.sub(lambda found: period_name(found[0], lang), part)

    return f"{spelled(before)}{path.rpartition('/')[2]}{spelled(after)}"
