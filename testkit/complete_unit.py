"""A complete invented unit: every required document of a checklist, in every period that is due.

Nothing here knows a single item. Words, kinds, rhythm and pieces are read from the checklist; of the titles
that its examples and phrases offer, the one is taken that the matcher gives to the fewest other requirements,
so that taking one paper away leaves a gap.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from testkit.paper import HEADINGS, OWN_OFFICE, Paper, lines_of, period_words, render
from zi_evidence.checklist.model import Checklist, Item, Requirement
from zi_evidence.evaluation.sets import required_pieces
from zi_evidence.evaluation.slots import wanted_slots
from zi_evidence.facts import extract_facts
from zi_evidence.matching import Matcher
from zi_evidence.matching.vocabulary import wordings
from zi_evidence.model import Facts, Match
from zi_evidence.text import normalise
from zi_evidence.unit import Unit

__all__ = ["AS_OF", "CHECKLIST", "UNIT_TEXT", "Planner", "plan", "write_unit"]

AS_OF = dt.date(2026, 6, 30)
CHECKLIST = "permenpanrb-90-2021"
UNIT_TEXT = f"""\
schema: zi-evidence/unit/1
name: {OWN_OFFICE.name}
aliases: [Lapas Sukamaju]
superiors:
  - Kementerian Imigrasi dan Pemasyarakatan
  - Direktorat Jenderal Pemasyarakatan
checklist: {CHECKLIST}
target: wbk
year: 2026
window: {{from: 2025-01-01, to: 2026-06-30}}
"""
# A paper without a period of its own is of this day; what answers it comes two weeks later.
_USUAL_DAY = dt.date(2026, 2, 3)
_STEP = dt.timedelta(days=14)
_AFTER_SLOT = dt.timedelta(days=6)
# What the second and the third paper of one requirement say besides: the same words would be one paper.
_MORE = ("Ketentuan ini berlaku bagi petugas pendaftaran.", "Ketentuan ini berlaku bagi petugas dapur.")
# An example's name without its ending, item code, period, year and the marks that people add.
_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png)$", re.IGNORECASE)
_CODE = re.compile(r"^(?:[A-Z]\.)?(?:[IVX0-9]+\.)+[ivx]+\.[a-z]\b[ .]*|^[0-9]+\.[ivx]+\.[a-z]\b[ .]*")
_PERIOD = re.compile(
    r"\b(?:tw|triwulan|semester|smt|sem|bulan|b0\d|b12|tahun|th|ta|periode)\b[ .]*(?:[ivx]+|\d)?\b"
    r"|\b(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|nov|desember"
    r"|jan|feb|mar|apr|jun|jul|agu|sep|okt|des)\b|(?<![\w/])(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?"
    r"|\b(?:ttd|copy|fix|final|rev|revisi \d|scan|scanned)\b|\(\d+\)",
    re.IGNORECASE,
)
_UNFIT_NAME = re.compile(r"[^A-Za-z0-9 ,()&-]+")
_OFFICES = re.compile(
    r"\b(?:kanwil|kanim|rutan|bapas|lapas|dinas|kantor|kelurahan|kecamatan|pengadilan|satker)\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One requirement with its item, and how many steps of a chain lead to it."""

    item: Item
    requirement: Requirement
    depth: int

    @property
    def full_id(self) -> str:
        return f"{self.item.code}:{self.requirement.id}"


@dataclass(frozen=True, slots=True)
class _Style:
    """What a requirement's papers are called and what kind they are."""

    topic: str
    kind: str


