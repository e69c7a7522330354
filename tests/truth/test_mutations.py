"""Truth by mutation: each single sabotage of the complete unit closes the gate for the right reason."""

from collections.abc import Iterator

import pytest

from tests.truth.bench import Bench, Target
from tests.truth.sabotage import SABOTAGES, Deed, Sabotage, choose
from zi_evidence import ExitCode, Report
from zi_evidence.api import gate
from zi_evidence.model import Finding, RequirementStatus, Severity

_TRIALS = [(sabotage, turn) for sabotage in SABOTAGES for turn in range(sabotage.trials)]


def errors(report: Report) -> Iterator[Finding]:
    return (finding for finding in report.findings if finding.severity is Severity.ERROR)


def status_of(report: Report, full_id: str) -> RequirementStatus:
    return next(r.status for item in report.items for r in item.requirements if r.id == full_id)


def collateral(report: Report, target: Target, deed: Deed) -> list[str]:
    """Errors about requirements that have nothing to do with the papers touched."""
    touched = {target.full_id, *target.shared}
    touched |= {r.id for i in report.items for r in i.requirements for d in r.documents if d.path in deed.files}
    return [f"{f.name} {f.requirement}: {f.message}" for f in errors(report) if f.requirement and f.requirement not in touched]


def test_there_are_two_hundred_sabotages_and_more() -> None:
    assert len(_TRIALS) >= 200


def test_the_complete_unit_passes_the_gate(bench: Bench) -> None:
    result = gate(bench.green)
    assert (result.exit_code, result.reasons) == (ExitCode.PASS, ())


@pytest.mark.parametrize(("sabotage", "turn"), _TRIALS, ids=[f"{s.name}-{turn + 1}" for s, turn in _TRIALS])
def test_a_sabotage_is_told_by_its_name(bench: Bench, sabotage: Sabotage, turn: int) -> None:
    chosen = choose(bench.targets, sabotage)
    assert len(chosen) == sabotage.trials, "too few papers to try it on"
    target = chosen[turn]
    deed = sabotage.deed(target, bench)
    with bench.changed(deed.files, unit_text=deed.unit_text):
        report = bench.look()
    result = gate(report)
    where = f"{target.full_id} {target.paper.path}\n" + "\n".join(result.reasons)
    assert result.exit_code is (ExitCode.FINDINGS if sabotage.red else ExitCode.PASS), where
    told = {f.name for f in errors(report) if f.requirement == target.full_id}
    if wanted := sabotage.finding(target):
        assert wanted in told, where
        assert status_of(report, target.full_id) is not RequirementStatus.MET
    else:
        assert told == set(), where
    if sabotage.told:
        about = {f.name for f in report.findings if f.path in deed.files or f.path == target.paper.path}
        assert sabotage.told in about, where
    if sabotage.unit_told:
        assert sabotage.unit_told in {f.name for f in errors(report)}, where
    if sabotage.name != "unit-file-of-another-unit":
        assert collateral(report, target, deed) == [], where


def test_everything_undone_is_as_green_as_before(bench: Bench) -> None:
    report = bench.look()
    assert gate(report).exit_code is ExitCode.PASS
    assert report.items == bench.green.items
    assert report.findings == bench.green.findings
