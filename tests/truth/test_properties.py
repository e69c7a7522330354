"""What must hold of every judgement, whatever documents a unit has. Pure: no file is read."""

import datetime as dt
import random
from dataclasses import replace
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluation.judging import AS_OF, checklist, document, judge_all, make_unit
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.model import (
    Document,
    DocumentStatus,
    Finish,
    Match,
    Reason,
    ReasonCode,
    Report,
    RequirementStatus,
)
from zi_evidence.periods import bounds

_Served: TypeAlias = tuple[Document, list[str]]
_Folder: TypeAlias = list[_Served]
_OWN, _OTHER = "Lapas Kelas IIB Sukamaju", "Lapas Kelas IIA Karangsari"
_WINDOW = (dt.date(2025, 1, 1), dt.date(2026, 6, 30))
# One requirement of every shape but the chain, which depends on two at once.
_SHAPES: list[dict[str, Any]] = [
    {"id": "any-age", "title": "Pedoman"},
    {"id": "current", "title": "SK", "within": "window", "must": ["dated", "numbered", "signed"]},
    {"id": "this-year", "title": "Rencana", "within": "year"},
    {"id": "not-old", "title": "SOP", "max_age": "5 years", "min": 2},
    {"id": "quarterly", "title": "Laporan", "every": "quarter", "must": ["dated"]},
    {"id": "planned", "title": "Rencana semester", "every": "semester", "due": "start"},
    {"id": "two-years", "title": "LKjIP", "years": ["N-1", "N-2"]},
]
_SETS: list[dict[str, Any]] = [
    {"id": "meeting", "title": "Rapat", "within": "window", "pieces": ["undangan", "notula", "dokumentasi?"]},
    {"id": "meetings", "title": "Rapat", "every": "semester", "pieces": ["daftar_hadir", "notula"]},
]
_RANK = {
    RequirementStatus.MISSING: 0,
    RequirementStatus.STALE: 1,
    # Seen and not enough, or not seen: neither is better than the other.
    RequirementStatus.PARTIAL: 2,
    RequirementStatus.UNVERIFIED: 2,
    RequirementStatus.NOT_APPLICABLE: 3,
    RequirementStatus.WAIVED: 3,
    RequirementStatus.MET: 3,
}

_days = st.dates(dt.date(2019, 1, 1), dt.date(2026, 12, 31)).map(dt.date.isoformat)
_years = st.integers(2020, 2026)
_periods = st.one_of(
    _years.map(str),
    st.tuples(_years, st.integers(1, 4)).map(lambda p: f"{p[0]}-Q{p[1]}"),
    st.tuples(_years, st.integers(1, 2)).map(lambda p: f"{p[0]}-S{p[1]}"),
    st.tuples(_years, st.integers(1, 12)).map(lambda p: f"{p[0]}-{p[1]:02}"),
    st.integers(2015, 2025).map(lambda y: f"{y}-{y + 4}"),
)
_PIECES = ("undangan", "notula", "daftar_hadir", "dokumentasi")


# Days so near to each other that meetings touch.
_near_days = st.dates(dt.date(2025, 12, 1), dt.date(2026, 2, 28)).map(dt.date.isoformat)


@st.composite
def served_documents(draw: st.DrawFn, ids: tuple[str, ...], kinds: tuple[str, ...]) -> _Served:
    """A document and the requirements that it serves; its path is given later."""
    made = document(
        "",
        kind=draw(st.sampled_from(kinds)),
        date=draw(st.just("") | _days | _years.map(str)),
        period=draw(st.just("") | _periods),
        number=draw(st.sampled_from(("", "W9-1", "W9-2"))),
        unit=draw(st.sampled_from(("", _OWN, _OTHER))),
        signed=draw(st.sampled_from(("block", "none", "digital", "unknown"))),
        finish=draw(
            st.sampled_from((Finish.UNKNOWN, Finish.FINISHED, Finish.DRAFT, Finish.TEMPLATE, Finish.UNSIGNED))
        ),
        status=draw(
            st.sampled_from((DocumentStatus.READ,) * 4 + (DocumentStatus.NO_TEXT, DocumentStatus.DAMAGED))
        ),
        event=draw(st.just("") | _days),
        notes=draw(st.sampled_from(((), ("number_unfilled",)))),
    )
    serves = draw(st.lists(st.sampled_from(ids), unique=True, max_size=len(ids)))
    return made, serves


def folders(requirements: list[dict[str, Any]], kinds: tuple[str, ...]) -> st.SearchStrategy[_Folder]:
    """Some documents, each with a path and bytes of its own."""
    ids = tuple(requirement["id"] for requirement in requirements)

    def named(pairs: _Folder) -> _Folder:
        return [
            (replace(d, path=f"folder {n % 2}/{n:02}", sha256=f"{n:02}"), serves)
            for n, (d, serves) in enumerate(pairs)
        ]

    return st.lists(served_documents(ids, kinds), min_size=1, max_size=7).map(named)


@st.composite
def meetings(draw: st.DrawFn) -> _Folder:
    """Sound papers of meetings, near to each other in time, some without a date."""
    pieces = draw(
        st.lists(st.tuples(st.sampled_from(_PIECES), st.just("") | _near_days), min_size=1, max_size=6)
    )
    ids = [requirement["id"] for requirement in _SETS]
    return [
        (document(f"folder {n % 2}/{n:02}", kind=kind, date=day, sha256=f"{n:02}"), ids)
        for n, (kind, day) in enumerate(pieces)
    ]


