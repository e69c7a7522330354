"""The JSON is written piece by piece and reads as if it were written at once."""

from dataclasses import replace

import pytest
from pydantic_core import to_json

from tests.reports import sample
from zi_evidence.reports import documents_data, render_documents_json, render_json, report_data


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
