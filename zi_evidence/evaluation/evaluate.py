"""From checklist, unit, documents and matches to the report of one day."""

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zi_evidence.checklist.model import Checklist, Item, Predicate, Requirement
from zi_evidence.errors import UnitError
from zi_evidence.evaluation.answers import claimed_points
from zi_evidence.evaluation.candidates import Candidate, judge_candidate
from zi_evidence.evaluation.catalogue import finding_order, make_finding
from zi_evidence.evaluation.chains import Doubt, broken_chain, lacking_company
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.copies import recycled_copies
from zi_evidence.evaluation.documents import document_findings
from zi_evidence.evaluation.floors import answered_floors, floor_findings
from zi_evidence.evaluation.papers import papers_of
from zi_evidence.evaluation.points import item_status, summaries, supported_points
from zi_evidence.evaluation.predicates import held_finding
from zi_evidence.evaluation.requirement import judge_requirement
from zi_evidence.evaluation.unjudged import DocumentFault, fault_findings, is_unjudged, unjudged
from zi_evidence.evaluation.unread import UnreadFiles
from zi_evidence.evaluation.unseen import UnseenPlaces
from zi_evidence.evaluation.verdicts import Question
from zi_evidence.i18n import tr
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.model import (
    Document,
    Finding,
    ItemReport,
    Match,
    Reason,
    ReasonCode,
    Report,
    RequirementReport,
    RequirementStatus,
    Severity,
)
from zi_evidence.periods import Rhythm
from zi_evidence.unit import Pin, Unit, Waiver

__all__ = ["evaluate_documents"]


def evaluate_documents(
    checklist: Checklist,
    unit: Unit,
    documents: Sequence[Document],
    matches: Mapping[str, Sequence[Match]],
    *,
    as_of: dt.date,
    unit_file: bool = True,
    walk_errors: Mapping[str, str] | None = None,
    lexicon: Lexicon | None = None,
) -> Report:
    """The report of one day.

    Args:
        checklist: the scheme.
        unit: the unit file's content.
        documents: every document of the unit folder, sorted by path.
        matches: path -> matches of that document, best first.
        as_of: the day to judge on.
        unit_file: whether there is a unit file; without one the report is never `ready`.
        walk_errors: folders and files that could not be looked at, with the reason as a source text.
        lexicon: the words, to which the checklist's own kinds are added; those of Indonesian offices if not given.

    Raises:
        UnitError: the unit's target is not a predicate of the checklist, or an answer is not one.
        DocumentFault: a document cannot be judged, and can be named.
    """
    words = (lexicon or load_lexicon()).with_kinds(checklist.kinds)
    blocking = frozenset(flag for flag, policy in checklist.flags.items() if policy == "block")
    given = Circumstances(unit, as_of, words, blocking)
    return _report(checklist, documents, matches, given, unit_file, walk_errors or {})


def _report(
    checklist: Checklist,
    documents: Sequence[Document],
    matches: Mapping[str, Sequence[Match]],
    given: Circumstances,
    unit_file: bool,
    walk_errors: Mapping[str, str],
) -> Report:
    unit = given.unit
    predicate = _predicate(checklist, unit)
    unseen = UnseenPlaces(checklist, walk_errors, given.lexicon)
    judge = _Judge(checklist, documents, matches, given, unseen)
    items = judge.items()
    areas = summaries(checklist, items, predicate)
    findings = [f for item in items for r in item.requirements for f in r.findings]
    findings.extend(judge.unit_findings())
    findings.extend(document_findings(judge.sound, judge.matches, given, judge.requirements, judge.recycled))
    findings.extend(fault_findings(documents))
    findings.extend(floor_findings(areas, summaries(checklist, judge.unaided(items), predicate)))
    findings.extend(answered_floors(checklist, unit, items, predicate))
    if held := held_finding(checklist, unit):
        findings.append(held)
    if not unit_file:
        findings.append(make_finding("no_unit_file"))
    for where, why in sorted(walk_errors.items()):
        findings.append(make_finding("walk_incomplete", path=where, where=where, detail=why))
    findings.sort(key=finding_order)
    return Report(
        checklist_id=checklist.id,
        checklist_version=checklist.version,
        checklist_sha256=checklist.sha256,
        checklist_title=checklist.title,
        unit_name=unit.name,
        target=unit.target,
        year=unit.year,
        as_of=given.as_of,
        window_from=unit.window.from_,
        window_to=unit.window.to,
        items=items,
        areas=areas,
        documents=tuple(documents),
        document_items={path: _items(found) for path, found in sorted(judge.matches.items())},
        findings=tuple(findings),
        ready=all(finding.severity is not Severity.ERROR for finding in findings),
        sections={section.code: section.title for section in checklist.sections},
    )


