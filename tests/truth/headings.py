"""A unit of documents that are a heading and a signature, or one sentence or paragraph more; nothing of it counts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from testkit.paper import OWN_OFFICE, docx_of, long_date, period_words
from zi_evidence.checklist.model import Checklist, Requirement
from zi_evidence.periods import Rhythm

__all__ = ["PARAGRAPH", "SENTENCE", "write_headings"]

SENTENCE = ("Kegiatan ini telah dilaksanakan dengan baik sesuai dengan ketentuan.",)
PARAGRAPH = (
    "Kegiatan ini telah dilaksanakan dengan baik oleh seluruh bagian sesuai dengan ketentuan yang berlaku.",
    "Semua pegawai mendukung penuh dan hasilnya dinilai memuaskan oleh pimpinan serta masyarakat sekitar.",
)


def _slots(requirement: Requirement) -> Iterator[tuple[str, dt.date]]:
    if requirement.every is Rhythm.QUARTER:
        yield from ((f"2025-Q{n}", dt.date(2025 + n // 4, 3 * n % 12 + 1, 8)) for n in range(1, 5))
        yield "2026-Q1", dt.date(2026, 4, 8)
    elif requirement.every is Rhythm.MONTH:
        yield from ((f"2025-{n:02}", dt.date(2025 + n // 12, n % 12 + 1, 5)) for n in range(1, 13))
        yield from ((f"2026-{n:02}", dt.date(2026, n + 1, 5)) for n in range(1, 6))
    elif requirement.every is Rhythm.SEMESTER:
        yield from (("2025-S1", dt.date(2025, 7, 8)), ("2025-S2", dt.date(2026, 1, 8)))
    elif requirement.every is Rhythm.YEAR or requirement.years:
        yield from (
            ("2024", dt.date(2025, 1, 20)),
            ("2025", dt.date(2026, 1, 20)),
            ("2026", dt.date(2026, 1, 9)),
        )
    else:
        yield "2026", dt.date(2026, 2, 3)


def _name(requirement: Requirement) -> str:
    return requirement.examples[0].name.rpartition(".")[0] if requirement.examples else requirement.title


def _kinds(requirement: Requirement) -> Sequence[str]:
    return [piece for piece in requirement.pieces if not piece.endswith("?")] or [""]


def write_headings(folder: Path, checklist: Checklist, body: Sequence[str] = ()) -> int:
    """Writes one DOCX for each required requirement, period and piece of a set; returns how many."""
    made = 0
    for item in checklist.items:
        for requirement in item.requirements:
            if requirement.optional:
                continue
            for period, day in _slots(requirement):
                for piece in _kinds(requirement):
                    made += 1
                    lines = [
                        OWN_OFFICE.name.upper(),
                        f"{piece.replace('_', ' ')} {_name(requirement)}".strip().upper(),
                        period_words(period).upper(),
                        f"Nomor : W6-PAS.PAS12-OT.{made}",
                        *body,
                        f"{OWN_OFFICE.place}, {long_date(day)}",
                        "Kepala,",
                        "ttd",
                        OWN_OFFICE.head,
                        f"NIP {OWN_OFFICE.nip}",
                    ]
                    (folder / f"{item.code} {made:03}.docx").write_bytes(docx_of(lines))
    return made
