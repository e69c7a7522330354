"""Every finding there is: stable code and name, severity, message and advice.

A code never changes its meaning; a new meaning is a new code. Each has its page in `docs/findings/`.
Texts are English source texts, translated by `zi_evidence.i18n` and then filled as templates of
`str.format` with the values given where the finding is made.
"""

import datetime as dt
from dataclasses import dataclass

from zi_evidence.i18n import Language, day, mark, number, translation
from zi_evidence.model import Finding, Severity

__all__ = ["CATALOGUE", "FindingKind", "Language", "make_finding"]


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding, with the source texts of its message and its advice."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str

    def texts(self, lang: Language) -> tuple[str, str]:
        """Message and advice in a language, still templates."""
        translate = translation(lang)
        return translate(self.message), translate(self.hint)


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_KINDS = (
    # ---- 1xx: a requirement ----
    FindingKind(
        "ZI101", "missing", _ERROR,
        mark("Missing: {title}"),
        mark("Prepare the document and file it under item {item}."),
    ),
    FindingKind(
        "ZI102", "stale", _ERROR,
        mark("Out of date: {title}; the newest is {path} ({when})"),
        mark("Replace it by a document of {wanted}."),
    ),
    FindingKind(
        "ZI103", "due_soon", _INFO,
        mark("Due soon: {title} for {period}, by {day}"),
        mark("Prepare it before that day."),
    ),
    FindingKind(
        "ZI104", "slot_missing", _ERROR,
        mark("Incomplete: {title}; none for {periods}"),
        mark("Add the documents of these periods."),
    ),
    FindingKind(
        "ZI105", "set_incomplete", _ERROR,
        mark("Incomplete: {title}; lacking {pieces}"),
        mark("Add the pieces of the same event."),
    ),
    FindingKind(
        "ZI106", "chain_broken", _ERROR,
        mark("Broken chain: {title} does not answer {answered} ({why})"),
        mark("Provide a follow-up that is later and refers to it."),
    ),
    FindingKind(
        "ZI107", "unverified", _ERROR,
        mark("Cannot be verified: {title}; its candidate {path} {why}"),
        mark("Look at it and pin it in the unit file, or make it tell by itself (OCR, letterhead, signature)."),
    ),
    FindingKind(
        "ZI108", "too_few", _ERROR,
        mark("Incomplete: {title}; {have} of {need}"),
        mark("Add documents until there are enough."),
    ),
    FindingKind(
        "ZI109", "spoiled", _ERROR,
        mark("Not good enough: {title}; {path}: {why}"),
        mark("Mend the document or replace it."),
    ),
    FindingKind(
        "ZI110", "unseen", _ERROR,
        mark("Could not be looked for: {title}; {place} cannot be looked at"),
        mark("Check permissions and connection of that place, then scan again."),
    ),
    # ---- 2xx: a document's facts ----
    FindingKind(
        "ZI201", "undated", _WARNING,
        mark("No date found in the document"),
        mark("Put a date on the document."),
    ),
    FindingKind(
        "ZI202", "unnumbered", _WARNING,
        mark("No number, or an unfilled one"),
        mark("Fill in the registered number."),
    ),
    FindingKind(
        "ZI203", "unsigned", _WARNING,
        mark("No signature recognised"),
        mark("Have it signed, or file the signed scan."),
    ),
    FindingKind(
        "ZI204", "unfinished", _WARNING,
        mark("The document is unfinished: {why}"),
        mark("Complete it before it is used as evidence."),
    ),
    FindingKind(
        "ZI205", "wrong_unit", _WARNING,
        mark("The document names another unit: {named}"),
        mark("Make sure it is your own; replace it if not."),
    ),
    FindingKind(
        "ZI206", "future_date", _WARNING,
        mark("The document's date, or that of its event, has not come: {when}"),
        mark("Check the date."),
    ),
    FindingKind(
        "ZI207", "contradiction", _WARNING,
        mark("Text and name or title contradict: {words}"),
        mark("Check whether this is a copy of another period."),
    ),
    FindingKind(
        "ZI208", "hidden_text", _WARNING,
        mark("Holds hidden text, which does not count"),
        mark("Make the document again without hidden text."),
    ),
    FindingKind(
        "ZI209", "active_content", _WARNING,
        mark("Holds active content: {flags}"),
        mark("Save it again as a plain PDF."),
    ),
    FindingKind(
        "ZI210", "early_dated", _WARNING,
        mark("Dated {when}, before the period that it reports on was over ({period})"),
        mark("Check date and period; report again when the period is over."),
    ),
    FindingKind(
        "ZI211", "sent_date", _INFO,
        mark("Dated by nothing but the day it was sent: {when}; that is a hint, no date"),
        mark("Put the date of the event into its name or its folder."),
    ),
    # ---- 3xx: a document among others ----
    FindingKind(
        "ZI301", "misfiled", _WARNING,
        mark("Filed elsewhere; its content is for {items}"),
        mark("Move it to that item's folder."),
    ),
    FindingKind(
        "ZI302", "unmatched", _INFO,
        mark("Fits no item"),
        mark("Ignore it if it is no evidence; pin it if it is."),
    ),
    FindingKind(
        "ZI303", "duplicate", _INFO,
        mark("Byte for byte the same as {other}"),
        mark("Nothing to do if one document serves several items."),
    ),
    FindingKind(
        "ZI304", "name_collision", _INFO,
        mark("Same name as {other} when letter case is ignored"),
        mark("Give it another name."),
    ),
    FindingKind(
        "ZI305", "same_number", _WARNING,
        mark("Number {number} also stands on {other}"),
        mark("Check the numbers of both documents."),
    ),
    FindingKind(
        "ZI306", "recycled", _ERROR,
        mark("The same bytes as {other}, whose name or folder claims another period"),
        mark("File the document of this period itself; a copy elsewhere proves nothing."),
    ),
    FindingKind(
        "ZI307", "recycled_maybe", _WARNING,
        mark("{what} differ from {other}"),
        mark("Look whether this is last period's document with a new date."),
    ),
    # ---- 4xx: reading ----
    FindingKind(
        "ZI401", "unreadable", _WARNING,
        mark("Cannot be read: {reason}"),
        mark("Save or scan the document again."),
    ),
    FindingKind(
        "ZI402", "no_text", _WARNING,
        mark("Only images, no text"),
        mark("Scan it again with OCR so that it can be checked."),
    ),
    FindingKind(
        "ZI403", "encrypted", _WARNING,
        mark("Locked by a password"),
        mark("Save it again without a password."),
    ),
    FindingKind(
        "ZI404", "empty", _WARNING,
        mark("An empty file"),
        mark("Copy the file again."),
    ),
    FindingKind(
        "ZI405", "unsupported", _INFO,
        mark("This kind of file is not supported: {reason}"),
        mark("Save it as PDF or DOCX."),
    ),
    FindingKind(
        "ZI406", "pending", _WARNING,
        mark("Still being written"),
        mark("Wait until the copy is complete, then scan again."),
    ),
    FindingKind(
        "ZI407", "signature_broken", _ERROR,
        mark("The digital signature is broken, or the document was changed after signing"),
        mark("Get the signed file again from its source and file it unchanged."),
    ),
    FindingKind(
        "ZI408", "program_failed", _ERROR,
        mark("Cannot be judged: {reason}"),
        mark("Give the log to IT staff; save the file again if its evidence is needed now."),
    ),
    # ---- 5xx: what people decided ----
    FindingKind(
        "ZI501", "waiver_expired", _ERROR,
        mark("The waiver for {item} ended on {day}"),
        mark("Have it approved again, or meet the requirement."),
    ),
    FindingKind(
        "ZI502", "waiver_unused", _WARNING,
        mark("The waiver fits nothing: {item}"),
        mark("Take it out of the unit file or mend its code."),
    ),
    FindingKind(
        "ZI503", "pin_missing", _ERROR,
        mark("A pin names a file that is not there: {file}"),
        mark("Mend the path in the unit file."),
    ),
    FindingKind(
        "ZI504", "pin_unknown", _ERROR,
        mark("A pin names an unknown item: {item}"),
        mark("Mend the item's code in the unit file."),
    ),
    FindingKind(
        "ZI505", "no_unit_file", _ERROR,
        mark("The folder has no unit file; name, year and window are only assumed"),
        mark("Run zi-evidence init on this folder."),
    ),
    # ---- 6xx: the whole ----
    FindingKind(
        "ZI601", "under_floor", _ERROR,
        mark("{title}: evidence supports at most {have}, the floor is {need}"),
        mark("Begin with the items of this part that are worth most."),
    ),
    FindingKind(
        "ZI602", "walk_incomplete", _ERROR,
        mark("Could not be looked at: {where}: {reason}"),
        mark("Check permissions and connection, then scan again."),
    ),
    FindingKind(
        "ZI603", "predicate_lacking", _ERROR,
        mark("{target} is only given to a unit that got {required} before {year}; the unit file says: {held}"),
        mark("Aim at {required}, or write down in holds when the unit got it."),
    ),
    FindingKind(
        "ZI604", "predicate_unknown", _WARNING,
        mark("{target} is only given to a unit that got {required} before; the unit file does not say so"),
        mark("Write down in holds of the unit file when the unit got {required}."),
    ),
    FindingKind(
        "ZI605", "waived_to_floor", _ERROR,
        mark("{title}: reaches the floor of {need} only because of waivers; evidence alone supports {have}"),
        mark("Meet waived requirements of this part: assessors score evidence, not waivers."),
    ),
    FindingKind(
        "ZI606", "answers_under_floor", _ERROR,
        mark("{title}: the answers of {who} give {have}, the floor is {need}"),
        mark("Compare claimed and supported points of its items, then mend what was marked down."),
    ),
)  # fmt: skip

