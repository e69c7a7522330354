"""The sentences of reasons: why a document was matched, or not, in the language of the reader."""

from collections.abc import Sequence
from typing import Final

from zi_evidence.i18n import Language, mark, number, period_text, translation
from zi_evidence.matching.selftest import ExampleFault
from zi_evidence.model import Reason, ReasonCode, ReasonValue
from zi_evidence.reports.plain import known_kind

__all__ = ["TIMES", "example_fault_text", "phrase_words", "reason_sentence"]

_Code = ReasonCode
# Values that are days or periods; an empty one is not known.
TIMES: Final = frozenset({"day", "when", "period", "window"})
# So many wordings of one entry are enough to see what it is about.
_ALTERNATIVES = 2
_TEXTS: Final[dict[ReasonCode, str]] = {
    # ---- what a match rests on ----
    _Code.PIN: mark("named by the unit itself"),
    _Code.PIN_NOTE: "{note}",
    _Code.NAME_WORDS: mark("file name says: {words}"),
    _Code.NAME_AND_FOLDER_WORDS: mark("file name and folder say: {words}"),
    _Code.HEADING_WORDS: mark("heading says: {words}"),
    _Code.FIRST_LINES_WORDS: mark("first lines say: {words}"),
    _Code.SOME_FIRST_LINES_WORDS: mark("first lines say in part: {words}"),
    _Code.BODY_WORDS: mark("text says: {words}"),
    _Code.FURTHER_WORDS: mark("text says: {words}"),
    _Code.WORDS_NOT_FOUND: mark("not found: {words}"),
    _Code.NIL_REPORT: mark("reports that nothing happened: {words}"),
    _Code.NAME_PATTERN: mark("file name follows the pattern"),
    _Code.KIND: mark("kind of document: {kind}"),
    _Code.PERHAPS_KIND: mark("perhaps of the kind: {kind}"),
    _Code.ITEM_CODE_IN_NAME: mark("code {item} in the file name"),
    _Code.FOLDER_OF_ITEM: mark("lies in the folder of {item}"),
    _Code.FOLDER_OF_SECTION: mark("lies in the folder of {section}"),
    # ---- what keeps a document from a match ----
    _Code.NO_OFFICE: mark("no public office is named in it"),
    _Code.NO_AUTHOR: mark("no public office wrote or signed it"),
    _Code.OTHER_FITS_BETTER: mark("another requirement fits the document much better"),
    _Code.TOO_FEW_WORDS: mark("the words found are too few"),
    _Code.NO_WORDS: mark("its words were not found"),
    _Code.NO_FURTHER_WORDS: mark("none of its further words was found"),
    _Code.NO_BODY_WORDS: mark("none of the words expected in the text was found"),
    _Code.NOT_IN_HEADING: mark("its words do not stand in the heading, which decides for a thick document"),
    _Code.ONLY_NAME: mark("only its name says so: the text holds none of its words"),
    _Code.OTHER_KIND: mark("kind is {kind}, wanted: {wanted}"),
    _Code.WORDS_AGAINST: mark("holds words that speak against it: {words}"),
    _Code.NOT_EVIDENCE: mark("a paper of another sort: {words}"),
    _Code.NOT_OWN: mark("not an office's own paper, by its letterhead: {words}"),
    _Code.ONLY_PLANNED: mark("it plans what is to follow and tells nothing done"),
    _Code.NOTHING_HAPPENED: mark("it reports that nothing happened"),
    _Code.NOT_CARRIED_OUT: mark("it says that this was not carried out"),
    # ---- why a document that serves does not count ----
    _Code.NOT_READ: mark("could not be read"),
    _Code.ONLY_HEADING: mark("says hardly more than its heading"),
    _Code.OFFICE_NOT_SHOWN: mark("does not show which office it is from"),
    _Code.SAID_BY_NAME: mark("says so by its name, not in its text"),
    _Code.ACTIVE_CONTENT: mark("holds active content"),
    _Code.EMPTY: mark("an empty file"),
    _Code.FUTURE_DATE: mark("the document's date, or that of its event, has not come"),
    _Code.RECYCLED: mark("is a copy of what stands for another period"),
    _Code.SIGNATURE_BROKEN: mark(
        "the digital signature is broken, or the document was changed after signing"
    ),
    _Code.UNDATED: mark("no date found in the document"),
    _Code.UNDATED_PICTURE: mark("needs a date in its name or folder, or a dated paper about what it shows"),
    _Code.UNFINISHED: mark("the document is unfinished"),
    _Code.UNNUMBERED: mark("no number, or an unfilled one"),
    _Code.UNSIGNED: mark("no signature recognised"),
    _Code.WRONG_UNIT: mark("the document names another unit"),
    _Code.MADE_TOO_EARLY: mark("was made on {when}, too early"),
    _Code.PART_OF_PERIOD: mark("is only on {period}"),
    _Code.PERIOD_DOUBTFUL: mark("names {period} but was made on {when}: it may be on another year"),
    _Code.PERIOD_UNKNOWN: mark("names no period and was made on {when}: it may be on another one"),
    _Code.PERIOD_NOT_NAMED: mark("names no period: write it into the file's name"),
    _Code.EVENT_DOUBTFUL: mark("without whole dates nobody can say whether it belongs with {companions}"),
    _Code.NONE_AFTER: mark("none is dated after {day}"),
    _Code.ANSWERS_OTHER_NUMBER: mark("every one refers to another paper, such as {number}"),
    _Code.ANSWERS_OTHER_DAY: mark("every one refers to another paper, such as {day}"),
    _Code.ONLY_NUMBERS_DIFFER: mark("Only dates and numbers"),
    _Code.HARDLY_MORE_DIFFERS: mark("Hardly more than dates and numbers"),
}


