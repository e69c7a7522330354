"""`service`: installs, removes and shows the watch as a service of the machine."""

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from zi_evidence.cli.options import IndexFolder
from zi_evidence.cli.terminal import notice, write_answer
from zi_evidence.errors import ExitCode, OutputFailed, UsageError
from zi_evidence.i18n import mark, os_reason, tr
from zi_evidence.index.place import ENVIRONMENT
from zi_evidence.watch.outputs.report_files import outside
from zi_evidence.watch.outputs.service import (
    DEFAULT_STATE,
    ServiceSettings,
    program_path,
    read_only_line,
    systemd_unit,
    task_xml,
)

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)

_BOOTED = Path("/run/systemd/system")
_WINDOWS_STATE = "zi-evidence"

Folders = Annotated[
    list[Path], typer.Argument(metavar="FOLDER...", help=mark("The unit folder."), show_default=False)
]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help=mark("Name of the service."))]
Watched = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FOLDER...]", help=mark("The unit folder."), show_default=False),
]
UnitDir = Annotated[
    Path,
    typer.Option(
        "--unit-dir", metavar="DIR", help=mark("Folder of service files of systemd."), show_default=False
    ),
]
_UNIT_DIR = Path("/etc/systemd/system")
Printed = Annotated[bool, typer.Option("--print", help=mark("Show it only, install nothing."))]


def _unit_file(unit_dir: Path, name: str) -> Path:
    allowed = name and all(char.isascii() and (char.isalnum() or char in "-_.") for char in name)
    if not allowed or name.startswith("."):
        raise UsageError(
            tr("not the name of a service: {name!r}").format(name=name),
            hint=tr("use letters, digits, '-' and '_'"),
        )
    return unit_dir / f"{name}.service"


def _absolute(path: Path | None) -> Path | None:
    return None if path is None else Path(os.path.realpath(path))


def _state(index: Path | None) -> Path:
    chosen = index or os.environ.get(ENVIRONMENT)
    if chosen:
        return Path(os.path.realpath(chosen))
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", "C:\\ProgramData")) / _WINDOWS_STATE
    return DEFAULT_STATE


