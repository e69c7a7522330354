"""Every finding of the catalogue is made by a real judgement, about the item and the document that it should be about.

Texts are not looked at: a finding that is no longer made is what turns this red.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.evaluation.judging import AS_OF, checklist, document, judge_all, make_unit
from zi_evidence.evaluation import CATALOGUE, evaluate_documents
from zi_evidence.model import (
    DateSource,
    Document,
    DocumentStatus,
    Finish,
    Match,
    Report,
    Signature,
    Substance,
)
from zi_evidence.model.reasons import reason
from zi_evidence.unit import Unit

ITEM = "X.1.a"
PATH = "Area 1/laporan.pdf"
OTHER = "Area 1/lain.pdf"
DATE = "2026-01-05"

ANY: dict[str, Any] = {}
WINDOW: dict[str, Any] = {"within": "window"}
QUARTERLY: dict[str, Any] = {"every": "quarter"}
MEETING: dict[str, Any] = {"pieces": ["undangan", "daftar_hadir", "notula"], "within": "window"}
CHAIN = [
    {"id": "monev", "title": "Monev", **WINDOW},
    {"id": "tl", "title": "Tindak lanjut", "follows": "X.1.a:monev", **WINDOW},
]
WAIVER = {"item": ITEM, "reason": "tidak ada layanan", "approved_by": "Kepala", "until": "2026-12-31"}


def of_one(requirement: dict[str, Any], *documents: Document, **options: Any) -> Report:
    """A checklist of one requirement, and documents that all serve it."""
    return judge_all([{"id": "r", "title": "Laporan", **requirement}], list(documents), **options)


def alone(**changes: Any) -> Report:
    """One dated document, changed in one thing."""
    return of_one(ANY, document(PATH, **{"date": DATE, **changes}))


def pair(first: Document, second: Document) -> Report:
    return of_one(ANY, first, second)


def with_unit(*documents: Document, **unit: Any) -> Report:
    return of_one(WINDOW, *documents, unit=make_unit(**unit))


def of_empty_folder(**options: Any) -> Report:
    """A report of no document at all, with what only the whole evaluation can be told."""
    scheme = checklist([{"id": "r", "title": "Laporan"}])
    return evaluate_documents(scheme, make_unit(), [], {}, as_of=AS_OF, **options)


def flagged(**changes: Any) -> Report:
    return of_one(ANY, replace(document(PATH, date=DATE), **changes))


def misfiled() -> Report:
    found = Match(PATH, ITEM, f"{ITEM}:r", 0.8, (), by_content=True, misfiled=True)
    scheme, unit = checklist([{"id": "r", "title": "Laporan"}]), make_unit()
    return evaluate_documents(scheme, unit, [document(PATH, date=DATE)], {PATH: [found]}, as_of=AS_OF)


def sent_picture() -> Report:
    sent = document(
        "foto/WhatsApp Image 2025-05-12 at 10.11.12.jpeg", kind="dokumentasi", date="2025-05-12",
        source=DateSource.NAME, media_type="image/jpeg", status=DocumentStatus.UNSUPPORTED,
    )  # fmt: skip
    return of_one(QUARTERLY, sent)


def broken_chain() -> Report:
    papers = [document("m", date="2026-03-01"), document("t", date="2026-02-01")]
    return judge_all(CHAIN, papers, serves={"m": ["monev"], "t": ["tl"]})


def waived_to_the_floor() -> Report:
    requirements = [{"id": name, "title": name, **WINDOW} for name in "ab"]
    unit = make_unit(target="wbk", waivers=[{**WAIVER, "requirement": "b"}])
    scheme = {"predicates": {"wbk": {"total": 2}}}
    served = {PATH: ["a"]}
    return judge_all(requirements, [document(PATH, date=DATE)], serves=served, unit=unit, scheme=scheme)


def aiming(**unit: Any) -> Report:
    scheme = {"predicates": {"wbk": {"total": 1}, "wbbm": {"total": 1, "requires": "wbk"}}}
    return of_one(ANY, document(PATH, date=DATE), unit=make_unit(target="wbbm", **unit), scheme=scheme)


def early() -> Report:
    report = document(PATH, date="2026-02-02", period="2026-Q1")
    return of_one(QUARTERLY, report)


def heading() -> Report:
    paper = document(PATH, date=DATE)
    assert paper.facts
    return of_one(ANY, replace(paper, facts=replace(paper.facts, substance=Substance(words=1))))


def recycled() -> Report:
    return of_one(
        ANY,
        document("Laporan TW I 2025.pdf", sha256="1", period="2025-Q1"),
        document("Laporan TW II 2025.pdf", sha256="1", period="2025-Q1"),
    )


def unread(status: DocumentStatus) -> Callable[[], Report]:
    return lambda: alone(status=status)


Build = Callable[[], Report]
# Name of the finding -> how to come by it, and the item and the document that it names.
MADE: Mapping[str, tuple[Build, str, str]] = {
    "missing": (lambda: of_one(ANY), ITEM, ""),
    "stale": (lambda: of_one(WINDOW, document(PATH, date="2020-01-05")), ITEM, PATH),
    "due_soon": (
        lambda: of_one(
            QUARTERLY,
            *(document(f"{period}.pdf", period=period) for period in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")),
            as_of=dt.date(2026, 4, 20),
        ),
        ITEM,
        "",
    ),
    "slot_missing": (lambda: of_one(QUARTERLY, document(PATH, period="2025-Q1")), ITEM, ""),
    "set_incomplete": (
        lambda: of_one(MEETING, document(PATH, kind="undangan", date="2026-03-01")), ITEM, PATH,
    ),
    "chain_broken": (broken_chain, ITEM, ""),
    "unverified": (
        lambda: of_one(WINDOW, document(PATH, date=DATE, status=DocumentStatus.NO_TEXT), unread=(PATH,)),
        ITEM,
        PATH,
    ),
    "unseen": (lambda: of_empty_folder(walk_errors={"Lain-lain": "Input/output error"}), ITEM, ""),
    "too_few": (lambda: of_one({"min": 2}, document(PATH, date=DATE)), ITEM, ""),
    "spoiled": (
        lambda: of_one({"must": ["signed"]}, document(PATH, date=DATE, signed="none", finish=Finish.UNSIGNED)),
        ITEM,
        PATH,
    ),
    "undated": (lambda: alone(date=""), "", PATH),
    "unnumbered": (lambda: alone(notes=("number_unfilled",)), "", PATH),
    "unsigned": (lambda: alone(finish=Finish.UNSIGNED), "", PATH),
    "unfinished": (lambda: alone(finish=Finish.DRAFT), "", PATH),
    "wrong_unit": (lambda: alone(unit="Lapas Kelas IIA Karangsari"), "", PATH),
    "future_date": (lambda: alone(date="2027-01-05"), "", PATH),
    "contradiction": (lambda: alone(notes=("period_contradiction",)), "", PATH),
    "hidden_text": (lambda: flagged(flags=("hidden_text",)), "", PATH),
    "active_content": (lambda: flagged(flags=("macro",)), "", PATH),
    "only_heading": (heading, "", PATH),
    "early_dated": (early, "", PATH),
    "sent_date": (sent_picture, "", "foto/WhatsApp Image 2025-05-12 at 10.11.12.jpeg"),
    "misfiled": (misfiled, "", PATH),
    "unmatched": (
        lambda: judge_all([{"id": "r", "title": "Laporan"}], [document(PATH, date=DATE)], serves={PATH: []}),
        "",
        PATH,
    ),
    "duplicate": (
        lambda: pair(document(OTHER, date=DATE, sha256="1"), document(PATH, date=DATE, sha256="1")), "", PATH,
    ),
    "name_collision": (
        lambda: pair(document("Area 1/LAPORAN.pdf", date=DATE), document(PATH, date=DATE)), "", PATH,
    ),
    "same_number": (
        lambda: pair(
            document(OTHER, date=DATE, number="W9-12/2026"), document(PATH, date=DATE, number="W9-12/2026")
        ),
        "",
        PATH,
    ),
    "recycled": (recycled, "", "Laporan TW II 2025.pdf"),
    "recycled_maybe": (
        lambda: pair(
            replace(document(OTHER, date=DATE), shape="s"), replace(document(PATH, date="2026-04-05"), shape="s")
        ),
        "",
        PATH,
    ),
    "unreadable": (unread(DocumentStatus.DAMAGED), "", PATH),
    "no_text": (unread(DocumentStatus.NO_TEXT), "", PATH),
    "encrypted": (unread(DocumentStatus.ENCRYPTED), "", PATH),
    "empty": (unread(DocumentStatus.EMPTY), "", PATH),
    "unsupported": (unread(DocumentStatus.UNSUPPORTED), "", PATH),
    "pending": (unread(DocumentStatus.PENDING), "", PATH),
    "signature_broken": (lambda: flagged(signatures=(Signature(state="changed"),)), "", PATH),
    "program_failed": (
        lambda: flagged(status=DocumentStatus.PENDING, reason=reason("program_fault", why="judged")),
        "",
        PATH,
    ),
    "waiver_expired": (lambda: with_unit(waivers=[{**WAIVER, "until": "2026-01-01"}]), ITEM, ""),
    "waiver_unused": (lambda: with_unit(waivers=[{**WAIVER, "item": "X.9.z"}]), "X.9.z", ""),
    "pin_missing": (lambda: with_unit(pins=[{"file": "hilang.pdf", "item": ITEM}]), ITEM, "hilang.pdf"),
    "pin_unknown": (
        lambda: with_unit(document(PATH, date=DATE), pins=[{"file": PATH, "item": "X.9.z"}]), "X.9.z", "",
    ),
    "no_unit_file": (lambda: of_empty_folder(unit_file=False), "", ""),
    "under_floor": (lambda: with_unit(target="wbk"), "", ""),
    "walk_incomplete": (lambda: of_empty_folder(walk_errors={"Area 3": "Input/output error"}), "", "Area 3"),
    "predicate_lacking": (lambda: aiming(holds=[]), "", ""),
    "predicate_unknown": (aiming, "", ""),
    "waived_to_floor": (waived_to_the_floor, "", ""),
    "answers_under_floor": (
        lambda: with_unit(document(PATH, date=DATE), target="wbk", answers={ITEM: {"unit": "C"}}), "", "",
    ),
}  # fmt: skip


def made(report: Report) -> set[tuple[str, str, str, str]]:
    return {(f.code, f.name, f.item, f.path) for f in report.findings}


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_finding_of_the_catalogue_is_made(name: str) -> None:
    build, item, path = MADE[name]
    assert (CATALOGUE[name].code, name, item, path) in made(build())


def test_a_sound_document_alone_gives_none_but_what_is_wanted() -> None:
    unit = Unit.model_validate({"name": "Lapas Kelas IIB Sukamaju", "year": 2026, "target": "wbk",
                                "window": {"from": "2025-01-01", "to": "2026-06-30"}})  # fmt: skip
    assert made(of_one(WINDOW, document(PATH, date=DATE), unit=unit)) == set()
