"""Looks at a unit folder and judges what it saw; what the commands and `UnitFolder` are made of.

It opens the index, asks for today's date where none is given, and hands everything to the pure core.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from zi_evidence.checklist import Checklist, load_checklist
from zi_evidence.collector import collector_at_rest
from zi_evidence.errors import IndexLocked, SourceUnavailable, UsageError
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.failing_documents import judged
from zi_evidence.file_faults import without_content
from zi_evidence.i18n import tr
from zi_evidence.index import (
    Progress,
    ScanResult,
    index_folder,
    scan_folder,
)
from zi_evidence.index.backend import Index, open_index
from zi_evidence.index.beside import in_a_copy, rebuild_if_damaged, trust_watcher
from zi_evidence.index.guard import Root, look_at_root, remembered_root
from zi_evidence.index.pictures import Budget, read_pictures
from zi_evidence.index.place import index_path
from zi_evidence.index.scan import last_errors, walked_at
from zi_evidence.index.store import INDEX_FILE
from zi_evidence.index.watching import watcher_of
from zi_evidence.kept_matches import match_one, matched
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.matching import Matcher, MatchResult
from zi_evidence.model import Document, Match, Report
from zi_evidence.unit import UNIT_FILE, Unit, checklist_place, default_unit, load_unit

__all__ = ["ChecklistChoice", "View", "judge", "look", "match_again", "scan_unit"]

# An id of a shipped checklist, a file or folder, or one that is loaded already.
ChecklistChoice = Checklist | str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class View:
    """A unit folder as it was seen: the unit, its checklist, its documents and their matches.

    `kept_by` names the watcher whose index was read instead of looking at the folder, with the time of its
    last whole look; it is empty where the folder itself was looked at. `lexicon` holds the words that documents
    were understood by, `None` for those of Indonesian offices.
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
    lexicon: Lexicon | None = None


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def _require(root: Path, index: str | os.PathLike[str] | None) -> None:
    """A folder that never was is a mistake of the call; one that was known and is gone is unreachable."""
    known = (index_path(root, index) / INDEX_FILE).exists()
    look_at_root(root, Root(device=0, marked=False) if known else None)


def _resolved(folder: str | os.PathLike[str]) -> Path:
    return Path(os.path.realpath(folder))


def scan_unit(
    folder: str | os.PathLike[str],
    *,
    index: str | os.PathLike[str] | None = None,
    progress: Callable[[Progress], None] | None = None,
    workers: int = 0,
    accept_loss: bool = False,
    verify: bool = False,
    unsafe_index: bool = False,
    ocr: Budget | None = None,
    lexicon: Lexicon | None = None,
) -> ScanResult:
    """Brings the index of a unit folder up to date; arguments and errors are those of `UnitFolder.scan`."""
    root = _resolved(folder)
    _require(root, index)

    def once(store: Index) -> ScanResult:
        result = scan_folder(
            root,
            store,
            workers=workers,
            progress=progress,
            accept_loss=accept_loss,
            verify=verify,
            lexicon=lexicon,
        )
        if ocr:
            read_pictures(root, store, ocr, progress=progress, lexicon=lexicon)
        return result

    with open_index(index_folder(root, index, unsafe=unsafe_index), write=True) as store:
        return rebuild_if_damaged(store, once)


def judge(view: View, *, as_of: dt.date | None = None) -> Report:
    """The report of what was seen; see `UnitFolder.report`."""
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
            lexicon=view.lexicon,
        )

    with collector_at_rest():
        return judged(report, view.documents)


def _kept_by(watcher: str, walked: str) -> str:
    return tr("{watcher}; last whole {moment}").format(watcher=watcher, moment=walked)


