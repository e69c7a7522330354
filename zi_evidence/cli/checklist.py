"""`checklist`: list, show, validate, diff, schema."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from zi_evidence.checklist import available_checklists, load_checklist
from zi_evidence.checklist.diff import as_data as diff_data
from zi_evidence.checklist.diff import diff_checklists, render_diff
from zi_evidence.checklist.schema import checklist_schema
from zi_evidence.checklist.show import render_json, render_tree
from zi_evidence.checklist.validate import example_place, validate_checklist
from zi_evidence.errors import ExitCode
from zi_evidence.i18n import mark, spoken, tr
from zi_evidence.matching.selftest import run_examples
from zi_evidence.reports.reason_texts import example_fault_text
from zi_evidence.text import printable

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)

Subject = Annotated[str, typer.Argument(metavar="ID-OR-FILE", help=mark("Id or file of a checklist."))]


class Format(StrEnum):
    """Formats of an answer."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help=mark("Format of the answer."))]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


@app.command("list", help=mark("The checklists at hand."))
def list_command(*, output_format: FormatOption = Format.TEXT) -> None:
    """One line a checklist: id, version, items, title."""
    rows = [load_checklist(name) for name in available_checklists()]
    if output_format is Format.JSON:
        data = [{"id": c.id, "version": c.version, "title": c.title, "items": len(c.items)} for c in rows]
        typer.echo(_json({"schema": "zi-evidence/checklists/1", "checklists": data}))
        return
    for row in rows:
        typer.echo(
            tr("{id}  {version}  {n} items  {title}").format(
                id=row.id, version=row.version, n=len(row.items), title=row.title
            )
        )


@app.command("show", help=mark("Show a checklist."))
def show_command(checklist: Subject, *, output_format: FormatOption = Format.TEXT) -> None:
    """A readable tree, or JSON."""
    loaded = load_checklist(checklist)
    answer = render_json(loaded) if output_format is Format.JSON else render_tree(loaded, spoken())
    typer.echo(answer, nl=False)


@app.command("validate", help=mark("Test a checklist and its examples."))
def validate_command(checklist: Subject, *, output_format: FormatOption = Format.TEXT) -> int:
    """Every fault at once, one line each; ends with 2 where there is one."""
    draft, found = validate_checklist(checklist)
    faults = [str(fault) for fault in found]
    if draft.checklist is not None and not found:
        failed = run_examples(draft.checklist)
        for fault in failed:
            item, _, requirement = fault.requirement.partition(":")
            name = fault.example.name
            place = example_place(draft, item, requirement, name, counter=fault.counter)
            faults.append(
                tr("{place}: example {name!r} of {requirement}: {reason}").format(
                    place=place,
                    name=name,
                    requirement=fault.requirement,
                    reason=example_fault_text(fault, spoken()),
                )
            )
    if output_format is Format.JSON:
        typer.echo(_json({"schema": "zi-evidence/validation/1", "valid": not faults, "faults": faults}))
    elif faults:
        for line in faults:
            typer.echo(printable(line))
    elif draft.checklist is not None:
        items = draft.checklist.items
        requirements = [requirement for item in items for requirement in item.requirements]
        examples = sum(len(r.examples) + len(r.counter_examples) for r in requirements)
        typer.echo(
            tr("{id}: sound, {n} items, {requirements} requirements, {examples} examples").format(
                id=draft.checklist.id, n=len(items), requirements=len(requirements), examples=examples
            )
        )
    return ExitCode.USAGE if faults else ExitCode.PASS


@app.command("diff", help=mark("Compare two checklists."))
def diff_command(a: Subject, b: Subject, *, output_format: FormatOption = Format.TEXT) -> int:
    """Ends with 1 where the two differ."""
    found = diff_checklists(load_checklist(a), load_checklist(b))
    if output_format is Format.JSON:
        typer.echo(_json(diff_data(found)))
    else:
        typer.echo(render_diff(found, spoken()), nl=False)
    return ExitCode.FINDINGS if found else ExitCode.PASS


@app.command("schema", help=mark("JSON Schema of a checklist file."))
def schema_command() -> None:
    """Prints the schema."""
    typer.echo(_json(checklist_schema()))
