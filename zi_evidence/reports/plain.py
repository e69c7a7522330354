"""Plain words for what the core says in codes: kinds, owners, where a date was found."""

from zi_evidence.i18n import period_text as period_name
from zi_evidence.i18n import translation
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import DateSource
from zi_evidence.reports.words import Language

__all__ = [
    "count",
    "kind_name",
    "known_kind",
    "owner_name",
    "period_name",
    "source_name",
]


def count(value: int, lang: Language) -> str:
    """A whole number with its thousands apart: `5.000` in Indonesian."""
    text = f"{value:,}"
    return text.replace(",", ".") if lang == "id" else text


def kind_name(kind: str) -> str:
    """The kind of document as offices write it; empty for `other`. Kinds are Indonesian in every language."""
    kinds = load_lexicon().kinds
    return "" if kind == kinds.unknown else kinds.name(kind, "id")


def known_kind(kind: str) -> str:
    """As `kind_name`; the unknown kind comes back as it is."""
    return kind_name(kind) or kind


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