def _with_checklist(
    root: Path, unit: Unit, choice: ChecklistChoice | None
) -> tuple[Unit, Checklist, Checklist]:
    """The unit, the checklist that it is judged by, and the same as matches are made and kept by it.

    What the unit file says of its own checklist concerns another one only as far as that knows it: answers, pins
    and waivers of items that it lacks are left out, a target that it lacks becomes its first one, if there is any.
    """
    if choice is None:
        own = load_checklist(checklist_place(root, unit.checklist))
        return unit, own, own
    if isinstance(choice, Checklist):
        # It may have been made or changed by the program: what it holds counts, not the files it came from.
        checklist = choice
        content = hashlib.sha256(choice.model_dump_json().encode()).hexdigest()
        keyed = choice.model_copy(update={"sha256": content})
    else:
        checklist = keyed = load_checklist(os.fspath(choice))
    items = {item.code for item in checklist.items}
    targets = checklist.predicates
    concerned: dict[str, object] = {
        "target": unit.target if unit.target in targets else next(iter(targets), ""),
        "answers": {code: given for code, given in unit.answers.items() if code in items},
        "pins": tuple(pin for pin in unit.pins if pin.item in items),
        "waivers": tuple(waiver for waiver in unit.waivers if waiver.item in items),
    }
    return unit.model_copy(update=concerned), checklist, keyed


def look(
    folder: str | os.PathLike[str],
    *,
    as_of: dt.date | None = None,
    checklist: ChecklistChoice | None = None,
    index: str | os.PathLike[str] | None = None,
    rescan: bool = True,
    progress: Callable[[Progress], None] | None = None,
    accept_loss: bool = False,
    verify: bool = False,
    keep_matches: bool = False,
    ocr: Budget | None = None,
    lexicon: Lexicon | None = None,
) -> View:
    """Looks at a unit folder: unit file, checklist, documents (scanned first) and their matches.

    Where a watcher keeps the index, the folder is not scanned beside it: what it knows is the answer. With
    `verify` every byte is read all the same, against a copy of the index that is thrown away, so that neither
    waits for the other. `keep_matches` remembers the matches made without a scan, if nobody writes just then.
    `ocr` is what may be spent on scanned pages after a scan; without it they stay unread.
    The other arguments and errors are those of `UnitFolder`.

    Raises:
        SourceUnavailable: also where a watcher says that the folder is away, or nobody ever saw it whole.
    """
    root = _resolved(folder)
    _require(root, index)
    unit_file = (root / UNIT_FILE).is_file()
    unit = load_unit(root) if unit_file else default_unit(root, (as_of or _today()).year)
    unit, chosen, keyed = _with_checklist(root, unit, checklist)
    place = index_folder(root, index)
    fresh: list[tuple[bytes, str, bytes]] = []
    watcher = watcher_of(place) if rescan and not accept_loss else None

    def scanned(store: Index) -> View:
        result = scan_folder(
            root, store, progress=progress, accept_loss=accept_loss, verify=verify, lexicon=lexicon
        )
        if ocr:
            read_pictures(root, store, ocr, progress=progress, lexicon=lexicon)
        seen = view(store, result)
        with store.transaction():
            store.keep_matches(fresh)
        return seen

    def view(store: Index, result: ScanResult | None) -> View:
        fresh.clear()
        with collector_at_rest():
            indexed = store.documents()
            faults: dict[str, str] = {}
            matches = matched(store, indexed, keyed, fresh, lexicon, faults=faults)
            documents = [entry.document for entry in indexed]
            if faults:
                documents = [without_content(d, faults[d.path]) if d.path in faults else d for d in documents]
        return View(
            folder=root,
            unit=unit,
            unit_file=unit_file,
            checklist=chosen,
            documents=tuple(documents),
            matches=matches,
            scan=result,
            walk_errors=result.errors if result else last_errors(store),
            kept_by="" if watcher is None or verify else _kept_by(str(watcher), walked_at(store)),
            lexicon=lexicon,
        )

    if watcher and (verify or lexicon not in (None, load_lexicon())):
        # The watcher understands documents by the words of Indonesian offices.
        return in_a_copy(place, scanned)
    if rescan and not watcher:
        with open_index(place, write=True) as store:
            return rebuild_if_damaged(store, scanned)
    with open_index(place, write=False) as store:
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
        with suppress(IndexLocked), open_index(place, write=True) as store, store.transaction():
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
    with open_index(index_folder(view.folder, index), write=False) as store:
        return match_one(store, document, Matcher(view.checklist, view.lexicon), near_misses=True)
