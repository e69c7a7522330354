"""The sentences of findings: what was found and what to do, in the language of the reader.

Texts are English source texts, translated by `zi_evidence.i18n` and then filled with the values of the finding.
"""

from dataclasses import dataclass
from typing import Final

from zi_evidence.i18n import Language, mark, number, period_text, periods_text, translation
from zi_evidence.model import Finding, FindingValue, Reason
from zi_evidence.model.reasons import reason_text
from zi_evidence.reports.reason_texts import TIMES, reason_sentence
from zi_evidence.reports.words import word

__all__ = ["SENTENCES", "advice", "sentence"]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The source texts of one kind of finding.

    Attributes:
        message: what was found.
        hint: what to do next.
        beside: the message where the title of the requirement stands beside it; empty where it is the same.
    """

    message: str
    hint: str
    beside: str = ""


SENTENCES: Final[dict[str, _Texts]] = {
    # ---- 1xx: a requirement ----
    "missing": _Texts(
        mark("Missing: {title}"),
        mark("Prepare the document and file it under item {item}."),
    ),
    "stale": _Texts(
        mark("Out of date: {title}; the newest is {path} ({when})"),
        mark("Replace it by a document of {window}."),
        beside=mark("Out of date: the newest is {path} ({when})"),
    ),
    "due_soon": _Texts(
        mark("Due soon: {title} for {period}, by {day}"),
        mark("Prepare it before that day."),
    ),
    "slot_missing": _Texts(
        mark("Incomplete: {title}; none for {periods}"),
        mark("Add the documents of these periods."),
        beside=mark("Incomplete: none for {periods}"),
    ),
    "set_incomplete": _Texts(
        mark("Incomplete: {title}; lacking {pieces}"),
        mark("Add the pieces of the same event."),
        beside=mark("Incomplete: lacking {pieces}"),
    ),
    "chain_broken": _Texts(
        mark("Broken chain: {title} does not answer {answered} ({why})"),
        mark("Provide a follow-up that is later and refers to it."),
    ),
    "unverified": _Texts(
        mark("Cannot be verified: {title}; its candidate {path} {why}"),
        mark("Look at it and pin it in the unit file, or make it tell by itself (OCR, letterhead, signature)."),
        beside=mark("Cannot be verified: its candidate {path} {why}"),
    ),
    "too_few": _Texts(
        mark("Incomplete: {title}; {have} of {need}"),
        mark("Add documents until there are enough."),
        beside=mark("Incomplete: {have} of {need}"),
    ),
    "spoiled": _Texts(
        mark("Not good enough: {title}; {path}: {why}"),
        mark("Mend the document or replace it."),
        beside=mark("Not good enough: {path}: {why}"),
    ),
    "unseen": _Texts(
        mark("Could not be looked for: {title}; {place} cannot be looked at"),
        mark("Check permissions and connection of that place, then scan again."),
        beside=mark("Could not be looked for: {place} cannot be looked at"),
    ),
    # ---- 2xx: a document's facts ----
    "undated": _Texts(
        mark("No date found in the document"),
        mark("Put a date on the document."),
    ),
    "unnumbered": _Texts(
        mark("No number, or an unfilled one"),
        mark("Fill in the registered number."),
    ),
    "unsigned": _Texts(
        mark("No signature recognised"),
        mark("Have it signed, or file the signed scan."),
    ),
    "unfinished": _Texts(
        mark("The document is unfinished: {words}"),
        mark("Complete it before it is used as evidence."),
    ),
    "wrong_unit": _Texts(
        mark("The document names another unit: {named}"),
        mark("Make sure it is your own; replace it if not."),
    ),
    "future_date": _Texts(
        mark("The document's date, or that of its event, has not come: {when}"),
        mark("Check the date."),
    ),
    "contradiction": _Texts(
        mark("Text and name or title contradict: {words}"),
        mark("Check whether this is a copy of another period."),
    ),
    "hidden_text": _Texts(
        mark("Holds hidden text, which does not count"),
        mark("Make the document again without hidden text."),
    ),
    "active_content": _Texts(
        mark("Holds active content: {flags}"),
        mark("Save it again as a plain PDF."),
    ),
    "early_dated": _Texts(
        mark("Dated {when}, before the period that it reports on was over ({period})"),
        mark("Check date and period; report again when the period is over."),
    ),
    "sent_date": _Texts(
        mark("Dated by nothing but the day it was sent: {when}; that is a hint, no date"),
        mark("Put the date of the event into its name or its folder."),
    ),
    "only_heading": _Texts(
        mark("Hardly more than its heading: {count} words, figures and rows of its own"),
        mark("File the whole document, with its text, tables and annexes."),
    ),
    # ---- 3xx: a document among others ----
    "misfiled": _Texts(
        mark("Filed elsewhere; its content is for {items}"),
        mark("Move it to that item's folder."),
    ),
    "unmatched": _Texts(
        mark("Fits no item"),
        mark("Ignore it if it is no evidence; pin it if it is."),
    ),
    "duplicate": _Texts(
        mark("Byte for byte the same as {other}"),
        mark("Nothing to do if one document serves several items."),
    ),
    "name_collision": _Texts(
        mark("Same name as {other} when letter case is ignored"),
        mark("Give it another name."),
    ),
    "same_number": _Texts(
        mark("Number {number} also stands on {other}"),
        mark("Check the numbers of both documents."),
    ),
    "recycled": _Texts(
        mark("The same bytes as {other}, whose name or folder claims another period"),
        mark("File the document of this period itself; a copy elsewhere proves nothing."),
    ),
    "recycled_maybe": _Texts(
        mark("{why} differ from {other}"),
        mark("Look whether this is last period's document with a new date."),
    ),
    # ---- 4xx: reading ----
    "unreadable": _Texts(
        mark("Cannot be read: {reason}"),
        mark("Save or scan the document again."),
    ),
    "no_text": _Texts(
        mark("Only images, no text"),
        mark("Scan it again with OCR so that it can be checked."),
    ),
    "encrypted": _Texts(
        mark("Locked by a password"),
        mark("Save it again without a password."),
    ),
    "empty": _Texts(
        mark("An empty file"),
        mark("Copy the file again."),
    ),
    "unsupported": _Texts(
        mark("This kind of file is not supported: {reason}"),
        mark("Save it as PDF or DOCX."),
    ),
    "pending": _Texts(
        mark("Still being written"),
        mark("Wait until the copy is complete, then scan again."),
    ),
    "signature_broken": _Texts(
        mark("The digital signature is broken, or the document was changed after signing"),
        mark("Get the signed file again from its source and file it unchanged."),
    ),
    "program_failed": _Texts(
        mark("Cannot be judged: {reason}"),
        mark("Give the log to IT staff; save the file again if its evidence is needed now."),
    ),
    # ---- 5xx: what people decided ----
    "waiver_expired": _Texts(
        mark("The waiver for {item} ended on {day}"),
        mark("Have it approved again, or meet the requirement."),
    ),
    "waiver_unused": _Texts(
        mark("The waiver fits nothing: {item}"),
        mark("Take it out of the unit file or mend its code."),
    ),
    "pin_missing": _Texts(
        mark("A pin names a file that is not there: {file}"),
        mark("Mend the path in the unit file."),
    ),
    "pin_unknown": _Texts(
        mark("A pin names an unknown item: {item}"),
        mark("Mend the item's code in the unit file."),
    ),
    "no_unit_file": _Texts(
        mark("The folder has no unit file; name, year and window are only assumed"),
        mark("Run zi-evidence init on this folder."),
    ),
    # ---- 6xx: the whole ----
    "under_floor": _Texts(
        mark("{part} {title}: evidence supports at most {have}, the floor is {need}"),
        mark("Begin with the items of this part that are worth most."),
    ),
    "walk_incomplete": _Texts(
        mark("Could not be looked at: {where}: {detail}"),
        mark("Check permissions and connection, then scan again."),
    ),
    "predicate_lacking": _Texts(
        mark("{target} is only given to a unit that got {required} before {year}; the unit file says: {held}"),
        mark("Aim at {required}, or write down in holds when the unit got it."),
    ),
    "predicate_unknown": _Texts(
        mark("{target} is only given to a unit that got {required} before; the unit file does not say so"),
        mark("Write down in holds of the unit file when the unit got {required}."),
    ),
    "waived_to_floor": _Texts(
        mark("{part} {title}: reaches the floor of {need} only because of waivers; evidence alone supports {have}"),
        mark("Meet waived requirements of this part: assessors score evidence, not waivers."),
    ),
    "answers_under_floor": _Texts(
        mark("{part} {title}: the answers of {who} give {have}, the floor is {need}"),
        mark("Compare claimed and supported points of its items, then mend what was marked down."),
    ),
}  # fmt: skip
_WHO: Final = {"tpn": mark("TPN"), "tpi": mark("TPI"), "unit": mark("the unit")}


def sentence(finding: Finding, lang: Language, *, by_name: bool = False, beside: bool = False) -> str:
    """What was found, in one line.

    Args:
        finding: the finding.
        lang: language of the line.
        by_name: the document goes by its name, without its folders.
        beside: the line stands beside the title of its requirement and does not repeat it.
    """
    translate, texts = translation(lang), SENTENCES[finding.name]
    said = translate(texts.beside if beside and texts.beside else texts.message)
    line = said.format_map(_shown(finding, lang, by_name=by_name))
    if finding.page > 1:
        place = translate("p. {page}").format(page=finding.page)
        line = f"{line} ({place})"
    return line


def advice(finding: Finding, lang: Language) -> str:
    """What to do next, in one line."""
    return translation(lang)(SENTENCES[finding.name].hint).format_map(_shown(finding, lang, by_name=False))


def _shown(finding: Finding, lang: Language, *, by_name: bool) -> dict[str, str]:
    """The values of a finding as its templates show them."""
    path = finding.path.rpartition("/")[2] if by_name else finding.path
    shown = {"item": finding.item, "path": path}
    shown.update({name: _text(name, value, lang) for name, value in finding.values.items()})
    if "companions" in shown:
        shown["pieces"] = shown["companions"]
    if finding.name == "unfinished":
        shown["words"] = shown["words"] or word(f"finish {shown['state']}", lang)
    if finding.name == "wrong_unit" and "when" in shown:
        translate = translation(lang)
        words = translate("{name}, which was not the unit's name on {when}")
        shown["named"] = words.format(name=shown["named"], when=shown["when"])
    return shown


def _text(name: str, value: FindingValue, lang: Language) -> str:
    """One value, by its name and its type."""
    if isinstance(value, tuple):
        return _list_text(name, value, lang)
    if isinstance(value, float):
        return number(value, lang)
    if name in TIMES:
        return period_text(str(value), lang) or "?"
    if name == "reason":
        return reason_text(str(value), lang).removesuffix(".")
    if name == "detail":
        return translation(lang)(str(value)) if value else ""
    return translation(lang)(_WHO[str(value)]) if name == "who" else str(value)


def _list_text(name: str, values: tuple[str, ...] | tuple[Reason, ...], lang: Language) -> str:
    if name == "why":
        return "; ".join(reason_sentence(one, lang) for one in values if isinstance(one, Reason))
    texts = [str(one) for one in values]
    if name == "periods":
        return periods_text(texts, lang)
    if name == "companions":
        return "; ".join(texts)
    if name == "pieces":
        texts = [text.replace("_", " ") for text in texts]
    return ", ".join(texts) or "–"
