"""Single sabotages: what is done to a paper, to which papers it may be done, what must be said of it."""

import datetime as dt
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from testkit.complete_unit import AS_OF
from testkit.paper import OTHER_OFFICE
from tests.truth import deeds as do
from tests.truth.bench import Bench, Target
from tests.truth.deeds import Deed

__all__ = ["SABOTAGES", "Sabotage", "choose"]

_FUTURE = AS_OF + dt.timedelta(days=70)
# What an office makes itself, so that another office's name on it is a fault.
_OWN_WORK = frozenset({"sk", "sop", "laporan", "notula", "daftar_hadir", "rencana_aksi"})

# Names of findings that say so, by what became of the paper and by the shape of the requirement.
_GONE = {"plain": "missing", "several": "too_few", "periodic": "slot_missing"}
_STALE = {"plain": "stale", "several": "too_few", "periodic": "slot_missing"}
_SPOILED = {"plain": "spoiled", "several": "too_few", "periodic": "spoiled"}
_UNREAD = {"plain": "unverified", "several": "too_few", "periodic": "unverified"}
_LONE = {"gone": "missing", "stale": "stale", "spoiled": "spoiled", "unread": "unverified"}
_BY_EFFECT = {"gone": _GONE, "stale": _STALE, "spoiled": _SPOILED, "unread": _UNREAD}


@dataclass(frozen=True, slots=True)
class Sabotage:
    """One kind of sabotage.

    Attributes:
        fits: whether a paper offers what is to be spoiled.
        deed: what is done.
        effect: `gone`, `stale`, `spoiled` or `unread`, else the name of the finding that the requirement must
            get (`*` for any); empty where the requirement must stay met.
        told: name of the finding about the document itself, or empty; of several, any will do (`a|b`).
        unit_told: name of the finding about the unit file, or empty.
        trials: on how many papers it is tried.
    """

    name: str
    fits: Callable[[Target], bool]
    deed: Callable[[Target, Bench], Deed]
    effect: str
    told: str = ""
    unit_told: str = ""
    trials: int = 8

    @property
    def red(self) -> bool:
        """Whether the gate must close."""
        return bool(self.effect or self.unit_told)

    def finding(self, target: Target) -> str:
        """The finding that the requirement must get; empty where it must get none."""
        if self.effect not in _BY_EFFECT:
            return self.effect
        if target.shape.endswith("set"):
            return "unverified" if self.effect == "unread" else "set_incomplete"
        if target.alone and target.shape == "periodic":
            return _LONE[self.effect]
        return _BY_EFFECT[self.effect][target.shape]


def choose(targets: Iterable[Target], sabotage: Sabotage) -> Sequence[Target]:
    """The papers to try a sabotage on: in turn from every area and shape, each time another start."""
    groups: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in targets:
        if sabotage.fits(target):
            groups[target.group].append(target)
    start = zlib.crc32(sabotage.name.encode())
    order = sorted(groups, key=lambda group: zlib.crc32(f"{sabotage.name} {group}".encode()))
    chosen: list[Target] = []
    turn = 0
    while len(chosen) < sabotage.trials and turn < max(map(len, groups.values()), default=0):
        for group in order:
            members = groups[group]
            if turn < len(members):
                chosen.append(members[(start + turn) % len(members)])
        turn += 1
    return chosen[: sabotage.trials]


# ---- which papers -----------------------------------------------------------------------------------


def _any(_: Target) -> bool:
    return True


def _follow_up(target: Target) -> bool:
    # A paper that serves both can never be older than itself.
    return bool(target.requirement.follows) and target.requirement.follows not in target.shared


def _must(name: str) -> Callable[[Target], bool]:
    return lambda target: name in target.requirement.must and not target.requirement.pieces


def _limited_in_age(target: Target) -> bool:
    r = target.requirement
    return bool(r.within or r.max_age or r.every or r.years)


def _own_work(target: Target) -> bool:
    return target.paper.kind in _OWN_WORK


def _periodic(target: Target) -> bool:
    return target.shape == "periodic" and bool(target.paper.period)


def _of_several_periods(target: Target) -> bool:
    return _periodic(target) and not target.alone


def _of_several(target: Target) -> bool:
    return _of_several_periods(target) or target.shape.endswith("set")


def _on_whole_quarters(target: Target) -> bool:
    r = target.requirement
    kinds = ("laporan", "lkjip", "survei")
    return _periodic(target) and r.every == "quarter" and not r.shorter and target.paper.kind in kinds


def _one_answer(target: Target) -> bool:
    return _of_several_periods(target) and _follow_up(target)


def _several(target: Target) -> bool:
    return target.shape == "several"


def _dated_by_itself(target: Target) -> bool:
    return target.shape == "plain" and target.requirement.within == "window" and not _follow_up(target)


def _piece(target: Target) -> bool:
    return target.shape.endswith("set")


def _word(target: Target) -> bool:
    return target.paper.path.endswith(".docx")


def _no_letter(target: Target) -> bool:
    letters = {"surat", "undangan", "nota_dinas"}
    return bool(target.requirement.kinds) and not letters & set(target.requirement.kinds)


def _owed_report(target: Target) -> bool:
    r = target.requirement
    return target.paper.kind == "laporan" and not r.nil and not r.pieces


def _closes_with_its_day(target: Target) -> bool:
    return target.paper.kind == "laporan" and _word(target) and not target.requirement.pieces


