"""`explain`: why this document serves (or not) that item, why this item stands as it does."""

import os
from typing import Annotated

import typer

from zi_evidence import api
from zi_evidence.api import View
from zi_evidence.cli.language import language_of
from zi_evidence.cli.options import (
    AsOf,
    Folder,
    IndexFolder,
    LangOption,
    NoScan,
    Ocr,
    OcrOption,
    Quiet,
    ShowNip,
    Verbose,
    parse_day,
)
from zi_evidence.cli.terminal import hints, progress_printer
from zi_evidence.cli.unit_file import path_names
from zi_evidence.errors import UsageError
from zi_evidence.i18n import mark, tr
from zi_evidence.reports.explain import explain_document, explain_item

__all__ = ["command"]


def _document_path(view: View, subject: str) -> str | None:
    """The document that a person means: by its path in the unit folder, as printed, or on the disk."""
    known = {document.path for document in view.documents}
    if found := next((name for name in path_names(view.folder, subject) if name in known), None):
        return found
    ends = sorted(path for path in known if path.endswith(f"/{subject.replace(os.sep, '/')}"))
    return ends[0] if len(ends) == 1 else None


def command(
    folder: Folder,
    subject: Annotated[
        str, typer.Argument(metavar="PATH-OR-ITEM", help=mark("A file, or the code of an item."))
    ],
    *,
    as_of: AsOf = None,
    lang: LangOption = None,
    no_scan: NoScan = False,
    index: IndexFolder = None,
    show_nip: ShowNip = False,
    ocr: OcrOption = Ocr.AUTO,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Explains one document or one item."""
    day = parse_day(as_of)
    view = api.look(
        folder,
        as_of=day,
        index=index,
        rescan=not no_scan,
        ocr=ocr.budget(),
        progress=progress_printer(quiet=quiet, verbose=verbose),
    )
    language = language_of(lang.value if lang else view.unit.language)
    hints(view, quiet=quiet)
    report = api.judge(view, as_of=day)
    for item, judged in zip(view.checklist.items, report.items, strict=True):
        if item.code.casefold() == subject.casefold():
            typer.echo(explain_item(judged, item, language, show_nip=show_nip), nl=False)
            return
    path = _document_path(view, subject)
    if path is None:
        raise UsageError(
            tr("neither a file of the unit folder nor the code of an item: {subject}").format(
                subject=subject
            ),
            hint=tr("see zi-evidence documents, or give a code like A.I.1.i.a"),
        )
    document = next(document for document in view.documents if document.path == path)
    result = api.match_again(view, path, index=index)
    typer.echo(explain_document(report, document, result, language, show_nip=show_nip), nl=False)
