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
from zi_evidence.i18n import mark

__all__ = ["run"]

_NAME = "zi-evidence"
_HELP = mark(
    "Evidence for the Zona Integritas: what is lacking, what is out of date, what to do first.\n\n"
    "Exit codes: 0 passed; 1 there are findings; 2 wrong use; 3 could not look; 70 mistake of the program; "
    "130 stopped.\n\n"
    "Language: --lang id or --lang en behind any command."
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
            bool,
            typer.Option("--version", callback=_version, is_eager=True, help=mark("Version of the program.")),
        ] = False,
    ) -> None: ...

    app.command("init", help=mark("Make the unit file in the unit folder."))(init.command)
    app.command("scan", help=mark("Renew the index."))(scan.command)
    app.command("report", help=mark("The report: what is lacking, what is out of date."))(report.command)
    app.command("check", help=mark("The gate: may it be submitted?"))(check.command)
    app.command("explain", help=mark("Why this file serves that item, or does not."))(explain.command)
    app.command("documents", help=mark("All files with their facts and items."))(documents.command)
    app.command("search", help=mark("Look for words in all files."))(search.command)
    app.command("pin", help=mark("Say in the unit file that this file is evidence of that item."))(
        pin.command
    )
    app.command("waive", help=mark("Note an approved exception in the unit file."))(waive.command)
    app.command("watch", help=mark("Watch unit folders all the time."))(watch.command)
    app.command("status", help=mark("How the watch of a unit folder is."))(status.command)
    app.add_typer(
        answers.app,
        name="answers",
        help=mark("Answers of the worksheet (LKE): from a table into the unit file."),
    )
    app.add_typer(
        history.app, name="history", help=mark("What changed, and when; verify: is the history whole?")
    )
    app.add_typer(
        service.app,
        name="service",
        help=mark("The watch as a service of the machine: install, remove, look."),
    )
    app.add_typer(checklist.app, name="checklist", help=mark("Checklists: look, test, compare."))
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
