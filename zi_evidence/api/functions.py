"""The main jobs as functions, for who needs one answer only: each opens the folder and asks it once."""

import datetime as dt
import os
from collections.abc import Callable, Collection

from zi_evidence.api.gating import DEFAULT_FAIL_ON, DEFAULT_MIN_READABLE, CheckResult
from zi_evidence.api.looking import ChecklistChoice
from zi_evidence.api.unit_folder import UnitFolder
from zi_evidence.i18n import Language
from zi_evidence.index import Progress, ScanResult
from zi_evidence.index.pictures import Budget
from zi_evidence.model import Report

__all__ = ["check", "evaluate", "scan"]


def scan(
    folder: str | os.PathLike[str],
    *,
    index: str | os.PathLike[str] | None = None,
    progress: Callable[[Progress], None] | None = None,
    workers: int = 0,
    accept_loss: bool = False,
    verify: bool = False,
    unsafe_index: bool = False,
    ocr: Budget | None = None,
) -> ScanResult:
    """Brings the index of a unit folder up to date: `open(folder, index=index).scan(...)`.

    Arguments and errors are those of `open` and `UnitFolder.scan`.
    """
    return UnitFolder(folder, index=index).scan(
        progress=progress,
        workers=workers,
        accept_loss=accept_loss,
        verify=verify,
        unsafe_index=unsafe_index,
        ocr=ocr,
    )


def evaluate(
    folder: str | os.PathLike[str],
    *,
    as_of: dt.date | None = None,
    checklist: ChecklistChoice | None = None,
    index: str | os.PathLike[str] | None = None,
    rescan: bool = True,
    progress: Callable[[Progress], None] | None = None,
    ocr: Budget | None = None,
) -> Report:
    """The report of a unit folder on one day: `open(folder, ...).report(as_of, ...)`.

    Arguments and errors are those of `open` and `UnitFolder.report`.
    """
    unit = UnitFolder(folder, checklist=checklist, index=index)
    return unit.report(as_of, rescan=rescan, progress=progress, ocr=ocr)


def check(
    folder: str | os.PathLike[str],
    *,
    as_of: dt.date | None = None,
    fail_on: Collection[str] = DEFAULT_FAIL_ON,
    min_readable: float = DEFAULT_MIN_READABLE,
    checklist: ChecklistChoice | None = None,
    index: str | os.PathLike[str] | None = None,
    lang: Language | None = None,
    rescan: bool = True,
    progress: Callable[[Progress], None] | None = None,
    ocr: Budget | None = None,
) -> CheckResult:
    """The gate, may this unit submit: `open(folder, ...).check(as_of, ...)`.

    Arguments, result and errors are those of `open` and `UnitFolder.check`.
    """
    unit = UnitFolder(folder, checklist=checklist, index=index)
    return unit.check(
        as_of,
        fail_on=fail_on,
        min_readable=min_readable,
        lang=lang,
        rescan=rescan,
        progress=progress,
        ocr=ocr,
    )
