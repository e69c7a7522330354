"""`check`: the gate before a submission."""

from typing import Annotated

import typer

from zi_evidence import api
from zi_evidence.cli.options import (
    AsOf,
    Folder,
    IndexFolder,
    LangOption,
    NoScan,
    Ocr,
    OcrOption,
    Quiet,
    Verbose,
    parse_day,
)
from zi_evidence.cli.terminal import hints, progress_printer
from zi_evidence.cli.version import tool_version
from zi_evidence.errors import ExitCode, UsageError
from zi_evidence.evaluation import CATALOGUE
from zi_evidence.history import History
from zi_evidence.index.place import index_path
from zi_evidence.model import Severity
from zi_evidence.text import printable

__all__ = ["command"]

_HEADS = {
    ExitCode.PASS: "LOLOS",
    ExitCode.FINDINGS: "TIDAK LOLOS",
    ExitCode.COULD_NOT_LOOK: "TIDAK DAPAT DINILAI",
}


def _fail_on(text: str) -> tuple[str, ...]:
    """Severities, codes and names of a comma-separated list; an unknown word is a mistake of the call."""
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    known = {*Severity, *CATALOGUE, *(kind.code for kind in CATALOGUE.values())}
    unknown = [word for word in words if word not in known]
    if unknown or not words:
        raise UsageError(
            f"--fail-on tidak mengenal {', '.join(map(repr, unknown)) or 'daftar kosong'}",
            hint="pakai error, warning, info, kode seperti ZI101 atau nama seperti missing",
        )
    return words


def command(
    folder: Folder,
    *,
    as_of: AsOf = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="LIST", help="Temuan yang menutup gerbang.")
    ] = "error",
    min_readable: Annotated[
        float,
        typer.Option("--min-readable", metavar="PCT", min=0, max=100, help="Bagian berkas terbaca."),
    ] = api.DEFAULT_MIN_READABLE,
    lang: LangOption = None,
    no_scan: NoScan = False,
    index: IndexFolder = None,
    ocr: OcrOption = Ocr.AUTO,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Ends with 0 only if the folder was seen whole, enough was readable and no finding closes the gate."""
    day = parse_day(as_of)
    names = _fail_on(fail_on)
    view = api.look(
        folder,
        as_of=day,
        index=index,
        rescan=not no_scan,
        ocr=ocr.budget(),
        progress=progress_printer(quiet=quiet, verbose=verbose),
        verify=not no_scan,
    )
    hints(view, quiet=quiet)
    report = api.judge(view, as_of=day, lang=lang.value if lang else None)
    result = api.gate(report, fail_on=names, min_readable=min_readable)
    typer.echo(
        f"{_HEADS[result.exit_code]}: {printable(report.unit_name)}, {report.target.upper()} {report.year}, "
        f"per {report.as_of}, {len(report.documents)} berkas"
    )
    for reason in result.reasons:
        typer.echo(f"- {printable(reason)}")
    head = History(index_path(view.folder, index)).record(report, tool_version=tool_version())
    typer.echo(f"riwayat {head.seq:06} {head.id}")
    return result.exit_code
