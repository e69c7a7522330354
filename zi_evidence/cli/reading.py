"""What the commands share that read a unit folder and answer: their options, and the look at the folder."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

from zi_evidence import api
from zi_evidence.cli.language import language_of
from zi_evidence.cli.options import (
    AcceptLoss,
    AsOf,
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
from zi_evidence.i18n import Language
from zi_evidence.model import Report

__all__ = ["Asked", "Seen", "reading_command", "seen"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a command that reads a unit folder, as they were given.

    Attributes:
        as_of: day to judge on, as written.
        lang: language of the answer, where one was asked for.
        no_scan: answer from the index as it is.
        index: folder to keep indexes in.
        show_nip: leave the numbers of persons whole.
        quiet: no progress and no hints.
        verbose: name each file that is read.
        ocr: how much of the scanned pages is read; only for commands that offer it.
        accept_loss: believe that most files are gone; only for commands that offer it.
    """

    as_of: AsOf = None
    lang: LangOption = None
    no_scan: NoScan = False
    index: IndexFolder = None
    show_nip: ShowNip = False
    quiet: Quiet = False
    verbose: Verbose = False
    ocr: OcrOption = Ocr.OFF
    accept_loss: AcceptLoss = False


class Seen(NamedTuple):
    """A unit folder as it was seen, its report, and the language of the answer."""

    view: api.View
    report: Report
    lang: Language


# Options that a command offers by naming them, with what holds where the person says nothing.
_OFFERED = {"ocr": Ocr.AUTO, "accept_loss": False}


def reading_command(*offered: str) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Gives a command the options of `Asked` behind its own, and hands them over as its argument `asked`.

    Args:
        offered: options that not every command has: `ocr`, `accept_loss`.
    """
    hints_of = get_type_hints(Asked, include_extras=True)
    usual = {name: one.default for name, one in inspect.signature(Asked).parameters.items()}
    defaults = {
        name: _OFFERED.get(name, usual[name]) for name in usual if name in offered or name not in _OFFERED
    }

    def decorate(command: Callable[..., int | None]) -> Callable[..., int | None]:
        def run(**given: Any) -> int | None:
            asked = Asked(**{name: given.pop(name) for name in defaults})
            return command(asked, **given)

        keyword = inspect.Parameter.KEYWORD_ONLY
        signature = inspect.signature(command, eval_str=True)
        own = [one for name, one in signature.parameters.items() if name != "asked"]
        common = [
            inspect.Parameter(name, keyword, default=default, annotation=hints_of[name])
            for name, default in defaults.items()
        ]
        described: Any = run
        described.__signature__ = signature.replace(parameters=[*own, *common])
        described.__annotations__ = {one.name: one.annotation for one in (*own, *common)}
        described.__doc__ = command.__doc__
        return run

    return decorate


def seen(folder: Path, asked: Asked, *, verify: bool = False) -> Seen:
    """Looks at the folder, tells the hints, judges.

    Args:
        folder: the unit folder, as the person named it.
        asked: the options of the command.
        verify: read every file's bytes again.

    Raises:
        EvidenceError: see `zi_evidence.api.look`.
    """
    day = parse_day(asked.as_of)
    view = api.look(
        folder,
        as_of=day,
        index=asked.index,
        rescan=not asked.no_scan,
        ocr=asked.ocr.budget(),
        progress=progress_printer(quiet=asked.quiet, verbose=asked.verbose),
        accept_loss=asked.accept_loss,
        verify=verify,
    )
    lang = language_of(asked.lang.value if asked.lang else view.unit.language)
    hints(view, quiet=asked.quiet)
    return Seen(view, api.judge(view, as_of=day), lang)
