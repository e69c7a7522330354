"""A checklist tests itself: every example must be recognised, no counter-example may be.

Run by `zi-evidence checklist validate`; `zi_evidence.reports` says in words why one failed.
"""

from dataclasses import dataclass

from zi_evidence.checklist.model import Checklist, Example, Requirement
from zi_evidence.facts import extract_facts
from zi_evidence.matching.matcher import Matcher, MatchResult
from zi_evidence.model import DocumentStatus, Reason, ReasonCode

__all__ = ["ExampleFault", "match_example", "run_examples"]


@dataclass(frozen=True, slots=True)
class ExampleFault:
    """An example that failed.

    Attributes:
        requirement: its full id.
        counter: a counter-example that was recognised; else an example that was not.
        said: the matcher's reasons for the counter-example; for the example the one thing that it lacks.
        score: how near the example came; 0 where nothing of it was found.
    """

    requirement: str
    example: Example
    counter: bool
    said: tuple[Reason, ...]
    score: float = 0.0


def match_example(matcher: Matcher, name: str, text: str = "") -> MatchResult:
    """What the matcher makes of a file name and first lines, as if the file had been read.

    A slash in the name is one that people write in titles; no file name can hold it.
    """
    name = name.replace("/", " ")
    pages = (text,) if text else ()
    facts = extract_facts(pages, name=name, lexicon=matcher.lexicon)
    return matcher.match(name, status=DocumentStatus.READ, facts=facts, pages=pages, near_misses=True)


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
            lacking, score = _lacking(result, full_id)
            faults.append(ExampleFault(full_id, example, counter=False, said=(lacking,), score=score))
    for example in requirement.counter_examples:
        result = match_example(matcher, example.name, example.text)
        faults.extend(
            ExampleFault(full_id, example, counter=True, said=match.reasons)
            for match in result.matches
            if match.requirement == full_id
        )
    return faults


def _lacking(result: MatchResult, full_id: str) -> tuple[Reason, float]:
    for miss in result.near_misses:
        if miss.requirement == full_id:
            return miss.lacking, miss.score
    return Reason(ReasonCode.NO_WORDS), 0.0
