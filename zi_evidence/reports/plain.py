"""Plain words for what the core says in codes: kinds, reasons of a match, messages of a finding."""

import re

from zi_evidence.i18n import mark, number, translation
from zi_evidence.i18n import period_text as period_name
from zi_evidence.lexicon import load_lexicon
from zi_evidence.matching.selftest import ExampleFault
from zi_evidence.model import DateSource, Finding
from zi_evidence.reports.words import Language

__all__ = [
    "count",
    "kind_name",
    "known_kind",
    "owner_name",
    "period_name",
    "phrase_words",
    "plain_example_fault",
    "plain_lacking",
    "plain_message",
    "plain_reason",
    "source_name",
]

# So many wordings of one entry are enough to see what it is about.
_ALTERNATIVES = 2
_IN_TEXT = re.compile(r"\b\d{4}-(?:Q[1-4]|S[12]|\d\d-\d\d)\b")
# What the matcher says of a near miss.
_LACKING = frozenset(
    {
        mark("another requirement fits the document much better"),
        mark("the words found are too few"),
        mark("none of its further words was found"),
        mark("none of the words expected in the text was found"),
        mark("its words were not found"),
        mark("its words do not stand in the heading, which decides for a thick document"),
        mark("only its name says so: the text holds none of its words"),
        mark("no public office is named in it"),
        mark("no public office wrote or signed it"),
        mark("it plans what is to follow and tells nothing done"),
        mark("it reports that nothing happened"),
        mark("it says that this was not carried out"),
    }
)
_KIND_IS = re.compile(r"kind is (\w+), wanted: (.+)")
_AGAINST = "holds words that speak against it: "
_NOT_OWN = "not an office's own paper, by its letterhead: "
_UNRELATED = "a paper of another sort: "


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


def phrase_words(label: str, lang: Language) -> str:
    """`@zi | @tim_kerja + sk` as a person reads it: `zi atau tim kerja, sk`; long lists are cut."""
    _ = translation(lang)
    either = " " + _("or") + " "

    def entry(text: str) -> str:
        words = text.replace("@", "").replace("_", " ").split(" | ")
        cut = ", …" if len(words) > _ALTERNATIVES else ""
        return either.join(words[:_ALTERNATIVES]) + cut

    return ", ".join(entry(text) for text in label.split(" + "))


def plain_reason(reason: str, lang: Language) -> str:
    """One reason of a match without the checklist's shorthand; unknown ones stay as they are."""
    _ = translation(lang)
    head, colon, rest = reason.partition(": ")
    sentence = {
        "name": _("file name says: {words}"),
        "name and folder": _("file name and folder say: {words}"),
        "nil report": _("reports that nothing happened: {words}"),
        "heading": _("heading says: {words}"),
        "first lines": _("first lines say: {words}"),
        "text": _("text says: {words}"),
        "words": _("text says: {words}"),
        "some words": _("first lines say in part: {words}"),
        "not found": _("not found: {words}"),
    }.get(head if colon else "")
    if sentence:
        return sentence.format(words=phrase_words(rest, lang))
    if reason == "pin":
        return _("named by the unit itself")
    if reason in _LACKING:
        return _(reason)
    if reason == "file name pattern":
        return _("file name follows the pattern")
    if found := re.fullmatch(r"kind (\w+)", reason):
        return _("kind of document: {kind}").format(kind=known_kind(found[1]))
    if found := re.fullmatch(r"perhaps kind (\w+)", reason):
        return _("perhaps of the kind: {kind}").format(kind=known_kind(found[1]))
    if found := re.fullmatch(r"code (\S+) in the file name", reason):
        return _("code {code} in the file name").format(code=found[1])
    if found := re.fullmatch(r"folder of (?:item|section) (\S+)", reason):
        return _("lies in the folder of {code}").format(code=found[1])
    return reason


def plain_lacking(text: str, lang: Language) -> str:
    """What a near miss lacks, in plain words; what is not known here stays as it is."""
    translate = translation(lang)
    if text in _LACKING:
        return translate(text)
    if found := _KIND_IS.fullmatch(text):
        kind, wanted = found.groups()
        kinds = ", ".join(map(known_kind, wanted.split(", ")))
        return translate("kind is {kind}, wanted: {wanted}").format(kind=known_kind(kind), wanted=kinds)
    if text.startswith(_AGAINST):
        # Whole, unlike what is asked for: any of these may be the one that was found.
        words = text.removeprefix(_AGAINST).replace("@", "").replace("_", " ")
        words = words.replace(" | ", " " + translate("or") + " ")
        return translate("holds words that speak against it: {words}").format(words=words)
    if text.startswith(_UNRELATED):
        words = text.removeprefix(_UNRELATED)
        return translate("a paper of another sort: {words}").format(words=words)
    if text.startswith(_NOT_OWN):
        words = text.removeprefix(_NOT_OWN)
        return translate("not an office's own paper, by its letterhead: {words}").format(words=words)
    return plain_reason(text, lang)


def plain_example_fault(fault: ExampleFault, lang: Language) -> str:
    """Why an example of a checklist failed."""
    translate = translation(lang)
    if fault.counter:
        said = "; ".join(plain_reason(reason, lang) for reason in fault.said)
        return translate("wrongly recognised: {reasons}").format(reasons=said)
    lacking = "; ".join(plain_lacking(text, lang) for text in fault.said)
    if not fault.score:
        return translate("not recognised: {lacking}").format(lacking=lacking)
    return translate("not recognised: {lacking} (score {score})").format(
        lacking=lacking, score=number(fault.score, lang)
    )


def plain_message(finding: Finding, title: str, lang: Language) -> str:
    """A requirement's finding as it reads beside the requirement.

    The title is not said again, the document goes by its name, periods and days are in words.
    """
    text = finding.message.replace(f": {title}; ", ": ", 1)
    before, path, after = text.partition(finding.path) if finding.path else (text, "", "")

    def spelled(part: str) -> str:
        return _IN_TEXT.sub(lambda found: period_name(found[0], lang), part)

    return f"{spelled(before)}{path.rpartition('/')[2]}{spelled(after)}"
