"""A second language is a second pack: reports of an internal audit in English, told by `lexicon/en` alone."""

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.lexicon import load_lexicon

REPORT = """INTERNAL AUDIT OFFICE
HARBOUR AUTHORITY OF PORT ELSWICK
12 Quay Street, Port Elswick
INTERNAL AUDIT REPORT
ON CASH HANDLING AT THE TICKET DESKS
Report No. : IA-07/2026
Date of issue : 14 April 2026
Period covered : {period}
We examined 212 receipts of the ticket desks and found three without a second signature.
Management will close the finding by 30 June 2026.
Mary Olsen
Head of Internal Audit
"""


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("first quarter of 2026", "2026-Q1"),
        ("1st quarter of 2026", "2026-Q1"),
        ("Q1 2026", "2026-Q1"),
        ("second half of 2025", "2025-S2"),
        ("January to March 2026", "2026-Q1"),
    ],
)
def test_a_period_of_a_report(written: str, value: str) -> None:
    facts = extract_facts([REPORT.format(period=written)], name="scan0001.pdf", lexicon=load_lexicon("en"))
    assert facts.period
    assert facts.period.value == value


def test_kind_date_number_and_office_of_a_report() -> None:
    facts = extract_facts([REPORT.format(period="Q1 2026")], name="scan0001.pdf", lexicon=load_lexicon("en"))
    assert facts.kind.value == "audit_report"
    assert facts.date
    assert facts.date.value == "2026-04-14"
    assert facts.number
    assert facts.number.value == "IA-07/2026"
    assert [unit.value for unit in facts.units] == ["INTERNAL AUDIT OFFICE"]
    assert facts.title
    assert facts.title.value == "CASH HANDLING AT THE TICKET DESKS"


def test_minutes_have_the_day_of_the_meeting() -> None:
    text = "MINUTES OF THE AUDIT COMMITTEE\nHeld on 9 March 2026\nThe committee will answer by 3 May 2026."
    facts = extract_facts([text], name="a.pdf", lexicon=load_lexicon("en"))
    assert facts.kind.value == "minutes"
    assert facts.date
    assert facts.date.value == "2026-03-09"


def test_the_words_of_one_language_tell_nothing_in_another() -> None:
    text = "KEPUTUSAN KEPALA KANTOR\nNOMOR 12 TAHUN 2026\nDitetapkan di Sukamaju pada tanggal 5 Januari 2026"
    facts = extract_facts([text], name="a.pdf", lexicon=load_lexicon("en"))
    assert facts.kind.value == "other"
    assert facts.number is None
    assert facts.date is None
