"""A checklist tests itself: every example must be recognised, no counter-example may be.

Run by `zi-evidence checklist validate`, and by `python -m zi_evidence.matching.selftest FILE` while
writing one.
"""

from dataclasses import dataclass

from zi_evidence.checklist.model import Checklist, Example, Requirement
from zi_evidence.facts import extract_facts
from zi_evidence.matching.matcher import Matcher, MatchResult
from zi_evidence.model import DocumentStatus

__all__ = ["ExampleFault", "match_example", "run_examples"]


@dataclass(frozen=True, slots=True)
class ExampleFault:
    """An example that failed: which requirement, which example, why, and whether it is a counter-example."""

    requirement: str
    example: Example
    reason: str
    counter: bool


def match_example(matcher: Matcher, name: str, text: str = "") -> MatchResult:
    """What the matcher makes of a file name and first lines, as if the file had been read.

    A slash in the name is one that people write in titles; no file name can hold it.
    """
    name = name.replace("/", " ")
    pages = (text,) if text else ()
    facts = extract_facts(pages, name=name)
    return matcher.match(name, status=DocumentStatus.READ, facts=facts, pages=pages, near_misses=True)


def _why(result: MatchResult, full_id: str) -> str:
    for miss in result.near_misses:
        if miss.requirement == full_id:
            return f"{miss.lacking} (score {miss.score})"
    return "its words were not found"


def run_examples(checklist: Checklist, matcher: Matcher | None = None) -> tuple[ExampleFault, ...]:
    """All examples that are not recognised and counter-examples that are, in checklist order."""
    matcher = matcher or Matcher(checklist)
    faults: list[ExampleFault] = []
    for item in checklist.items:
        for requirement in item.requirements:
            faults.extend(_run_one(matcher, f"{item.code}:{requirement.id}", requirement))
    return tuple(faults)


def _run_one(matcher: Matcher, full_id: str, requirement: Requirement) -> list[ExampleFault]:
    faults: list[ExampleFault] = []
    for example in requirement.examples:
        result = match_example(matcher, example.name, example.text)
        if all(match.requirement != full_id for match in result.matches):
            reason = f"not recognised: {_why(result, full_id)}"
            faults.append(ExampleFault(full_id, example, reason, counter=False))
    for example in requirement.counter_examples:
        result = match_example(matcher, example.name, example.text)
        for match in result.matches:
            if match.requirement == full_id:
                reason = f"wrongly recognised by {'; '.join(match.reasons)}"
                faults.append(ExampleFault(full_id, example, reason, counter=True))
    return faults


if __name__ == "__main__":
    import sys

    from zi_evidence.checklist import load_checklist

    found = run_examples(load_checklist(sys.argv[1]))
    for fault in found:
        sys.stdout.write(f"{fault.requirement}: {fault.example.name!r}: {fault.reason}\n")
    sys.stdout.write(f"{len(found)} failed\n")
    raise SystemExit(bool(found))
