"""Renderers: a report in, text or bytes out; pure, so that the same report always gives the same bytes."""

from zi_evidence.reports.json_report import (
    documents_data,
    render_documents_json,
    render_json,
    report_data,
)
from zi_evidence.reports.text_report import render_documents_text, render_text

__all__ = [
    "documents_data",
    "render_documents_json",
    "render_documents_text",
    "render_json",
    "render_text",
    "report_data",
]