class Planner:
    """Plans the papers of a complete unit."""

    def __init__(self, checklist: Checklist, unit: Unit, as_of: dt.date = AS_OF) -> None:
        self._checklist = checklist
        self._unit = unit
        self._as_of = as_of
        self._matcher = Matcher(checklist)
        self._titles = {section.code: section.title for section in checklist.sections}
        self._numbers = 100

    @cached_property
    def wanted(self) -> tuple[_Wanted, ...]:
        """Every requirement that is not optional."""
        follows = {
            f"{item.code}:{r.id}": r.follows for item in self._checklist.items for r in item.requirements
        }

        def depth(full_id: str) -> int:
            return 1 + depth(follows[full_id]) if follows.get(full_id) else 0

        return tuple(
            _Wanted(item, requirement, depth(f"{item.code}:{requirement.id}"))
            for item in self._checklist.items
            for requirement in item.requirements
            if not requirement.optional
        )

    def papers(self) -> Iterator[Paper]:
        """All papers, in the order of the checklist; no two have the same path or number."""
        taken: set[str] = set()
        for wanted in self.wanted:
            for paper in self._papers_of(wanted):
                path, stem = paper.path, paper.path.rpartition(".")[0]
                count = 2
                while path.casefold() in taken:
                    path = f"{stem} ({count}).{paper.path.rpartition('.')[2]}"
                    count += 1
                taken.add(path.casefold())
                yield replace(paper, path=path, number=self._number())

    def _number(self) -> str:
        self._numbers += 1
        return f"W9.PAS.7-OT.02.02-{self._numbers}"

    def _folder(self, item: Item) -> str:
        """The chain of section titles down to the item's own folder."""
        parts = item.code.split(".")
        chain = []
        for length in range(1, len(parts)):
            title = self._titles.get(".".join(parts[:length]), "")
            chain.append(_UNFIT_NAME.sub(" ", f"{title}").strip())
            chain[-1] = f"{parts[length - 1]}. {chain[-1]}".strip()
        return "/".join((*chain, item.code))

    # ---- the papers of one requirement ------------------------------------------------------------

    def _papers_of(self, wanted: _Wanted) -> Iterator[Paper]:
        requirement = wanted.requirement
        if requirement.pieces:
            for day, slot in self._event_days(wanted):
                for piece in sorted(required_pieces(requirement)):
                    style = self._style(wanted, (piece,), "")
                    yield self._paper(wanted, style, day, slot=slot, event=day)
            return
        days = list(self._days(wanted))
        for date, period in days:
            style = self._style(wanted, self._kinds(requirement), period)
            for turn in range(requirement.min):
                paper = self._paper(wanted, style, date, slot=period, period=period)
                yield replace(paper, extra=(*paper.extra, *_MORE[:turn]))

    def _kinds(self, requirement: Requirement) -> tuple[str, ...]:
        return tuple(k for k in requirement.kinds if k != "other") or ("laporan", "daftar")

    def _days(self, wanted: _Wanted) -> Iterator[tuple[dt.date, str]]:
        """Date and stated period of each paper that the requirement asks for by now."""
        requirement = wanted.requirement
        later = _STEP * wanted.depth
        if not (requirement.every or requirement.years):
            yield _USUAL_DAY + later, ""
            return
        for slot in wanted_slots(requirement, self._unit):
            if self._as_of > slot.due:
                base = slot.first if requirement.due == "start" else slot.last + _AFTER_SLOT
                yield min(base + later, self._as_of), slot.period

    def _event_days(self, wanted: _Wanted) -> Iterator[tuple[dt.date, str]]:
        requirement = wanted.requirement
        if not (requirement.every or requirement.years):
            for number in range(requirement.min):
                yield _USUAL_DAY + _STEP * wanted.depth - dt.timedelta(days=60 * number), ""
            return
        for slot in wanted_slots(requirement, self._unit):
            if self._as_of > slot.due:
                yield slot.first + dt.timedelta(days=20), slot.period

    def _paper(
        self,
        wanted: _Wanted,
        style: _Style,
        date: dt.date,
        *,
        slot: str = "",
        period: str = "",
        event: dt.date | None = None,
    ) -> Paper:
        word = (HEADINGS.get(style.kind) or style.kind.replace("_", " ")).title()
        topic = _UNFIT_NAME.sub(" ", style.topic).strip()
        named = topic if normalise(topic).startswith(normalise(word)) else f"{word} {topic}"
        if style.kind == "sk":
            named = topic if normalise(topic).startswith("sk ") else f"SK {topic}"
        name = " ".join(f"{named} {period_words(slot)}".split())
        # One paper in four comes as a PDF.
        ending = "pdf" if self._numbers % 4 == 0 else "docx"
        return Paper(
            path=f"{self._folder(wanted.item)}/{name}.{ending}",
            serves=wanted.full_id,
            kind=style.kind,
            topic=style.topic,
            date=date,
            period=period,
            slot=slot,
            number=self._number_for_trial(),
            event=event,
            extra=self._extra(wanted.requirement),
        )

    @staticmethod
    def _number_for_trial() -> str:
        return "W9.PAS.7-OT.02.02-1"

    def _extra(self, requirement: Requirement) -> tuple[str, ...]:
        """Sentences with the words that the requirement expects somewhere in the text."""
        concepts = self._checklist.concepts
        words = [
            wordings(entry, concepts)[0]
            for entries in (requirement.phrases.any, requirement.phrases.body)
            for entry in entries[:1]
            if wordings(entry, concepts)
        ]
        return (f"Uraian: {', '.join(words)}.",) if words else ()

    # ---- what to call them ------------------------------------------------------------------------

    def _style(self, wanted: _Wanted, kinds: Sequence[str], period: str) -> _Style:
        """The title and kind that the matcher takes for this requirement and the fewest others."""
        best: tuple[tuple[float, ...], _Style] | None = None
        for order, topic in enumerate(self._topics(wanted.requirement)):
            for rank, kind in enumerate(kinds[:4]):
                style = _Style(topic, kind)
                worth = self._worth(wanted, style, period)
                if worth is not None:
                    ranked = (*worth, float(order), float(rank))
                    if best is None or ranked < best[0]:
                        best = (ranked, style)
            if best and best[0][0] == 0:
                break
        if best is None:
            raise LookupError(f"no example of {wanted.full_id} makes a paper that serves it")
        return best[1]

    def _worth(self, wanted: _Wanted, style: _Style, period: str) -> tuple[float, ...] | None:
        """How many other requirements would take such a paper; `None` where this one would not."""
        date = _USUAL_DAY
        event = date if wanted.requirement.pieces else None
        paper = self._paper(wanted, style, date, slot=period, period=period if not event else "", event=event)
        facts, matches = self._seen(paper)
        own = next((m for m in matches if m.requirement == paper.serves), None)
        kind_fits = facts.kind.value == style.kind
        dated = facts.date is not None and facts.date.value == date.isoformat()
        stated = bool(event) or (facts.period.value if facts.period else "") == paper.period
        numbered = "numbered" not in wanted.requirement.must or facts.number is not None
        if own is None or not (kind_fits and dated and stated and numbered):
            return None
        # A title whose own words pass for a date would hide that the date is missing.
        if self._seen(replace(paper, date=None, event=None))[0].date is not None:
            return None
        others = [m for m in matches if m.requirement != paper.serves]
        return (float(len(others)), -own.score)

    def _seen(self, paper: Paper) -> tuple[Facts, Sequence[Match]]:
        """What the product would make of the paper."""
        text = "\n".join(lines_of(paper))
        facts = extract_facts([text], name=paper.path.rpartition("/")[2])
        return facts, self._matcher.match(paper.path, facts=facts, pages=[text]).matches

    def _topics(self, requirement: Requirement) -> Iterator[str]:
        """Titles, each once: what the examples are called, then words of the phrases in a row."""
        seen: set[str] = set()
        for example in requirement.examples:
            topic = _CODE.sub("", _ENDING.sub("", example.name))
            topic = _PERIOD.sub(" ", _UNFIT_NAME.sub(" ", topic))
            topic = " ".join(_OFFICES.sub("", topic).split()).strip(" -,")
            if len(topic) > 5 and normalise(topic) not in seen:
                seen.add(normalise(topic))
                yield topic.title() if topic.isupper() else topic
        concepts = self._checklist.concepts
        entries = [wordings(entry, concepts) for entry in requirement.phrases.all]
        for turn in range(6):
            words = [entry[min(turn, len(entry) - 1)] for entry in entries if entry]
            topic = " ".join(words)
            if len(topic) > 5 and topic not in seen and not _PERIOD.search(topic):
                seen.add(topic)
                yield topic
                yield " ".join(reversed(words))


def plan(checklist: Checklist, unit: Unit, as_of: dt.date = AS_OF) -> tuple[Paper, ...]:
    """The papers of a complete unit."""
    return tuple(Planner(checklist, unit, as_of).papers())


def write_unit(folder: Path, papers: Sequence[Paper], unit_text: str = UNIT_TEXT) -> None:
    """Writes the unit file and every paper."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "zi-evidence.yaml").write_text(unit_text, encoding="utf-8")
    for paper in papers:
        target = folder / paper.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(render(paper))
