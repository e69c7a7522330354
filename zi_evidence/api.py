"""The main job as functions: look at a unit folder, judge it, gate it. Used by programs and by our commands.

This is the rim: it opens the index, asks for today's date where none is given, and hands everything to the
pure core.
"""

import datetime as dt
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from zi_evidence.checklist import Checklist, load_checklist
from zi_evidence.collector import collector_at_rest
from zi_evidence.errors import ExitCode, IndexLocked, SourceUnavailable, UsageError
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.evaluation.catalogue import CATALOGUE
from zi_evidence.failing_documents import judged
from zi_evidence.file_faults import without_content
from zi_evidence.i18n import Language, language_named, spoken, tr
from zi_evidence.index import (
    Progress,
    ScanResult,
    Store,
    index_folder,
    scan_folder,
)
from zi_evidence.index.beside import in_a_copy, rebuild_if_damaged, trust_watcher
from zi_evidence.index.guard import Root, look_at_root, remembered_root
from zi_evidence.index.pictures import Budget, read_pictures
from zi_evidence.index.place import index_path
from zi_evidence.index.scan import last_errors, walked_at
from zi_evidence.index.store import INDEX_FILE
from zi_evidence.index.watching import watcher_of
from zi_evidence.kept_matches import match_one, matched
from zi_evidence.matching import Matcher, MatchResult
from zi_evidence.model import Document, DocumentStatus, Match, Report, Severity
from zi_evidence.reports.sentences import sentence
from zi_evidence.unit import UNIT_FILE, Unit, checklist_place, default_unit, load_unit

__all__ = [
    "DEFAULT_FAIL_ON",
    "DEFAULT_MIN_READABLE",
    "CheckResult",
    "View",
    "check",
    "evaluate",
    "gate",
    "judge",
    "look",
    "match_again",
    "readable_percent",
    "scan",
]

