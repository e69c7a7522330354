"""The report as CSV (RFC 4180): one row a requirement, to be filtered in a spreadsheet program.

It begins with a byte order mark, by which Excel knows that it is UTF-8. A cell that a spreadsheet program
would take for a formula, or that begins with an apostrophe, gets an apostrophe in front: take one away and
every text is what it was. Days are ISO, numbers have a point, so that programs read them in every country.

Excel parts columns at the list separator of its country, which is the semicolon where a comma stands in numbers,
as in Indonesia. For a double click there the separator can be chosen; the semicolon brings the comma in numbers
with it, because "0.5000" would be read as five thousand.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Literal

from zi_evidence.i18n import Language, mark, translation
from zi_evidence.model import ItemReport, Report, RequirementReport, Severity, SlotStatus
from zi_evidence.reports.plain import owner_name
from zi_evidence.reports.privacy import masker
from zi_evidence.reports.sentences import advice, sentence
from zi_evidence.reports.words import word
from zi_evidence.text import printable

__all__ = ["Separator", "render_csv"]

Separator = Literal[",", ";"]
_BOM = "\ufeff"
_GUARDED = frozenset("=+-@'＝＋－＠")
_COLUMNS = (
    mark("Code"), mark("Item"), mark("Section"), mark("Area"), mark("Item weight"), mark("Supported"),
    mark("Requirement"), mark("What is needed"), mark("Necessary"), mark("Status"), mark("Responsible"),
    mark("Due"), mark("Open periods"), mark("Supporting documents"), mark("Findings"), mark("What was found"),
    mark("What to do"),
)  # fmt: skip


def render_csv(
    report: Report, lang: Language = "id", *, separator: Separator = ",", show_nip: bool = False
) -> bytes:
    """Every requirement with its item, status, documents and findings.

    Args:
        report: what to print.
        lang: language of headings and statuses.
        separator: what stands between cells; with a semicolon, numbers have a decimal comma.
        show_nip: leave the numbers of persons whole.
    """
    hide = masker(show_nip=show_nip)
    translate = translation(lang)
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    point = "," if separator == ";" else "."
    writer.writerow([_guarded(translate(column)) for column in _COLUMNS])
    for item in report.items:
        for requirement in item.requirements:
            writer.writerow([_guarded(hide(printable(c))) for c in _cells(item, requirement, lang, point)])
    return f"{_BOM}{buffer.getvalue()}".encode()


def _guarded(text: str) -> str:
    return f"'{text}" if text.lstrip()[:1] in _GUARDED else text


def _cells(item: ItemReport, requirement: RequirementReport, lang: Language, point: str) -> Iterator[str]:
    translate = translation(lang)
    open_slots = [
        s.period for s in requirement.slots if s.status not in (SlotStatus.MET, SlotStatus.UPCOMING)
    ]
    findings = [f for f in requirement.findings if f.severity is not Severity.INFO] or requirement.findings
    yield item.code
    yield item.title
    yield item.section
    yield item.area
    yield f"{item.points:.4f}".replace(".", point)
    yield f"{item.supported:.4f}".replace(".", point)
    yield requirement.id
    yield requirement.title
    yield translate("no") if requirement.optional else translate("yes")
    yield word(requirement.status.value, lang)
    yield owner_name(requirement.owner, lang)
    yield requirement.due.isoformat() if requirement.due else ""
    yield " ".join(open_slots)
    yield " | ".join(document.path for document in requirement.documents)
    yield " ".join(dict.fromkeys(finding.code for finding in findings))
    yield " | ".join(dict.fromkeys(sentence(finding, lang) for finding in findings))
    yield " | ".join(dict.fromkeys(advice(finding, lang) for finding in findings))
