"""The gate: what closes it, whatever was asked for, and how much must have been readable."""

from dataclasses import replace

import pytest

from tests.evaluation.judging import document, judge_all
from zi_evidence.api import gate, readable_percent
from zi_evidence.errors import ExitCode, UsageError
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.model import DocumentStatus, Report, Severity


def report(name: str, severity: Severity | None = None) -> Report:
    """A report with this finding only."""
    paper = document("a", date="2026-01-05")
    whole = judge_all([{"id": "r", "title": "Laporan"}], [paper])
    finding = make_finding(
        name, severity=severity, path="A", where="A", detail="Input/output error", reason="", other="b"
    )
    return replace(whole, findings=(finding,))


@pytest.mark.parametrize(
    ("name", "code"), [("walk_incomplete", "ZI602"), ("program_failed", "ZI408"), ("no_unit_file", "ZI505")]
)
@pytest.mark.parametrize("fail_on", [(), ("ZI101",), ("missing", "ZI304"), ("error",)])
def test_a_folder_half_seen_or_undescribed_never_passes(
    name: str, code: str, fail_on: tuple[str, ...]
) -> None:
    # Not even where somebody thinks that it weighs little.
    for severity in (None, Severity.INFO):
        result = gate(report(name, severity), fail_on=fail_on)
        assert result.exit_code is ExitCode.FINDINGS
        assert [reason.split()[0] for reason in result.reasons] == [code]


@pytest.mark.parametrize(
    ("word", "closing"),
    [
        ("error", {Severity.ERROR}),
        ("warning", {Severity.ERROR, Severity.WARNING}),
        ("info", {Severity.ERROR, Severity.WARNING, Severity.INFO}),
        ("duplicate", set(Severity)),
        ("ZI101", set()),
    ],
)
def test_a_severity_means_itself_and_what_is_worse(word: str, closing: set[Severity]) -> None:
    for severity in Severity:
        result = gate(report("duplicate", severity), fail_on=(word,))
        expected = ExitCode.FINDINGS if severity in closing else ExitCode.PASS
        assert result.exit_code is expected, severity


def test_of_two_severities_the_lesser_one_counts() -> None:
    for words in (("error", "warning"), ("warning", "error")):
        assert gate(report("duplicate", Severity.WARNING), fail_on=words).exit_code is ExitCode.FINDINGS
        assert gate(report("duplicate", Severity.INFO), fail_on=words).exit_code is ExitCode.PASS


@pytest.mark.parametrize("word", ["errors", "ERROR", "ZI999", ""])
def test_an_unknown_word_opens_no_gate(word: str) -> None:
    with pytest.raises(UsageError, match=r"^fail_on "):
        gate(report("duplicate"), fail_on=("error", word))


@pytest.mark.parametrize(
    ("status", "percent"),
    [
        (DocumentStatus.READ, 100),
        (DocumentStatus.UNSUPPORTED, 100),
        (DocumentStatus.PENDING, 50),
        (DocumentStatus.NO_TEXT, 50),
        (DocumentStatus.ENCRYPTED, 50),
        (DocumentStatus.DAMAGED, 50),
        (DocumentStatus.TIMEOUT, 50),
        (DocumentStatus.TOO_LARGE, 50),
    ],
)
def test_what_waits_or_could_not_be_read_is_not_readable(status: DocumentStatus, percent: float) -> None:
    assert readable_percent([document("a"), document("b", status=status)]) == percent