def judged(requirements: list[dict[str, Any]], folder: _Folder) -> Report:
    documents = [d for d, _ in folder]
    unread = tuple(d.path for d in documents if d.status is not DocumentStatus.READ)
    serves = {d.path: ids for d, ids in folder}
    return judge_all(requirements, documents, serves=serves, unread=unread)


def statuses(report: Report) -> dict[str, RequirementStatus]:
    return {r.id: r.status for item in report.items for r in item.requirements}


_PLAIN_KINDS = ("laporan", "sk", "surat")
_FEWER = settings(max_examples=250, deadline=None)


def without(folder: _Folder, index: int) -> _Folder:
    return folder[:index] + folder[index + 1 :]


@_FEWER
@given(folders(_SHAPES, _PLAIN_KINDS), st.integers(0, 6))
def test_one_document_more_makes_no_requirement_worse(folder: _Folder, at: int) -> None:
    index = at % len(folder)
    fewer, more = statuses(judged(_SHAPES, without(folder, index))), statuses(judged(_SHAPES, folder))
    worse = {name for name, status in more.items() if _RANK[status] < _RANK[fewer[name]]}
    assert worse == set()


@_FEWER
@given(meetings(), st.integers(0, 6))
def test_one_document_more_makes_no_set_worse(folder: _Folder, at: int) -> None:
    index = at % len(folder)
    fewer, more = statuses(judged(_SETS, without(folder, index))), statuses(judged(_SETS, folder))
    worse = {name for name, status in more.items() if _RANK[status] < _RANK[fewer[name]]}
    assert worse == set()


@_FEWER
@given(folders(_SHAPES, _PLAIN_KINDS), st.integers(0, 6))
def test_a_document_changes_nothing_where_it_does_not_serve(folder: _Folder, at: int) -> None:
    index = at % len(folder)
    served = {f"X.1.a:{name}" for name in folder[index][1]}
    fewer, more = judged(_SHAPES, without(folder, index)), judged(_SHAPES, folder)
    for before, after in zip(fewer.items[0].requirements, more.items[0].requirements, strict=True):
        if before.id not in served:
            assert before == after


@_FEWER
@given(folders(_SHAPES, _PLAIN_KINDS), st.integers(0, 6), st.sampled_from(_SHAPES))
def test_one_document_more_never_takes_points(folder: _Folder, at: int, shape: dict[str, Any]) -> None:
    serving = [(made, [shape["id"]]) for made, _ in folder]
    index = at % len(serving)
    fewer, more = judged([shape], without(serving, index)), judged([shape], serving)
    assert more.items[0].supported >= fewer.items[0].supported


def counts(made: Document, requirement: dict[str, Any]) -> bool:
    """Whether a document may count, in the words of the checklist's guide and of nothing else."""
    facts = made.facts
    if facts is None or made.status is not DocumentStatus.READ:
        return False
    date = bounds(facts.date.value) if facts.date else None
    span = bounds(facts.period.value) if facts.period else date
    if facts.finish in (Finish.DRAFT, Finish.TEMPLATE) or (date and date[0] > AS_OF):
        return False
    must = requirement.get("must", ())
    filled = facts.number and not any(note.code == "number_unfilled" for note in facts.notes)
    if ("dated" in must and not date) or ("numbered" in must and not filled):
        return False
    if "signed" in must and (facts.signed == "none" or facts.finish is Finish.UNSIGNED):
        return False
    if facts.units and facts.units[0].value == _OTHER and facts.kind.value != "surat":
        return False
    if requirement.get("within") == "window":
        return span is not None and span[0] <= _WINDOW[1] and _WINDOW[0] <= span[1]
    return True


@_FEWER
@given(folders(_SHAPES, _PLAIN_KINDS))
def test_met_rests_on_a_readable_current_and_unspoilt_document(folder: _Folder) -> None:
    found = statuses(judged(_SHAPES, folder))
    for requirement in _SHAPES:
        if found[f"X.1.a:{requirement['id']}"] is RequirementStatus.MET:
            good = [d for d, serves in folder if requirement["id"] in serves and counts(d, requirement)]
            assert len(good) >= requirement.get("min", 1)


@_FEWER
@given(folders([*_SHAPES, *_SETS], (*_PLAIN_KINDS, *_PIECES)), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_matches_does_not_matter(folder: _Folder, chance: random.Random) -> None:
    requirements = [*_SHAPES, *_SETS]
    expected = judged(requirements, folder)
    shuffled = list(folder)
    chance.shuffle(shuffled)
    matches = {
        d.path: [
            Match(
                d.path,
                "X.1.a",
                f"X.1.a:{name}",
                0.8,
                (Reason(ReasonCode.HEADING_WORDS),),
                by_content=d.status is DocumentStatus.READ,
            )
            for name in serves
        ]
        for d, serves in shuffled
    }
    for found in matches.values():
        chance.shuffle(found)
    report = evaluate_documents(
        checklist(requirements), make_unit(), [d for d, _ in shuffled], matches, as_of=AS_OF
    )
    assert report.items == expected.items
    # Of two documents with one number the later one is told, and later depends on their order.
    told = [f for f in report.findings if f.name != "same_number"]
    assert told == [f for f in expected.findings if f.name != "same_number"]


@_FEWER
@given(folders([*_SHAPES, *_SETS], (*_PLAIN_KINDS, *_PIECES)))
def test_the_same_documents_give_the_same_report(folder: _Folder) -> None:
    requirements = [*_SHAPES, *_SETS]
    assert judged(requirements, folder) == judged(requirements, folder)
