"""Renderers: a report in, text or bytes out; pure, so that the same report always gives the same bytes.

`render` knows every format by its name. What needs a library of its own is loaded when it is asked for.
"""

from typing import TYPE_CHECKING

from zi_evidence.lazy import attach

if TYPE_CHECKING:
    from zi_evidence.reports.csv_report import render_csv as render_csv
    from zi_evidence.reports.formats import RENDERERS as RENDERERS
    from zi_evidence.reports.formats import Format as Format
    from zi_evidence.reports.formats import Renderer as Renderer
    from zi_evidence.reports.formats import RenderOptions as RenderOptions
    from zi_evidence.reports.formats import format_of as format_of
    from zi_evidence.reports.formats import render as render
    from zi_evidence.reports.formats import rendered as rendered
    from zi_evidence.reports.html_report import render_html as render_html
    from zi_evidence.reports.json_report import documents_data as documents_data
    from zi_evidence.reports.json_report import json_pieces as json_pieces
    from zi_evidence.reports.json_report import render_documents_json as render_documents_json
    from zi_evidence.reports.json_report import render_json as render_json
    from zi_evidence.reports.json_report import report_data as report_data
    from zi_evidence.reports.junit_report import render_junit as render_junit
    from zi_evidence.reports.text_report import render_documents_text as render_documents_text
    from zi_evidence.reports.text_report import render_text as render_text
    from zi_evidence.reports.xlsx_report import render_xlsx as render_xlsx

__all__, __getattr__, __dir__ = attach(
    __name__,
    {
        "csv_report": ("render_csv",),
        "formats": ("RENDERERS", "Format", "RenderOptions", "Renderer", "format_of", "render", "rendered"),
        "html_report": ("render_html",),
        "json_report": (
            "documents_data",
            "json_pieces",
            "render_documents_json",
            "render_json",
            "report_data",
        ),
        "junit_report": ("render_junit",),
        "text_report": ("render_documents_text", "render_text"),
        "xlsx_report": ("render_xlsx",),
    },
)
