"""The green unit on disk, and a way to spoil it and to mend it again."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from testkit.complete_unit import AS_OF, UNIT_TEXT
from testkit.paper import Paper
from zi_evidence import api
from zi_evidence.checklist.model import Checklist, Item, Requirement
from zi_evidence.model import Report, RequirementReport, RequirementStatus, SlotStatus

__all__ = ["Bench", "Target"]

_UNIT_FILE = "zi-evidence.yaml"


@dataclass(frozen=True, slots=True)
class Target:
    """A paper on which a requirement, or one period or piece of it, wholly depends.

    Attributes:
        shape: `plain`, `several` (min), `periodic`, `set` or `periodic set`.
        alone: nothing else of this requirement was found, in any period.
        shared: further requirements that the paper was matched to.
    """

    paper: Paper
    item: Item
    requirement: Requirement
    shape: str
    alone: bool
    shared: frozenset[str]

    @property
    def full_id(self) -> str:
        return f"{self.item.code}:{self.requirement.id}"

    @property
    def group(self) -> tuple[str, str]:
        """What targets are spread over: the half and area of the worksheet, and the shape."""
        return self.item.code.rpartition(".")[0].rpartition(".")[0] or self.item.code, self.shape


def _shape(requirement: Requirement) -> str:
    periodic = bool(requirement.every or requirement.years)
    if requirement.pieces:
        return "periodic set" if periodic else "set"
    if periodic:
        return "periodic"
    return "several" if requirement.min > 1 else "plain"


class Bench:
    """Looks at one unit folder again and again; readings are kept in its index."""

    def __init__(
        self, folder: Path, index: Path, papers: Sequence[Paper], checklist: Checklist, as_of: dt.date = AS_OF
    ) -> None:
        self.folder = folder
        self.papers = tuple(papers)
        self.checklist = checklist
        self._index = index
        self._as_of = as_of
        self.green = self.look()

    def look(self) -> Report:
        """Scans what changed, and judges."""
        view = api.look(self.folder, as_of=self._as_of, index=self._index)
        return api.judge(view, as_of=self._as_of)

    @contextmanager
    def changed(self, files: Mapping[str, bytes | None], *, unit_text: str = UNIT_TEXT) -> Iterator[None]:
        """Writes files (`None` removes one) and the unit file, and afterwards puts everything back."""
        paths = {self.folder / path: data for path, data in files.items()}
        before = {path: path.read_bytes() if path.exists() else None for path in paths}
        try:
            self._put(paths)
            self._write_unit(unit_text)
            yield
        finally:
            self._put(before)
            self._write_unit(UNIT_TEXT)

    @staticmethod
    def _put(files: Mapping[Path, bytes | None]) -> None:
        for path, data in files.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def _write_unit(self, text: str) -> None:
        (self.folder / _UNIT_FILE).write_text(text, encoding="utf-8")

    def papers_for(self, full_id: str) -> list[Paper]:
        """The papers that the green report cites for a requirement, whatever they were written for."""
        cited = {
            document.path
            for item in self.green.items
            for report in item.requirements
            if report.id == full_id
            for document in report.documents
        }
        return [paper for paper in self.papers if paper.path in cited]

    # ---- who depends on what ----------------------------------------------------------------------

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Every paper that a required requirement depends on, by the green report alone."""
        papers = {paper.path: paper for paper in self.papers}
        matched: dict[str, set[str]] = defaultdict(set)
        reports = {r.id: r for item in self.green.items for r in item.requirements}
        for report in reports.values():
            for document in report.documents:
                matched[document.path].add(report.id)
        found: list[Target] = []
        for item in self.checklist.items:
            for requirement in item.requirements:
                report = reports[f"{item.code}:{requirement.id}"]
                if requirement.optional or report.status is not RequirementStatus.MET:
                    continue
                found.extend(
                    Target(
                        paper=papers[path],
                        item=item,
                        requirement=requirement,
                        shape=_shape(requirement),
                        alone=len(report.documents) == 1,
                        shared=frozenset(matched[path] - {report.id}),
                    )
                    for path in self._sole(requirement, report)
                )
        return tuple(found)

    def _sole(self, requirement: Requirement, report: RequirementReport) -> Iterator[str]:
        """Paths without which the requirement, or one of its periods, would lack something."""
        if report.slots:
            groups = [slot.documents for slot in report.slots if slot.status is SlotStatus.MET]
        else:
            groups = [tuple(document.path for document in report.documents)]
        for paths in groups:
            if not requirement.pieces:
                if len(paths) == requirement.min:
                    yield from paths
                continue
            by_kind: dict[str, list[str]] = defaultdict(list)
            for path in paths:
                by_kind[self._kinds[path]].append(path)
            for piece in requirement.pieces:
                if not piece.endswith("?") and len(by_kind[piece]) == 1:
                    yield by_kind[piece][0]

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return {d.path: d.facts.kind.value if d.facts else "other" for d in self.green.documents}
