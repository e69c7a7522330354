"""All commands in one application, and how its ends become exit codes."""

from typing import Annotated, Any

import typer
from typer.main import get_command

from zi_evidence.cli import (
    answers,
    check,
    checklist,
    documents,
    explain,
    history,
    init,
    pin,
    report,
    scan,
    search,
    service,
    status,
    waive,
    watch,
)
from zi_evidence.cli.language import without_language
from zi_evidence.cli.usage import help_in_our_words, is_help, usage_error
from zi_evidence.cli.version import version_line
from zi_evidence.errors import ExitCode

__all__ = ["run"]

_NAME = "zi-evidence"
_HELP = (
    "Data dukung Zona Integritas: apa yang belum ada, apa yang kedaluwarsa, apa yang dikerjakan dulu.\n\n"
    "Kode keluar: 0 lolos; 1 ada temuan; 2 salah pakai; 3 tidak dapat melihat; 70 kesalahan program; "
    "130 dihentikan."
)


def _version(value: bool) -> None:
    if value:
        typer.echo(version_line())
        raise typer.Exit


def _application() -> typer.Typer:
    app = typer.Typer(help=_HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

    @app.callback()
    def _root(
        *,
        version: Annotated[
            bool, typer.Option("--version", callback=_version, is_eager=True, help="Versi program.")
        ] = False,
    ) -> None: ...

    app.command("init", help="Buat berkas unit di folder unit.")(init.command)
    app.command("scan", help="Perbarui indeks.")(scan.command)
    app.command("report", help="Laporan: apa yang kurang, apa yang kedaluwarsa.")(report.command)
    app.command("check", help="Gerbang: bolehkah diajukan?")(check.command)
    app.command("explain", help="Mengapa berkas ini melayani (atau tidak) butir itu.")(explain.command)
    app.command("documents", help="Semua berkas dengan fakta dan butirnya.")(documents.command)
    app.command("search", help="Cari kata di isi semua berkas.")(search.command)
    app.command("pin", help="Nyatakan di berkas unit bahwa berkas ini bukti butir itu.")(pin.command)
    app.command("waive", help="Catat pengecualian yang disetujui di berkas unit.")(waive.command)
    app.command("watch", help="Awasi folder unit terus-menerus.")(watch.command)
    app.command("status", help="Keadaan pengawas sebuah folder unit.")(status.command)
    app.add_typer(answers.app, name="answers", help="Jawaban LKE: salin dari tabel ke berkas unit.")
    app.add_typer(history.app, name="history", help="Apa yang berubah, kapan; verify: riwayat masih utuh?")
    app.add_typer(service.app, name="service", help="Pengawas sebagai layanan mesin: pasang, lepas, lihat.")
    app.add_typer(checklist.app, name="checklist", help="Daftar periksa: lihat, uji, bandingkan.")
    return app


def _called(command: Any, arguments: list[str]) -> tuple[Any, str, bool]:
    """The innermost command that the arguments name, its path, and whether something stands behind it."""
    path = _NAME
    for word in arguments:
        inner = getattr(command, "commands", {}).get(word)
        if inner is None:
            return command, path, True
        command, path = inner, f"{path} {word}"
    return command, path, False


def run(arguments: list[str]) -> int:
    """Runs the command line; returns its exit code, raises `EvidenceError` and `KeyboardInterrupt`."""
    arguments = without_language(arguments)
    command = get_command(_application())
    called, path, more = _called(command, arguments)
    if "--help" in arguments or (hasattr(called, "commands") and not more):
        help_in_our_words(command)
    try:
        code = command.main(args=arguments, prog_name=_NAME, standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as caught:
        error: Any = caught  # a class that the library does not export
        if is_help(error):
            error.show()
            return ExitCode.USAGE
        raise usage_error(error, path) from None
    if code == ExitCode.INTERRUPTED:  # how typer hands on a Ctrl-C
        raise KeyboardInterrupt
    return code if isinstance(code, int) else ExitCode.PASS
