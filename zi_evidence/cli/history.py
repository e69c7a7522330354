"""`history`: what changed when; `history verify`: whether what is written there was left as it was."""

import json
from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from zi_evidence.cli.known_folder import require_known
from zi_evidence.cli.options import Folder, IndexFolder
from zi_evidence.cli.terminal import notice
from zi_evidence.errors import ExitCode
from zi_evidence.history import Change, History, Link, changes
from zi_evidence.history.questions import required_complete, supported
from zi_evidence.i18n import mark, number, spoken, tr
from zi_evidence.index.place import index_path
from zi_evidence.reports.words import word
from zi_evidence.text import printable

if TYPE_CHECKING:
    from typer._click import Context

__all__ = ["app"]

_SHORT = 12
_NOTHING = mark("the history is empty; check and watch write it")


class _ShowByDefault(TyperGroup):
    """`history FOLDER` is `history show FOLDER`; a folder of the name of a command is written `./verify`."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["show", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_ShowByDefault, no_args_is_help=True, subcommand_metavar="FOLDER | show FOLDER | verify FOLDER"
)


class Format(StrEnum):
    """Formats of the history."""

    TEXT = "text"
    JSON = "json"


def _history(folder: Path, index: Path | None) -> History:
    """The folder itself may be away: what was reported of it stays known.

    Raises:
        UsageError: there is no such folder, and nothing was ever remembered of one.
    """
    place = index_path(folder.resolve(), index)
    require_known(folder, place)
    return History(place)


@app.command("show", help=mark("What changed, when, and how the points moved."))
def show_command(
    folder: Folder,
    *,
    output_format: Annotated[
        Format, typer.Option("--format", help=mark("Format of the answer."))
    ] = Format.TEXT,
    index: IndexFolder = None,
) -> None:
    """Every snapshot, oldest first, with the requirements whose status changed since the one before."""
    history = _history(folder, index)
    links = list(history.links())
    by_link: dict[int, list[Change]] = defaultdict(list)
    for change in changes(links):
        by_link[change.seq].append(change)
    if output_format is Format.JSON:
        data = {
            "schema": "zi-evidence/history-answer/1",
            "snapshots": [_entry(link, by_link[link.seq]) for link in links],
        }
        typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
    elif not links:
        typer.echo(tr(_NOTHING))
    else:
        for link in links:
            _print(link, by_link[link.seq])
    if history.verify().faults:
        notice(tr("the history is not whole; run: zi-evidence history verify"))


def _entry(link: Link, changed: list[Change]) -> dict[str, Any]:
    return {
        "seq": link.seq,
        "id": link.id,
        **{key: value for key, value in link.snapshot.items() if key not in {"schema", "seq"}},
        "changes": [{"requirement": c.requirement, "before": c.before, "after": c.after} for c in changed],
    }


def _print(link: Link, changed: list[Change]) -> None:
    done, required = required_complete(link.snapshot)
    state = tr("ready") if link.snapshot["ready"] else tr("not ready")
    points = number(supported(link.snapshot), spoken())
    typer.echo(
        tr("{seq:06} {id} {as_of} points {points}, complete {done}/{required}, {state}").format(
            seq=link.seq,
            id=link.id[:_SHORT],
            as_of=link.snapshot["as_of"],
            points=points,
            done=done,
            required=required,
            state=state,
        )
    )
    for change in changed:
        before = word(change.before, spoken()) if change.before else "-"
        after = word(change.after, spoken()) if change.after else "-"
        typer.echo(f"  {printable(change.requirement)}: {before} -> {after}")


@app.command("verify", help=mark("Test whether the history is still as it was written."))
def verify_command(
    folder: Folder,
    *,
    head: Annotated[
        str,
        typer.Option(
            "--head", metavar="ID", help=mark("An id that was printed or sent before; at least 12 letters.")
        ),
    ] = "",
    index: IndexFolder = None,
) -> int:
    """Ends with 1 where an entry was edited, removed or reordered, or the given id is no longer there."""
    verdict = _history(folder, index).verify(head)
    for fault in verdict.faults:
        typer.echo(f"- {fault.where}: {fault.what}")
    if not verdict.head:
        typer.echo(tr(_NOTHING))
    else:
        result = tr("NOT WHOLE") if verdict.faults else tr("WHOLE")
        typer.echo(
            tr("{result}: {links} sound entries, the newest {head}").format(
                result=result, links=verdict.links, head=verdict.head
            )
        )
    if not verdict.anchored:
        typer.echo(
            tr(
                "Without an id that is kept outside of the server (--head), nobody can know whether the "
                "newest entries were cut off or the whole history was written anew."
            )
        )
    return ExitCode.FINDINGS if verdict.faults else ExitCode.PASS