def _predicate(checklist: Checklist, unit: Unit) -> Predicate | None:
    """The unit's target; none where neither the unit nor its checklist knows any."""
    if not unit.target and not checklist.predicates:
        return None
    if unit.target not in checklist.predicates:
        known = ", ".join(checklist.predicates)
        raise UnitError(
            tr("no target {target!r} in the checklist {id}").format(target=unit.target, id=checklist.id),
            file="zi-evidence.yaml",
            hint=tr("choose one of: {known}").format(known=known)
            if known
            else tr('this checklist has no predicates; write target: ""'),
        )
    return checklist.predicates[unit.target]


def _items(found: Sequence[Match]) -> tuple[str, ...]:
    """Item codes of a document's matches, best first, each once."""
    return tuple(dict.fromkeys(match.item for match in found))


class _Judge:
    """Holds what all items share while one report is made."""

    def __init__(
        self,
        checklist: Checklist,
        documents: Sequence[Document],
        matches: Mapping[str, Sequence[Match]],
        given: Circumstances,
        unseen: UnseenPlaces,
    ) -> None:
        self._unseen = unseen
        self._checklist = checklist
        self._given = given
        self._unit = given.unit
        self._as_of = given.as_of
        self._documents = {document.path: document for document in documents}
        self.matches: dict[str, Sequence[Match]] = dict(matches)
        self.requirements = {f"{item.code}:{r.id}": r for item in checklist.items for r in item.requirements}
        self._rhythms = {
            name: r.every or Rhythm.YEAR for name, r in self.requirements.items() if r.every or r.years
        }
        self._pin_findings = list(self._apply_pins())
        self._by_requirement: dict[str, list[Match]] = defaultdict(list)
        for found in self.matches.values():
            for match in found:
                self._by_requirement[match.requirement].append(match)
        self.sound = [document for document in documents if not is_unjudged(document)]
        self.recycled = recycled_copies(self.sound, self._rhythm_of, given)
        self._unread = UnreadFiles(checklist, documents, self.matches, given)
        self._candidates: dict[str, list[Candidate]] = {}
        self._used_waivers: set[int] = set()
        self._needed_waivers: set[int] = set()
        self._renewed_waivers: set[int] = set()
        own = {code: answers.unit for code, answers in given.unit.answers.items()}
        self._claimed = claimed_points(checklist, own) if own else {}

    def _rhythm_of(self, path: str) -> Rhythm | None:
        """The finest rhythm of the requirements that a document serves."""
        asked = [r for match in self.matches.get(path, ()) if (r := self._rhythms.get(match.requirement))]
        return min(asked, key=list(Rhythm).index, default=None)

    # ---- pins and waivers --------------------------------------------------------------------------

    def _apply_pins(self) -> list[Finding]:
        """Turns pins into matches that come first; wrong ones into findings."""
        findings = []
        known = {item.code: item for item in self._checklist.items}
        for pin in self._unit.pins:
            item = known.get(pin.item)
            ids = [r.id for r in item.requirements] if item else []
            if not item or (pin.requirement and pin.requirement not in ids):
                name = f"{pin.item}:{pin.requirement}" if pin.requirement else pin.item
                findings.append(make_finding("pin_unknown", item=name))
            elif not (file := self._file_of(pin)):
                findings.append(make_finding("pin_missing", item=pin.item, path=pin.file, file=pin.file))
            else:
                self._pin(pin, item, file)
        return findings

    def _file_of(self, pin: Pin) -> str:
        """The path of the pinned file: as written, else the one that reads the same; empty where none does."""
        if pin.file in self._documents:
            return pin.file
        wanted = unicodedata.normalize("NFC", pin.file)
        return next((p for p in self._documents if unicodedata.normalize("NFC", p) == wanted), "")

    def _pin(self, pin: Pin, item: Item, file: str) -> None:
        chosen = [pin.requirement] if pin.requirement else self._best_of(file, item)
        for requirement in chosen:
            full_id = f"{item.code}:{requirement}"
            others = [match for match in self.matches.get(file, ()) if match.requirement != full_id]
            told = [(Reason(ReasonCode.PIN), 1.0)]
            if pin.reason:
                told.append((Reason(ReasonCode.PIN_NOTE, {"note": pin.reason}), 0.0))
            reasons, weights = (tuple(column) for column in zip(*told, strict=True))
            pinned = Match(file, item.code, full_id, 1.0, reasons, by_content=True, weights=weights)
            self.matches[file] = (pinned, *others)

    def _best_of(self, file: str, item: Item) -> list[str]:
        """A pin to a whole item means the requirement that fits best, or the first required one."""
        fitting = [m for m in self.matches.get(file, ()) if m.item == item.code]
        if fitting:
            return [fitting[0].requirement.partition(":")[2]]
        required = [r.id for r in item.requirements if not r.optional]
        return (required or [r.id for r in item.requirements])[:1]

    def _waived(self, item: Item, requirement_id: str) -> Waiver | None:
        """The running waiver for a requirement; expired ones leave a finding."""
        own = self._waivers_of(item, requirement_id)
        self._used_waivers.update(own)
        running = [self._unit.waivers[index] for index in own]
        return next((waiver for waiver in running if self._as_of <= waiver.until), None)

    def _waivers_of(self, item: Item, requirement_id: str) -> list[int]:
        return [
            index
            for index, waiver in enumerate(self._unit.waivers)
            if waiver.item == item.code and waiver.requirement in ("", requirement_id)
        ]

    def unit_findings(self) -> list[Finding]:
        """Findings about pins and waivers of the unit file; call after all items were judged."""
        findings = list(self._pin_findings)
        for index, waiver in enumerate(self._unit.waivers):
            name = f"{waiver.item}:{waiver.requirement}" if waiver.requirement else waiver.item
            if index not in self._used_waivers:
                findings.append(make_finding("waiver_unused", item=name))
            elif self._as_of > waiver.until:
                severity = self._weight_of_expired(index)
                findings.append(
                    make_finding("waiver_expired", item=name, severity=severity, day=waiver.until.isoformat())
                )
        return findings

    def _weight_of_expired(self, index: int) -> Severity | None:
        """What an expired waiver still means: a gap, a line to tidy away, or nothing that a newer one left."""
        if index in self._needed_waivers:
            return None
        return Severity.INFO if index in self._renewed_waivers else Severity.WARNING

    # ---- items -------------------------------------------------------------------------------------

    def candidates(self, full_id: str) -> list[Candidate]:
        """The candidates of a requirement, best first; made once."""
        if full_id not in self._candidates:
            requirement = self.requirements[full_id]
            found = sorted(
                self._by_requirement.get(full_id, ()), key=lambda match: (-match.score, match.path)
            )
            self._candidates[full_id] = [c for match in found for c in self._judged(match, requirement)]
        return self._candidates[full_id]

    def _judged(self, match: Match, requirement: Requirement) -> Iterator[Candidate]:
        """A matched file as the candidates that it is: one, or one for each paper in it."""
        document, copied = self._documents[match.path], match.path in self.recycled
        if is_unjudged(document):
            yield unjudged(document, match)
            return
        try:
            for paper in papers_of(document, match, requirement, self._given):
                yield judge_candidate(paper, match, requirement, self._given, copied=copied)
        except Exception as error:
            raise DocumentFault(document.path) from error

    def _perhaps(
        self, item: Item, requirement: Requirement, candidates: Sequence[Candidate]
    ) -> list[Candidate]:
        """Unread files that may be what a requirement lacks, as candidates that nothing verifies."""
        folders = [c.document.path.rpartition("/")[0] for c in candidates] if requirement.pieces else []
        full_id = f"{item.code}:{requirement.id}"
        return [
            candidate
            for d in self._unread.may_serve(item.code, requirement, folders)
            for candidate in self._judged(
                Match(d.path, item.code, full_id, 0.0, (), by_content=False), requirement
            )
        ]

    def items(self) -> tuple[ItemReport, ...]:
        """Judges all items; the candidates, larger than all that is reported of them, are let go then."""
        reports = tuple(self._item(item) for item in self._checklist.items)
        self._candidates.clear()
        return reports

    def _item(self, item: Item) -> ItemReport:
        reports = tuple(self._requirement(item, requirement) for requirement in item.requirements)
        return ItemReport(
            code=item.code,
            title=item.title,
            section=item.section,
            area=item.area,
            points=item.points,
            supported=supported_points(item, reports, self._checklist.scales),
            status=item_status(reports),
            requirements=reports,
            answers=self._answers(item.code),
            claimed=self._claimed.get(item.code),
            scale=item.answer,
            steps=dict(self._checklist.scales.get(item.answer, {})),
        )

    def unaided(self, items: Sequence[ItemReport]) -> list[ItemReport]:
        """The items with the points that their evidence would carry if nothing were waived."""
        known, scales = {item.code: item for item in self._checklist.items}, self._checklist.scales
        return [
            replace(i, supported=supported_points(known[i.code], i.requirements, scales, unaided=True))
            if any(r.status is RequirementStatus.WAIVED for r in i.requirements)
            else i
            for i in items
        ]

    def _answers(self, code: str) -> dict[str, str]:
        answers = self._unit.answers.get(code)
        if answers is None:
            return {}
        given = (("unit", answers.unit), ("tpi", answers.tpi), ("tpn", answers.tpn))
        return {who: text for who, text in given if text}

    def _requirement(self, item: Item, requirement: Requirement) -> RequirementReport:
        full_id = f"{item.code}:{requirement.id}"
        candidates = self.candidates(full_id)
        question = Question(
            item=item.code,
            full_id=full_id,
            requirement=requirement,
            owner=requirement.owner or item.area,
            given=self._given,
            unread=self._perhaps(item, requirement, candidates),
        )
        report = self._unseen.doubted(question, judge_requirement(question, candidates))
        for status, finding in self._dependencies(question, candidates):
            met = report.status is RequirementStatus.MET
            report = replace(
                report,
                status=status if met else report.status,
                share=min(report.share, self._given.share("broken_chain")),
                findings=(*report.findings, finding),
            )
        waiver = self._waived(item, requirement.id)
        settled = report.status in (RequirementStatus.MET, RequirementStatus.NOT_APPLICABLE)
        if not settled:
            excused = self._renewed_waivers if waiver else self._needed_waivers
            excused.update(self._waivers_of(item, requirement.id))
        if waiver and not settled:
            return replace(report, status=RequirementStatus.WAIVED, findings=())
        return report

    def _dependencies(self, question: Question, candidates: Sequence[Candidate]) -> Iterator[Doubt]:
        """What is wrong with the documents in the light of other requirements' documents."""
        requirement = question.requirement
        answered = self._answered(requirement.follows) if requirement.follows else None
        if answered and (doubt := broken_chain(question, candidates, *answered)):
            yield doubt
        others = [other for full_id in requirement.with_ if (other := self._answered(full_id))]
        if others and (doubt := lacking_company(question, candidates, others)):
            yield doubt

    def _answered(self, full_id: str) -> tuple[Requirement, list[Candidate]] | None:
        """The requirement that a full id names, with its candidates."""
        requirement = self.requirements.get(full_id)
        return (requirement, self.candidates(full_id)) if requirement else None