DEFAULT_FAIL_ON = ("error",)
DEFAULT_MIN_READABLE = 50.0
# From the least; a word for one means this and all that are worse.
_SEVERITIES = tuple(severity.value for severity in (Severity.INFO, Severity.WARNING, Severity.ERROR))
# A folder that was not seen or judged whole, or that nobody described, is never complete.
_ALWAYS_CLOSING = ("walk_incomplete", "program_failed", "no_unit_file")
# Files of these states were looked into in vain; a spreadsheet is no failure of reading.
_UNREAD = frozenset(
    {
        DocumentStatus.NO_TEXT, DocumentStatus.ENCRYPTED, DocumentStatus.DAMAGED, DocumentStatus.TIMEOUT,
        DocumentStatus.TOO_LARGE, DocumentStatus.PENDING,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """A unit folder as it was seen: the unit, its checklist, its documents and their matches.

    `kept_by` names the watcher whose index was read instead of looking at the folder, with the time of its
    last whole look; it is empty where the folder itself was looked at.
    """

    folder: Path
    unit: Unit
    unit_file: bool
    checklist: Checklist
    documents: tuple[Document, ...]
    matches: Mapping[str, tuple[Match, ...]]
    scan: ScanResult | None
    walk_errors: Mapping[str, str] = field(default_factory=dict)
    kept_by: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The gate's answer.

    Attributes:
        exit_code: `PASS`, `FINDINGS` or `COULD_NOT_LOOK`.
        report: what the answer rests on.
        reasons: why it is no pass, one line each, in the language of the report; empty for a pass.
    """

    exit_code: ExitCode
    report: Report
    reasons: tuple[str, ...]


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def _require(root: Path, index: str | os.PathLike[str] | None) -> None:
    """A folder that never was is a mistake of the call; one that was known and is gone is unreachable."""
    known = (index_path(root, index) / INDEX_FILE).exists()
    look_at_root(root, Root(device=0, marked=False) if known else None)


def _resolved(folder: str | os.PathLike[str]) -> Path:
    return Path(os.path.realpath(folder))


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
    """Brings the index of a unit folder up to date.

    Args:
        folder: the unit folder; nothing in it is ever changed.
        index: folder to keep indexes in; default is `ZI_EVIDENCE_INDEX` or the user's data folder.
        progress: called after each file that had to be opened.
        workers: worker processes; 0 chooses.
        accept_loss: believe it when most of the files are gone.
        verify: read every file's bytes again, whatever its times say.
        unsafe_index: accept an index on a network file system.
        ocr: pages that may be read by OCR afterwards, where tesseract is installed.

    Raises:
        UsageError: there is no such folder, or the index would lie inside it.
        SourceUnavailable: the folder is away, empty or another one than before.
        IndexLocked: another process is writing the index.
        OutputFailed: the index could not be written.
    """
    root = _resolved(folder)
    _require(root, index)

    def once(store: Store) -> ScanResult:
        result = scan_folder(
            root, store, workers=workers, progress=progress, accept_loss=accept_loss, verify=verify
        )
        if ocr:
            read_pictures(root, store, ocr, progress=progress)
        return result

    with Store(index_folder(root, index, unsafe=unsafe_index), write=True) as store:
        return rebuild_if_damaged(store, once)


def evaluate(
    folder: str | os.PathLike[str],
    *,
    as_of: dt.date | None = None,
    index: str | os.PathLike[str] | None = None,
    rescan: bool = True,
    progress: Callable[[Progress], None] | None = None,
    ocr: Budget | None = None,
) -> Report:
    """The report of a unit folder on one day.

    Args:
        folder: the unit folder.
        as_of: the day to judge on; today if not given.
        index: see `scan`.
        rescan: look at the folder first; otherwise judge what the index remembers.
        progress: see `scan`.
        ocr: see `scan`; without it scanned pages that nobody read yet stay unread.

    Raises:
        EvidenceError: see `scan`; also `UnitError` and `ChecklistError` for files that are wrong.
    """
    view = look(folder, as_of=as_of, index=index, rescan=rescan, progress=progress, ocr=ocr)
    return judge(view, as_of=as_of)


def judge(view: View, *, as_of: dt.date | None = None) -> Report:
    """The report of what was seen; see `evaluate`."""
    day = as_of or _today()

    def report(documents: Sequence[Document]) -> Report:
        return evaluate_documents(
            view.checklist,
            view.unit,
            documents,
            {document.path: view.matches.get(document.path, ()) for document in documents},
            as_of=day,
            unit_file=view.unit_file,
            walk_errors=view.walk_errors,
        )

    with collector_at_rest():
        return judged(report, view.documents)


def check(
    folder: str | os.PathLike[str],
    *,
    as_of: dt.date | None = None,
    fail_on: Collection[str] = DEFAULT_FAIL_ON,
    min_readable: float = DEFAULT_MIN_READABLE,
    index: str | os.PathLike[str] | None = None,
    lang: Language | None = None,
    rescan: bool = True,
    progress: Callable[[Progress], None] | None = None,
    ocr: Budget | None = None,
) -> CheckResult:
    """The gate: may this unit submit?

    Args:
        folder: the unit folder.
        as_of: see `evaluate`.
        fail_on: severities (`info`, `warning`, `error`; each means itself and what is worse), finding codes
            or finding names that close it. A folder not seen whole or without unit file closes it in any case.
        min_readable: the least share of the files, in per cent, that must have been readable.
        index: see `scan`.
        lang: language of the reasons, `id` or `en`; the unit file's if not given.
        rescan: see `evaluate`; without it nothing that changed since the index was made is noticed.
        progress: see `scan`.
        ocr: see `evaluate`.

    Returns:
        `PASS` only if the folder was seen whole, the bytes of every file were hashed in this very run
        (without `rescan`: in the run that made the index), enough of it could be read, and no finding
        closes the gate; `COULD_NOT_LOOK` where too little could be read; else `FINDINGS`.

    Raises:
        EvidenceError: see `evaluate`.
    """
    if lang is not None:
        language_named(lang)
    view = look(folder, as_of=as_of, index=index, rescan=rescan, progress=progress, verify=rescan, ocr=ocr)
    report = judge(view, as_of=as_of)
    return gate(report, fail_on=fail_on, min_readable=min_readable, lang=lang or view.unit.language)


def gate(
    report: Report,
    *,
    fail_on: Collection[str] = DEFAULT_FAIL_ON,
    min_readable: float = DEFAULT_MIN_READABLE,
    lang: Language | None = None,
) -> CheckResult:
    """The gate over a report that is there already; see `check`. Without `lang` the process's language is spoken."""
    language = spoken() if lang is None else language_named(lang)
    known = {*_SEVERITIES, *CATALOGUE, *(kind.code for kind in CATALOGUE.values())}
    if unknown := [word for word in fail_on if word not in known]:
        raise UsageError(
            tr("--fail-on does not know {words}").format(words=", ".join(map(repr, unknown))),
            hint=tr("use error, warning, info, a code like ZI101 or a name like missing"),
        )
    percent = readable_percent(report.documents)
    if percent is not None and percent < min_readable:
        text = tr("only {percent:.0f} % of the files could be read, at least {least:g} % must be")
        reason = text.format(percent=percent, least=min_readable)
        return CheckResult(ExitCode.COULD_NOT_LOOK, report, (reason,))
    named = {*fail_on, *_ALWAYS_CLOSING}
    ranks = [_SEVERITIES.index(word) for word in _SEVERITIES if word in fail_on]
    worse = _SEVERITIES[min(ranks, default=len(_SEVERITIES)) :]
    closing = [f for f in report.findings if f.severity.value in worse or f.code in named or f.name in named]
    if closing:
        # What was not seen comes before all that is said of the rest.
        closing.sort(key=lambda finding: finding.name != "walk_incomplete")
        reasons = tuple(
            f"{' '.join(filter(None, (f.code, f.requirement or f.path)))}: {sentence(f, language)}"
            for f in closing
        )
        return CheckResult(ExitCode.FINDINGS, report, reasons)
    return CheckResult(ExitCode.PASS, report, ())


def _kept_by(watcher: str, walked: str) -> str:
    return tr("{watcher}; last whole {moment}").format(watcher=watcher, moment=walked)


def readable_percent(documents: Sequence[Document]) -> float | None:
    """Share of the files that could be read, 0-100; `None` where there are none."""
    if not documents:
        return None
    unread = sum(document.status in _UNREAD for document in documents)
    return 100.0 * (len(documents) - unread) / len(documents)


def look(
    folder: str | os.PathLike[str],
    *,
    as_of: dt.date | None = None,
    index: str | os.PathLike[str] | None = None,
    rescan: bool = True,
    progress: Callable[[Progress], None] | None = None,
    accept_loss: bool = False,
    verify: bool = False,
    keep_matches: bool = False,
    ocr: Budget | None = None,
) -> View:
    """Looks at a unit folder: unit file, checklist, documents (scanned first) and their matches.

    Where a watcher keeps the index, the folder is not scanned beside it: what it knows is the answer. With
    `verify` every byte is read all the same, against a copy of the index that is thrown away, so that neither
    waits for the other. `keep_matches` remembers the matches made without a scan, if nobody writes just then.
    `ocr` is what may be spent on scanned pages after a scan; without it they stay unread.
    The other arguments and errors are those of `evaluate` and `scan`.

    Raises:
        SourceUnavailable: also where a watcher says that the folder is away, or nobody ever saw it whole.
    """
    root = _resolved(folder)
    _require(root, index)
    unit_file = (root / UNIT_FILE).is_file()
    unit = load_unit(root) if unit_file else default_unit(root, (as_of or _today()).year)
    checklist = load_checklist(checklist_place(root, unit.checklist))
    place = index_folder(root, index)
    fresh: list[tuple[bytes, str, bytes]] = []
    watcher = watcher_of(place) if rescan and not accept_loss else None

    def scanned(store: Store) -> View:
        result = scan_folder(root, store, progress=progress, accept_loss=accept_loss, verify=verify)
        if ocr:
            read_pictures(root, store, ocr, progress=progress)
        seen = view(store, result)
        with store.transaction():
            store.keep_matches(fresh)
        return seen

    def view(store: Store, result: ScanResult | None) -> View:
        fresh.clear()
        with collector_at_rest():
            indexed = store.documents()
            faults: dict[str, str] = {}
            matches = matched(store, indexed, checklist, fresh, faults=faults)
            documents = [entry.document for entry in indexed]
            if faults:
                documents = [without_content(d, faults[d.path]) if d.path in faults else d for d in documents]
        return View(
            folder=root,
            unit=unit,
            unit_file=unit_file,
            checklist=checklist,
            documents=tuple(documents),
            matches=matches,
            scan=result,
            walk_errors=result.errors if result else last_errors(store),
            kept_by="" if watcher is None or verify else _kept_by(str(watcher), walked_at(store)),
        )

    if watcher and verify:
        return in_a_copy(place, scanned)
    if rescan and not watcher:
        with Store(place, write=True) as store:
            return rebuild_if_damaged(store, scanned)
    with Store(place, write=False) as store:
        look_at_root(root, remembered_root(store))
        if not rescan and not walked_at(store):
            raise SourceUnavailable(
                tr("the folder was never scanned: {folder}").format(folder=root),
                hint=tr("run it without --no-scan"),
            )
        if watcher:
            trust_watcher(place, store)
        with store.snapshot():
            seen = view(store, None)
    if keep_matches and fresh:
        # They are made again where they cannot be kept.
        with suppress(IndexLocked), Store(place, write=True) as store, store.transaction():
            store.keep_matches(fresh)
    return seen


def match_again(view: View, path: str, *, index: str | os.PathLike[str] | None = None) -> MatchResult:
    """All that the matcher says of one document, near misses included; for explaining.

    Raises:
        UsageError: the unit folder has no such document.
    """
    document = next((d for d in view.documents if d.path == path), None)
    if document is None:
        raise UsageError(
            tr("there is no such file in the unit folder: {path}").format(path=path),
            hint=tr("see zi-evidence documents"),
        )
    with Store(index_folder(view.folder, index), write=False) as store:
        return match_one(store, document, Matcher(view.checklist), near_misses=True)
