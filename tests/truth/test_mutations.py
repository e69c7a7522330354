"""Truth by mutation: each single sabotage of the complete unit closes the gate for the right reason."""

from collections.abc import Collection, Iterator

import pytest

from tests.truth.bench import Bench, Target
from tests.truth.deeds import Deed
from tests.truth.sabotage import SABOTAGES, Sabotage, choose
from zi_evidence import ExitCode, Report
from zi_evidence.api import gate
from zi_evidence.model import Finding, RequirementStatus, Severity
from zi_evidence.reports.sentences import sentence

_TRIALS = [(sabotage, turn) for sabotage in SABOTAGES for turn in range(sabotage.trials)]


def errors(report: Report) -> Iterator[Finding]:
    return (finding for finding in report.findings if finding.severity is Severity.ERROR)


def status_of(report: Report, full_id: str) -> RequirementStatus:
    return next(r.status for item in report.items for r in item.requirements if r.id == full_id)


def faults(report: Report, sabotage: Sabotage, target: Target, deed: Deed) -> list[str]:
    """What the report of a sabotaged unit should say and does not, or says and should not."""
    result = gate(report)
    found = []
    if result.exit_code is not (ExitCode.FINDINGS if sabotage.red else ExitCode.PASS):
        found.append(f"the gate answers {result.exit_code.name}: {'; '.join(result.reasons)}")
    told = {f.name for f in errors(report) if f.requirement == target.full_id}
    met = status_of(report, target.full_id) is RequirementStatus.MET
    if wanted := sabotage.finding(target):
        if not told or wanted not in {*told, "*"}:
            found.append(f"{target.full_id} lacks {wanted}, has {sorted(told)}")
        if met:
            found.append(f"{target.full_id} is met")
    elif told:
        found.append(f"{target.full_id} has {sorted(told)}")
    paths = {target.paper.path, *deed.files}
    about = {
        f.name for f in report.findings if f.path in paths or any(path in sentence(f, "id") for path in paths)
    }
    if sabotage.told and not about & set(sabotage.told.split("|")):
        found.append(f"the paper lacks {sabotage.told}, has {sorted(about)}")
    if sabotage.unit_told and sabotage.unit_told not in {f.name for f in errors(report)}:
        found.append(f"the unit file lacks {sabotage.unit_told}")
    if deed.files:
        found.extend(collateral(report, target, paths))
    return found


def collateral(report: Report, target: Target, paths: Collection[str]) -> Iterator[str]:
    """Errors about requirements that have nothing to do with the papers touched."""
    touched = {target.full_id, *target.shared}
    for item in report.items:
        touched |= {r.id for r in item.requirements if any(d.path in paths for d in r.documents)}
    for finding in errors(report):
        if finding.requirement and finding.requirement not in touched:
            yield f"collateral: {finding.name} {finding.requirement}"


def test_there_are_two_hundred_sabotages_and_more() -> None:
    assert sum(sabotage.red for sabotage, _ in _TRIALS) >= 200


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
    assert faults(report, sabotage, target, deed) == [], f"{target.full_id} {target.paper.path}"
    undone = bench.look()
    assert (undone.items, undone.findings) == (bench.green.items, bench.green.findings)