def _tells_its_meeting(target: Target) -> bool:
    required = {piece for piece in target.requirement.pieces if not piece.endswith("?")}
    tell = {"undangan", "daftar_hadir", "notula"}
    return _piece(target) and target.paper.event is not None and required <= tell


def _named_as_a_paper(target: Target) -> bool:
    name = target.paper.path.rpartition("/")[2].lower()
    return name.startswith(("laporan ", "sk ", "notula ")) and not target.requirement.pieces


_DAY_BEFORE = AS_OF - dt.timedelta(days=1)

SABOTAGES: tuple[Sabotage, ...] = (
    Sabotage("removed", _any, do.remove, "gone", trials=13),
    Sabotage("one-period-dropped", _of_several_periods, do.remove, "gone", trials=12),
    Sabotage("piece-of-a-set-removed", _piece, do.remove, "set_incomplete"),
    Sabotage("aged", _limited_in_age, do.aged, "stale", trials=13),
    Sabotage("redated-to-the-future", _must("dated"), do.rewritten(date=_FUTURE), "spoiled", "future_date"),
    Sabotage("undated", _must("dated"), do.rewritten(date=None), "spoiled"),
    Sabotage("dated-on-no-day", _must("dated"), do.written(do.impossible_date), "spoiled", trials=6),
    Sabotage("unsigned", _must("signed"), do.rewritten(signed=False), "spoiled", trials=11),
    Sabotage("of-another-unit", _own_work, do.rewritten(office=OTHER_OFFICE), "spoiled", "wrong_unit"),
    Sabotage("number-left-blank", _must("numbered"), do.rewritten(number=""), "spoiled"),
    Sabotage("number-taken-out", _must("numbered"), do.written(do.without_number), "spoiled", trials=5),
    Sabotage("form-not-filled-in", _any, do.written(do.form), "spoiled", "unfinished"),
    Sabotage("marked-as-draft", _any, do.rewritten(mark="DRAFT"), "spoiled", "unfinished"),
    Sabotage("changes-still-tracked", _word, do.written(do.tracked), "spoiled", "unfinished", trials=5),
    Sabotage("another-periods-copy", _of_several_periods, do.other_periods_copy, "gone", "recycled|duplicate"),
    Sabotage("states-another-period", _of_several_periods, do.other_period_stated, "gone"),
    Sabotage("nothing-was-done", _owed_report, do.written(do.as_nil), "gone", trials=6),
    Sabotage("day-left-blank", _closes_with_its_day, do.written(do.blank_day), "spoiled", "unfinished", trials=6),
    Sabotage("of-another-meeting", _tells_its_meeting, do.another_day, "set_incomplete", trials=6),
    Sabotage("only-photographed", _named_as_a_paper, do.photographed, "unread", trials=6),
    Sabotage("another-kind-of-paper", _no_letter, do.written(do.as_invitation), "gone"),
    Sabotage("copies-to-make-up-the-number", _several, do.twice_the_same, "gone", trials=1),
    Sabotage("copy-with-one-byte-more", _several, do.almost_the_same, "too_few", trials=1),
    Sabotage("on-one-month-only", _on_whole_quarters, do.on_its_first_month, "spoiled", trials=5),
    Sabotage("made-too-early", _on_whole_quarters, do.in_the_middle, "spoiled", "early_dated", trials=5),
    Sabotage("cut-short", _any, do.written(do.truncated), "unread", "unreadable"),
    Sabotage("locked", _any, do.written(do.locked), "unread", "encrypted"),
    Sabotage("only-a-scan", _any, do.written(do.scanned), "unread", "no_text"),
    Sabotage("zero-bytes", _any, do.emptied, "unread", "empty"),
    Sabotage("login-page-saved-instead", _any, do.written(do.login_page), "unread", "unsupported"),
    Sabotage("all-words-hidden", _word, do.written(do.hidden), "unread", "hidden_text", trials=5),
    Sabotage("misnamed", _any, do.misnamed, "", trials=10),
    Sabotage("misplaced", _any, do.misplaced, "", "misfiled", trials=8),
    Sabotage("follow-up-before-its-cause", _follow_up, do.backdated_follow_up, "chain_broken", trials=4),
    Sabotage("follow-up-of-another-report", _follow_up, do.answer_to_another, "chain_broken", trials=17),
    Sabotage("follow-up-of-its-report", _follow_up, do.answer_to_its_report, "", trials=3),
    Sabotage("bound-in-one-file", _of_several, do.bound_together, "", trials=8),
    Sabotage("one-old-paper-in-the-file", _of_several_periods, do.bound_with_an_old_one, "gone", trials=6),
    Sabotage("waiver-expired", _any, do.waiver(_DAY_BEFORE), "gone", unit_told="waiver_expired", trials=6),
    Sabotage("waiver-on-its-last-day", _any, do.waiver(AS_OF), "", trials=3),
    Sabotage("pin-to-a-missing-file", _any, do.pin("HILANG.pdf", ""), "", unit_told="pin_missing", trials=2),
    Sabotage("pin-to-an-unknown-item", _any, do.pin("", "A.IX.1.i.a"), "", unit_told="pin_unknown", trials=2),
    Sabotage("unit-file-of-another-unit", _own_work, do.other_units_file, "spoiled", "wrong_unit", trials=1),
    Sabotage("another-paper-under-its-name", _any, do.written(do.invoice), "*", trials=9),
    Sabotage("old-paper-under-a-new-name", _dated_by_itself, do.renamed_as_new, "stale", trials=6),
    Sabotage("one-period-answered-too-early", _one_answer, do.one_backdated, "chain_broken", trials=4),
)  # fmt: skip
