"""Renderers: a report in, text or bytes out; pure, so that the same report always gives the same bytes.

What needs a library of its own is loaded when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zi_evidence.reports.json_report import (
    documents_data,
    json_pieces,
    render_documents_json,
    render_json,
    report_data,
)
from zi_evidence.reports.text_report import render_documents_text, render_text

if TYPE_CHECKING:
    from zi_evidence.reports.csv_report import render_csv
    from zi_evidence.reports.html_report import render_html
    from zi_evidence.reports.junit_report import render_junit
    from zi_evidence.reports.xlsx_report import render_xlsx

__all__ = [
    "documents_data",
    "json_pieces",
    "render_csv",
    "render_documents_json",
    "render_documents_text",
    "render_html",
    "render_json",
    "render_junit",
    "render_text",
    "render_xlsx",
    "report_data",
]

_LATER = {
    "render_csv": "csv_report",
    "render_html": "html_report",
    "render_junit": "junit_report",
    "render_xlsx": "xlsx_report",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
