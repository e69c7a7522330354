"""The JSON: written piece by piece, the same data in every language, and as its schema says."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic_core import to_json

from tests.reports import sample
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.i18n import LANGUAGES, Language
from zi_evidence.model import ReasonCode
from zi_evidence.model.reasons import reason
from zi_evidence.reports import documents_data, render_documents_json, render_json, report_data

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


@pytest.mark.parametrize("copies", [0, 1, 499, 500, 501, 1001])
def test_pieces_make_the_text_of_the_whole(copies: int) -> None:
    report = sample.report()
    paper = report.documents[0]
    report = replace(report, documents=tuple(replace(paper, path=f"{n}.pdf") for n in range(copies)))
    for render, data in ((render_json, report_data), (render_documents_json, documents_data)):
        whole = to_json(data(report, tool_version="1"), indent=1).decode()
        assert render(report, tool_version="1") == f"{whole}\n"


def test_a_report_of_nothing_is_whole_too() -> None:
    empty = replace(sample.report(), items=(), documents=(), findings=())
    assert render_json(empty, tool_version="1") == to_json(
        report_data(empty, tool_version="1"), indent=1
    ).decode() + "\n"  # fmt: skip


def without_sentences(data: Any) -> Any:
    """The data without what is there for people only."""
    if isinstance(data, dict):
        return {k: without_sentences(v) for k, v in data.items() if k not in ("message", "hint")}
    return [without_sentences(one) for one in data] if isinstance(data, list) else data


def test_only_sentences_differ_between_the_languages() -> None:
    report = sample.report()
    indonesian, english = (report_data(report, lang, tool_version="1") for lang in LANGUAGES)
    assert indonesian != english
    assert without_sentences(indonesian["items"]) == without_sentences(english["items"])
    assert without_sentences(indonesian["findings"]) == without_sentences(english["findings"])


def test_reasons_are_codes_with_values_weights_and_a_sentence() -> None:
    data = report_data(sample.report(), "id", tool_version="1")
    cited = [d for i in data["items"] for r in i["requirements"] for d in r["documents"]]
    assert cited[0]["reasons"] == [
        {
            "code": "name_words",
            "values": {"words": ["Laporan"]},
            "weight": 0.0,
            "message": "nama berkas menyebut: Laporan",
        }
    ]


def test_a_finding_says_by_codes_why_a_file_could_not_be_read() -> None:
    stored = " ".join((reason("read_in_part", read=3, pages=12, why="out_of_time"), reason("ocr_left", n=2)))
    finding = make_finding("unreadable", path="a.pdf", reason=stored)
    data = report_data(replace(sample.report(), findings=(finding,)), "en", tool_version="1")
    assert data["findings"][0]["values"] == {
        "reason": [
            {"code": "read_in_part", "values": {"read": "3", "pages": "12", "why": "out_of_time"}},
            {"code": "ocr_left", "values": {"n": "2"}},
        ]
    }


def test_numbers_of_persons_are_masked_in_values_and_paths_are_whole() -> None:
    finding = make_finding("same_number", path="a.pdf", number=f"NIP {sample.NIP}", other=f"{sample.NIP}.pdf")
    report = replace(sample.report(), findings=(finding,))
    masked = report_data(report, tool_version="1")["findings"][0]["values"]
    assert sample.NIP not in masked["number"]
    assert masked["other"] == f"{sample.NIP}.pdf"
    shown = report_data(report, tool_version="1", show_nip=True)["findings"][0]["values"]
    assert shown["number"] == f"NIP {sample.NIP}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reports_follow_their_schemas(lang: Language) -> None:
    report = sample.report()
    report = replace(report, documents=tuple(replace(d, sha256="") for d in report.documents))
    for name, data in (("report-2", report_data), ("documents-2", documents_data)):
        schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
        jsonschema.validate(json.loads(json.dumps(data(report, lang, tool_version="1"))), schema)


def test_the_schema_names_every_code_of_a_reason() -> None:
    schema = json.loads((SCHEMAS / "report-2.json").read_text("utf-8"))
    assert schema["$defs"]["reason"]["properties"]["code"]["enum"] == [code.value for code in ReasonCode]