CATALOGUE: dict[str, FindingKind] = {kind.name: kind for kind in _KINDS}


def _shown(value: object, lang: Language) -> object:
    """A date or a fraction as the language writes it; anything else as it is."""
    if isinstance(value, dt.date):
        return day(value, lang)
    return number(value, lang) if isinstance(value, float) else value


def make_finding(
    name: str,
    lang: Language,
    *,
    item: str = "",
    requirement: str = "",
    path: str = "",
    page: int = 0,
    severity: Severity | None = None,
    **values: object,
) -> Finding:
    """A finding of the kind `name` with its texts filled in.

    Args:
        name: a name of the catalogue.
        lang: language of message and hint.
        item: code of the item it is about, if any.
        requirement: full id of the requirement, if any.
        path: the document, if any.
        page: where the paper that is meant begins in a file of several; 0 where the file is meant.
        severity: another weight than the kind's own (an optional requirement weighs less).
        values: further values of the templates; dates and fractions are written as the language does.
    """
    kind = CATALOGUE[name]
    message, hint = kind.texts(lang)
    filled = {"item": item, "path": path, **{key: _shown(value, lang) for key, value in values.items()}}
    said = message.format_map(filled)
    if page > 1:
        said = f"{said} ({translation(lang)('p. {page}').format(page=page)})"
    return Finding(
        code=kind.code,
        name=name,
        severity=severity or kind.severity,
        message=said,
        hint=hint.format_map(filled),
        item=item,
        requirement=requirement,
        path=path,
    )