def reason_sentence(reason: Reason, lang: Language) -> str:
    """A reason as a person reads it, without the shorthand of checklists."""
    shown = {name: _shown(reason.code, name, value, lang) for name, value in reason.values.items()}
    return translation(lang)(_TEXTS[reason.code]).format_map(shown)


def _shown(code: ReasonCode, name: str, value: ReasonValue, lang: Language) -> str:
    if name in TIMES:
        return period_text(str(value), lang) or "?"
    if code in (_Code.KIND, _Code.PERHAPS_KIND, _Code.OTHER_KIND):
        kinds = value if isinstance(value, tuple) else (str(value),)
        return ", ".join(map(known_kind, kinds))
    if not isinstance(value, tuple):
        return str(value)
    if name == "companions":
        return "; ".join(value)
    if code is _Code.WORDS_AGAINST:
        # Whole, unlike what is asked for: any of these may be the one that was found.
        return ", ".join(_entry(entry, lang, most=None) for entry in value)
    return phrase_words(value, lang)


def phrase_words(entries: Sequence[str], lang: Language) -> str:
    """Entries of a checklist as a person reads them: `zi atau tim kerja, sk`; long lists of wordings are cut."""
    return ", ".join(_entry(entry, lang, most=_ALTERNATIVES) for entry in entries)


def _entry(entry: str, lang: Language, *, most: int | None) -> str:
    wordings = entry.replace("@", "").replace("_", " ").split(" | ")
    cut = ", …" if most and len(wordings) > most else ""
    translate = translation(lang)
    return (" " + translate("or") + " ").join(wordings[:most]) + cut


def example_fault_text(fault: ExampleFault, lang: Language) -> str:
    """Why an example of a checklist failed."""
    translate = translation(lang)
    said = "; ".join(reason_sentence(reason, lang) for reason in fault.said)
    if fault.counter:
        return translate("wrongly recognised: {reasons}").format(reasons=said)
    if not fault.score:
        return translate("not recognised: {lacking}").format(lacking=said)
    score = number(fault.score, lang)
    return translate("not recognised: {lacking} (score {score})").format(lacking=said, score=score)
