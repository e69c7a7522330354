"""How a report speaks: its language, and whether it shows the numbers of persons."""

import datetime as dt
from collections.abc import Callable, Sequence

from zi_evidence.i18n import Language, day, language_named, number, period_text, translation
from zi_evidence.model import DateSource, Finding, Reason
from zi_evidence.reports.plain import source_name
from zi_evidence.reports.privacy import Masker, masker
from zi_evidence.reports.reason_texts import phrase_words, reason_sentence
from zi_evidence.reports.sentences import advice, sentence
from zi_evidence.reports.words import word
from zi_evidence.text import printable

__all__ = ["Voice"]


class Voice:
    """One language, and one way to treat the numbers of persons; made once for a report and handed on.

    Attributes:
        lang: the language.
        translate: turns a source text into the text of the language.
        hide: what every text of the report goes through: it masks NIP and NIK, or leaves them.
    """

    def __init__(self, lang: Language, *, show_nip: bool = False) -> None:
        """Takes the language, and whether the numbers of persons stay whole.

        Raises:
            UsageError: the language is none that is spoken here.
        """
        self.lang: Language = language_named(lang)
        self.hide: Masker = masker(show_nip=show_nip)
        self.translate: Callable[[str], str] = translation(self.lang)

    def clean(self, text: str) -> str:
        """A text as it may be shown: nothing invisible in it, numbers of persons treated."""
        return self.hide(printable(text))

    def word(self, key: str, **values: object) -> str:
        """A word of the reports by its key."""
        return word(key, self.lang, **values)

    def number(self, value: float) -> str:
        """A number with two decimals."""
        return number(value, self.lang)

    def day(self, value: dt.date) -> str:
        """A date in words."""
        return day(value, self.lang)

    def period(self, value: str) -> str:
        """A period or a partial date in words."""
        return period_text(value, self.lang)

    def source(self, source: DateSource) -> str:
        """Where a date was found."""
        return source_name(source, self.lang)

    def words(self, entries: Sequence[str]) -> str:
        """Entries of a checklist without their shorthand."""
        return phrase_words(entries, self.lang)

    def reason(self, reason: Reason) -> str:
        """A reason in words."""
        return reason_sentence(reason, self.lang)

    def finding(self, finding: Finding, *, by_name: bool = False, beside: bool = False) -> str:
        """What was found, see `zi_evidence.reports.sentences.sentence`."""
        return sentence(finding, self.lang, by_name=by_name, beside=beside)

    def advice(self, finding: Finding) -> str:
        """What to do about a finding."""
        return advice(finding, self.lang)
