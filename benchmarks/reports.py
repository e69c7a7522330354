"""How long each report takes for a unit of 5,000 documents, from the judged report on.

Prints seconds on the clock and of CPU, and sizes. Budget of the workbook: 5 seconds.
"""

import datetime as dt
import sys
import time
from collections.abc import Callable

from zi_evidence.checklist import load_checklist
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import (
    DateFact,
    DateSource,
    Document,
    DocumentStatus,
    Facts,
    Match,
    Quote,
    Reason,
    ReasonCode,
    Report,
    Signer,
    TextFact,
)
from zi_evidence.reports.csv_report import render_csv
from zi_evidence.reports.html_report import render_html
from zi_evidence.reports.json_report import render_json
from zi_evidence.reports.junit_report import render_junit
from zi_evidence.reports.text_report import render_text
from zi_evidence.reports.xlsx_report import render_xlsx
from zi_evidence.unit import Unit

DOCUMENTS = 5_000
HTML_SECONDS = 2.0
HTML_BYTES = 20_000_000
XLSX_SECONDS = 5.0
_RUNS = 3
_KINDS = tuple(load_lexicon().kinds.kinds)
_AS_OF = dt.date(2026, 6, 30)


def _fact(text: str) -> TextFact:
    return TextFact(text, "heading", 0.9, Quote(1, text))


def _document(place: int) -> Document:
    month = 1 + place % 12
    year = 2025 + place // 12 % 2
    title = f"LAPORAN KEGIATAN NOMOR {place} PADA KANTOR CONTOH SUKAMAJU TAHUN {year}"
    facts = Facts(
        kind=_fact(_KINDS[place % len(_KINDS)]),
        title=_fact(title),
        number=_fact(f"W.99.PAS.{place}-OT.03.01-{year}"),
        date=DateFact(f"{year}-{month:02}-15", DateSource.SIGNATURE, 0.9, Quote(1, "15")),
        period=_fact(f"{year}-{month:02}"),
        units=(_fact("KANTOR CONTOH SUKAMAJU"),),
        signer=Signer("Kepala", "BAGAS WIRATAMA", "198501012010011001"),
        signed="block",
    )
    return Document(
        path=f"A. PENGUNGKIT/Area {place % 6 + 1}/{place % 113:03}/Laporan kegiatan {place:05} {year}.pdf",
        size=100_000 + place,
        modified="2026-06-01T00:00:00Z",
        status=DocumentStatus.NO_TEXT if place % 20 == 0 else DocumentStatus.READ,
        sha256=f"{place:064x}",
        media_type="application/pdf",
        page_count=3,
        facts=facts,
    )


def large_report(count: int = DOCUMENTS) -> tuple[Report, float]:
    """A report of so many documents, each of which serves two requirements, and the seconds it took."""
    checklist = load_checklist("permenpanrb-90-2021")
    names = [f"{item.code}:{r.id}" for item in checklist.items for r in item.requirements]
    documents = [_document(place) for place in range(count)]
    documents.sort(key=lambda document: document.path)
    matches = {
        document.path: [
            Match(
                document.path,
                name.partition(":")[0],
                name,
                0.8,
                (Reason(ReasonCode.NAME_WORDS, {"words": ("laporan",)}),),
                by_content=True,
            )
            for name in (names[place % len(names)], names[place * 7 % len(names)])
        ]
        for place, document in enumerate(documents)
    }
    unit = Unit.model_validate(
        {
            "name": "Kantor Contoh Sukamaju",
            "year": 2026,
            "answers": {i.code: {"unit": ""} for i in checklist.items},
        }
    )
    started = time.perf_counter()
    report = evaluate_documents(checklist, unit, documents, matches, as_of=_AS_OF)
    return report, time.perf_counter() - started


def measured(name: str, render: Callable[[], str | bytes]) -> float:
    """The best of some runs, in seconds; prints it with CPU time and size."""
    best, cpu, size = float("inf"), float("inf"), 0
    for _ in range(_RUNS):
        started, worked = time.perf_counter(), time.process_time()
        answer = render()
        best = min(best, time.perf_counter() - started)
        cpu = min(cpu, time.process_time() - worked)
        size = len(answer)
    print(f"{name:<6} {best:6.2f} s  {cpu:6.2f} s CPU  {size / 1_000_000:6.2f} MB")
    return best


def _cpu(render: Callable[[], str]) -> float:
    """The least CPU seconds of some runs: a ratio of these holds on a busy machine too."""
    best = float("inf")
    for _ in range(_RUNS):
        worked = time.process_time()
        render()
        best = min(best, time.process_time() - worked)
    return best


def html_misses(report: Report) -> bool:
    """Prints the page's figures; whether it takes longer or grows bigger than it may."""
    size = len(render_html(report, tool_version="1", base="..").encode())  # compiles the templates, too
    measured("html", lambda: render_html(report, tool_version="1", base=".."))
    page = _cpu(lambda: render_html(report, tool_version="1", base=".."))
    json = _cpu(lambda: render_json(report, tool_version="1"))
    print(f"html is {page / json:.1f} x json; {size / len(report.documents):.0f} bytes a document")
    return page > HTML_SECONDS or size > HTML_BYTES


def main() -> int:
    """Prints all figures; gives 1 if the page or the workbook takes more than it may."""
    report, seconds = large_report()
    print(f"{len(report.documents)} documents, {len(report.findings)} findings; evaluated in {seconds:.2f} s")
    xlsx = measured("xlsx", lambda: render_xlsx(report, tool_version="1", base=".."))
    measured("json", lambda: render_json(report, tool_version="1"))
    measured("csv", lambda: render_csv(report))
    measured("junit", lambda: render_junit(report))
    measured("text", lambda: render_text(report))
    page = html_misses(report)
    return int(xlsx > XLSX_SECONDS or page)


if __name__ == "__main__":
    sys.exit(main())
