"""A report over the whole worksheet, made of invented facts, with texts that mean harm where wanted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from tests.evaluation.judging import document, fact
from zi_evidence.checklist import Checklist, load_checklist
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.model import Document, DocumentStatus, Match, Reason, ReasonCode, Report, Signer
from zi_evidence.unit import Unit

AS_OF = dt.date(2026, 6, 30)
NIP = "19850101 201001 1 001"
NIK = "3201011203900001"
_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "YT": ("Ya", "Tidak", ""),
    "ABC": ("A", "b", "C", ""),
    "ABCD": ("A", "B", "C", "D", ""),
    "ABCDE": ("E", "D", "", "B", "A"),
    "%": ("75 %", "3/4", "0/0", "80,5", "120 %", "", "7/9"),
    "0-4": ("3,62", "4", "", "2.5"),
}


@cache
def checklist() -> Checklist:
    return load_checklist("permenpanrb-90-2021")


def answers() -> dict[str, dict[str, str]]:
    """Every kind of answer, blanks among them, for the three who answer."""
    found = {}
    for place, item in enumerate(checklist().items):
        choices = _ANSWERS[item.answer]
        found[item.code] = {
            who: choices[(place + step) % len(choices)] for step, who in enumerate(("unit", "tpi", "tpn"))
        }
    return found


def unit(name: str = "Lapas Kelas IIB Sukamaju", *, answered: bool = True) -> Unit:
    data = {"name": name, "year": 2026, "window": {"from": "2025-01-01", "to": "2026-06-30"}}
    return Unit.model_validate({**data, "answers": answers() if answered else {}})


def papers(text: str = "Laporan") -> list[Document]:
    """Documents of every sort; `text` stands in name, title, number, unit, signer and reason of one."""
    odd = document(f"Area 1/{text}.pdf", kind="laporan", date="2026-04-02", period="2026-Q1", number=text)
    assert odd.facts
    facts = replace(odd.facts, title=fact(text), units=(fact(text),), signer=Signer(text, text, "", "Plt."))
    return [
        replace(odd, facts=facts, sha256="a" * 64, page_count=3),
        document("Area 1/SK Tim Kerja 2026.pdf", kind="sk", date="2026-01-12", number="SK-1/2026"),
        document("Area 1/Monev TW I 2026.pdf", period="2026-Q1", date="2026-04"),
        document("Area 2/Pindaian.pdf", status=DocumentStatus.NO_TEXT),
        document("Area 6/SKM 2025.pdf", kind="survei", period="2025-S2", date="2026-01-05"),
    ]


def report(
    text: str = "Laporan",
    *,
    name: str = "Lapas Kelas IIB Sukamaju",
    answered: bool = True,
) -> Report:
    """The report; see `papers` for `text`."""
    documents = sorted(papers(text), key=lambda d: d.path)
    wanted = [f"{i.code}:{r.id}" for i in checklist().items[:12] for r in i.requirements]
    matches = {
        d.path: [
            Match(
                d.path,
                full.partition(":")[0],
                full,
                0.9,
                (Reason(ReasonCode.NAME_WORDS, {"words": (text,)}),),
                by_content=True,
            )
            for full in wanted[place :: len(documents)]
        ]
        for place, d in enumerate(documents)
    }
    return evaluate_documents(checklist(), unit(name, answered=answered), documents, matches, as_of=AS_OF)