def _systemctl(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemctl")
    if program is None or not _BOOTED.is_dir():
        raise UsageError(
            tr("systemd does not run on this machine"),
            hint=tr("look at the service file with --print, or run zi-evidence watch yourself"),
        )
    return subprocess.run(
        [program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def _must(*arguments: str) -> None:
    result = _systemctl(*arguments)
    if result.returncode:
        said = (result.stderr or result.stdout).strip().partition("\n")[0]
        raise OutputFailed(
            tr("systemctl {arguments} failed: {said}").format(arguments=" ".join(arguments), said=said),
            hint=tr("run it as administrator (sudo)"),
        )


@app.command(
    "install", help=mark("Install the watch as a service of systemd (Linux) or a scheduled task (Windows).")
)
def install_command(
    folders: Folders,
    *,
    name: Name = "zi-evidence",
    user: Annotated[
        str, typer.Option("--user", metavar="NAME", help=mark("Account of the service; this one by default."))
    ] = "",
    index: IndexFolder = None,
    report_dir: Annotated[
        Path | None, typer.Option("--report-dir", metavar="DIR", help=mark("See watch."))
    ] = None,
    metrics_file: Annotated[
        Path | None, typer.Option("--metrics-file", metavar="FILE", help=mark("See watch."))
    ] = None,
    on_change: Annotated[str, typer.Option("--on-change", metavar="COMMAND", help=mark("See watch."))] = "",
    notify: Annotated[Path | None, typer.Option("--notify", metavar="FILE", help=mark("See watch."))] = None,
    memory: Annotated[
        str, typer.Option("--memory-max", metavar="SIZE", help=mark("Limit of memory."))
    ] = "2G",
    unit_dir: UnitDir = _UNIT_DIR,
    printed: Printed = False,
) -> None:
    """Writes the service's file and starts it; with `--print` it only shows what would be written."""
    roots = tuple(Path(os.path.realpath(folder)) for folder in folders)
    missing = next((root for root in roots if not root.is_dir()), None)
    if missing:
        raise UsageError(
            tr("no such unit folder: {folder}").format(folder=missing), hint=tr("check the path")
        )
    state = _state(index)
    for place, option in (
        (state, "--index"),
        (_absolute(report_dir), "--report-dir"),
        (_absolute(metrics_file), "--metrics-file"),
    ):
        if place:
            outside(place, roots, option)
    settings = ServiceSettings(
        folders=roots,
        program=program_path(sys.executable),
        user=user or os.environ.get("SUDO_USER") or getpass.getuser(),
        index=state,
        report_dir=_absolute(report_dir),
        metrics_file=_absolute(metrics_file),
        on_change=on_change,
        notify=_absolute(notify),
        memory=memory,
    )
    target = _unit_file(unit_dir, name)
    if sys.platform == "win32":
        _install_task(task_xml(settings), name, printed=printed)
        return
    text = systemd_unit(settings)
    if printed:
        typer.echo(text, nl=False)
        return
    _systemctl("--version")
    write_answer(text, target)
    own = None if state == DEFAULT_STATE else state
    for folder in (own, settings.report_dir, settings.metrics_file and settings.metrics_file.parent):
        if folder and not folder.is_dir():
            notice(
                tr(
                    "this folder is not there yet; make it and give it to the account {user}: {folder}"
                ).format(user=settings.user, folder=folder)
            )
    _must("daemon-reload")
    _must("enable", "--now", target.name)
    typer.echo(tr("installed: {target}").format(target=target))
    if index is None and state == DEFAULT_STATE:
        typer.echo(
            tr("for other commands to use the same index: export {environment}={state}").format(
                environment=ENVIRONMENT, state=state
            )
        )


def _install_task(xml: str, name: str, *, printed: bool) -> None:
    """Windows; untried."""
    if printed:
        typer.echo(xml, nl=False)
        return
    file = Path(os.environ.get("TEMP", ".")) / f"{name}.xml"
    file.write_text(xml, encoding="utf-16")
    try:
        _schtasks("/Create", "/TN", name, "/XML", str(file), "/F")
    finally:
        file.unlink()
    typer.echo(tr("installed: scheduled task {name}").format(name=name))


def _schtasks(*arguments: str) -> None:
    program = shutil.which("schtasks") or "schtasks"
    result = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, timeout=60)
    if result.returncode:
        raise OutputFailed(
            tr("schtasks failed: {said}").format(said=result.stderr.strip()),
            hint=tr("run it as administrator"),
        )


def _require_watched(target: Path, folders: Sequence[Path]) -> None:
    """A mistake of the name must not stop the service of other folders.

    Raises:
        UsageError: the service watches another folder.
    """
    lines = target.read_text("utf-8").splitlines()
    for folder in folders:
        line = read_only_line((Path(os.path.realpath(folder)),))
        if not any(line.partition("=")[2] in text for text in lines if text.startswith("ReadOnlyPaths=")):
            raise UsageError(
                tr("the service {name} does not watch {folder}").format(name=target.name, folder=folder),
                hint=tr("choose its name with --name"),
            )


@app.command("uninstall", help=mark("Stop and remove the service; index and history stay."))
def uninstall_command(
    folders: Watched = None,
    *,
    name: Name = "zi-evidence",
    unit_dir: UnitDir = _UNIT_DIR,
    printed: Printed = False,
) -> None:
    """Stops the service and removes its file; nothing else is touched. Folders are those it must watch."""
    target = _unit_file(unit_dir, name)
    if sys.platform == "win32":
        if not printed:
            _schtasks("/Delete", "/TN", name, "/F")
        return
    if printed:
        typer.echo(f"systemctl disable --now {target.name}\nrm {target}\nsystemctl daemon-reload")
        return
    if not target.exists():
        raise UsageError(
            tr("the service is not installed: {target}").format(target=target),
            hint=tr("choose its name with --name"),
        )
    _require_watched(target, folders or ())
    _must("disable", "--now", target.name)
    try:
        target.unlink()
    except OSError as error:
        raise OutputFailed(
            tr("cannot be removed: {target}: {reason}").format(target=target, reason=os_reason(error)),
            hint=tr("run it as administrator (sudo)"),
        ) from error
    _must("daemon-reload")
    typer.echo(tr("removed: {target}; index, history and reports are still there").format(target=target))


@app.command("status", help=mark("What the machine says of the service; of the watch: zi-evidence status."))
def status_command(
    folders: Watched = None, *, name: Name = "zi-evidence", unit_dir: UnitDir = _UNIT_DIR
) -> int:
    """Ends with 0 where it runs, with 3 where it does not. Folders are those it must watch."""
    target = _unit_file(unit_dir, name)
    if not target.exists():
        typer.echo(tr("not installed: {target}").format(target=target))
        return ExitCode.COULD_NOT_LOOK
    _require_watched(target, folders or ())
    result = _systemctl(
        "show", "--property=ActiveState,SubState,MainPID,NRestarts,MemoryCurrent", target.name
    )
    typer.echo(result.stdout, nl=False)
    return ExitCode.PASS if "ActiveState=active\n" in result.stdout else ExitCode.COULD_NOT_LOOK
