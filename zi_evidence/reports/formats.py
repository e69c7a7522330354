"""The formats of a report, each written down once: its name, the endings of its files, its function.

A new format is a module with the function, a name in `Format` and a row of `RENDERERS`; the command and
`render` follow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any, Literal, TypedDict

from zi_evidence.arguments import as_choice, as_lang, as_type
from zi_evidence.i18n import Language
from zi_evidence.model import Report
from zi_evidence.reports.charts import HistoryPoint
from zi_evidence.version import __version__

__all__ = [
    "RENDERERS",
    "Format",
    "RenderOptions",
    "Renderer",
    "format_of",
    "render",
    "rendered",
]


class Format(StrEnum):
    """Names of the formats."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    JUNIT = "junit"


class RenderOptions(TypedDict, total=False):
    """What some of the formats can be told; each takes what its row of `RENDERERS` names.

    Attributes:
        base: path from the file to the unit folder, relative, with `/`; documents become links below it.
        colour: mark lines with colours, for a terminal that takes them.
        history: the unit on earlier days, for the trend.
        separator: what stands between the cells of a CSV.
        show_nip: leave the numbers of persons whole.
    """

    base: str
    colour: bool
    history: Sequence[HistoryPoint]
    separator: Literal[",", ";"]
    show_nip: bool


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format of the report.

    Attributes:
        name: as `--format` and `render` take it.
        endings: of the files that hold it, the usual one first.
        module: below `zi_evidence.reports`; loaded when the format is first used.
        function: its function in that module; it takes the report, the language, and the options named here,
            and returns a text, bytes, or the pieces of a text.
        options: the options that it takes; `tool_version` is always given where it is named.
    """

    name: Format
    endings: tuple[str, ...]
    module: str
    function: str
    options: tuple[str, ...]


RENDERERS: dict[str, Renderer] = {
    renderer.name.value: renderer
    for renderer in (
        Renderer(Format.TEXT, (".txt", ""), "text_report", "render_text", ("colour", "show_nip")),
        Renderer(Format.JSON, (".json",), "json_report", "json_pieces", ("tool_version", "show_nip")),
        Renderer(
            Format.HTML,
            (".html", ".htm"),
            "html_report",
            "render_html",
            ("tool_version", "history", "base", "show_nip"),
        ),
        Renderer(Format.XLSX, (".xlsx",), "xlsx_report", "render_xlsx", ("tool_version", "base", "show_nip")),
        Renderer(Format.CSV, (".csv",), "csv_report", "render_csv", ("separator", "show_nip")),
        Renderer(Format.JUNIT, (".xml",), "junit_report", "render_junit", ("show_nip",)),
    )
}


def format_of(ending: str) -> Format | None:
    """The format whose files end like this (`.html`); `None` where there is none."""
    return next((one.name for one in RENDERERS.values() if ending.lower() in one.endings), None)


def rendered(
    report: Report, name: str, lang: Language, options: RenderOptions
) -> str | bytes | Iterator[bytes]:
    """As `render`; a long text comes piece by piece in UTF-8, and options that a format does not take do no harm.

    Raises:
        UsageError: there is no format of that name.
    """
    as_choice("format", name, RENDERERS)
    renderer = RENDERERS[name]
    known: dict[str, Any] = {"tool_version": __version__, **options}
    taken = {option: known[option] for option in renderer.options if option in known}
    function = getattr(import_module(f"zi_evidence.reports.{renderer.module}"), renderer.function)
    answer: str | bytes | Iterator[str] = function(report, lang, **taken)
    return answer if isinstance(answer, str | bytes) else (piece.encode() for piece in answer)


def render(
    report: Report,
    format: str = "text",  # noqa: A002 - the word that everybody looks for
    lang: Language | None = None,
    *,
    base: str = "",
    separator: Literal[",", ";"] = ",",
    show_nip: bool = False,
) -> str | bytes:
    """The report in a format; the same report always gives the same text or bytes.

    Args:
        report: what to print.
        format: `text`, `json`, `html`, `csv` (texts), `xlsx` or `junit` (bytes).
        lang: language of headings and statuses, `id` or `en`; Indonesian if not given.
        base: path from the file to the unit folder, relative, with `/` (`.` for the same folder); in `html` and
            `xlsx` documents are links below it.
        separator: what stands between the cells of a CSV; with a semicolon, numbers have a decimal comma.
        show_nip: leave the numbers of persons whole.

    Raises:
        UsageError: the report is none, or there is no such format or language.
    """
    as_type("report", report, Report)
    as_lang(lang)
    as_choice("separator", separator, (",", ";"))
    options = RenderOptions(base=base, separator=separator, show_nip=show_nip)
    answer = rendered(report, format, lang or "id", options)
    return answer if isinstance(answer, str | bytes) else b"".join(answer).decode()
