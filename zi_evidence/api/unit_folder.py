"""A unit folder to hold and ask: `zi_evidence.open`."""

import datetime as dt
import os
from collections.abc import Callable, Collection
from pathlib import Path

from zi_evidence.api.gating import (
    DEFAULT_FAIL_ON,
    DEFAULT_MIN_READABLE,
    CheckResult,
    closing_words,
    gate,
)
from zi_evidence.api.looking import ChecklistChoice, View, judge, look, scan_unit
from zi_evidence.api.searching import DEFAULT_LIMIT, search_view
from zi_evidence.arguments import as_day, as_lang, as_number, as_place, as_type
from zi_evidence.checklist import Checklist
from zi_evidence.i18n import Language
from zi_evidence.index import Progress, ScanResult
from zi_evidence.index.full_text import parse_query
from zi_evidence.index.pictures import Budget
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.model import Document, Report
from zi_evidence.model.search import SearchResult

__all__ = ["LexiconChoice", "UnitFolder", "open"]

# The name of a shipped pack of words, the folder of another one, or one that is loaded already.
LexiconChoice = Lexicon | str | os.PathLike[str]


class UnitFolder:
    """One unit folder with the checklist it is judged by and the place of its index; made by `zi_evidence.open`.

    Nothing in the folder is ever changed. Every question looks at the folder first, which reads only what
    changed; with `rescan=False` it is answered from the index as the last look left it.

    Attributes:
        folder: the folder, with all links resolved.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        checklist: ChecklistChoice | None = None,
        index: str | os.PathLike[str] | None = None,
        lexicon: LexiconChoice | None = None,
    ) -> None:
        as_place("folder", folder)
        as_place("index", index, optional=True)
        as_type("checklist", checklist, Checklist, str, os.PathLike, optional=True)
        as_type("lexicon", lexicon, Lexicon, str, os.PathLike, optional=True)
        self.folder = Path(os.path.realpath(folder))
        self._checklist = checklist
        self._index = index
        self._lexicon = load_lexicon(lexicon) if isinstance(lexicon, str | os.PathLike) else lexicon

    def __repr__(self) -> str:
        return f"zi_evidence.open({str(self.folder)!r})"

    def scan(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        workers: int = 0,
        accept_loss: bool = False,
        verify: bool = False,
        unsafe_index: bool = False,
        ocr: Budget | None = None,
    ) -> ScanResult:
        """Brings the index of the folder up to date.

        Args:
            progress: called after each file that had to be opened.
            workers: worker processes; 0 chooses.
            accept_loss: believe it when most of the files are gone.
            verify: read every file's bytes again, whatever its times say.
            unsafe_index: accept an index on a network file system.
            ocr: pages that may be read by OCR afterwards, where tesseract is installed.

        Raises:
            UsageError: there is no such folder, the index would lie inside it, or an argument is wrong.
            SourceUnavailable: the folder is away, empty or another one than before.
            IndexLocked: another process is writing the index.
            OutputFailed: the index could not be written.
        """
        as_number("workers", workers, 0)
        as_type("ocr", ocr, Budget, optional=True)
        return scan_unit(
            self.folder,
            index=self._index,
            progress=progress,
            workers=workers,
            accept_loss=accept_loss,
            verify=verify,
            unsafe_index=unsafe_index,
            ocr=ocr,
            lexicon=self._lexicon,
        )

    def report(
        self,
        as_of: dt.date | None = None,
        *,
        rescan: bool = True,
        progress: Callable[[Progress], None] | None = None,
        ocr: Budget | None = None,
    ) -> Report:
        """The report of the folder on one day.

        Args:
            as_of: the day to judge on; today if not given.
            rescan: look at the folder first; otherwise judge what the index remembers.
            progress: see `scan`.
            ocr: see `scan`; without it scanned pages that were not read yet stay unread.

        Raises:
            EvidenceError: see `scan`; also `UnitError` and `ChecklistError` for files that are wrong.
        """
        _, report = self._seen(as_of, rescan=rescan, progress=progress, ocr=ocr)
        return report

    def documents(
        self, as_of: dt.date | None = None, *, rescan: bool = True, ocr: Budget | None = None
    ) -> tuple[Document, ...]:
        """Every file of the folder that counts, by path, with its status and facts; see `report`."""
        return self.report(as_of, rescan=rescan, ocr=ocr).documents

    def explain(
        self,
        subject: str | os.PathLike[str],
        as_of: dt.date | None = None,
        *,
        lang: Language | None = None,
        rescan: bool = True,
        ocr: Budget | None = None,
        show_nip: bool = False,
    ) -> str:
        """Why an item has its status, or why a document serves it or not, as lines of text.

        Args:
            subject: the code of an item, or a document by its path in the unit folder, on the disk, or the end
                of its path where only one ends like that.
            as_of: see `report`.
            lang: language of the text, `id` or `en`; the unit file's if not given.
            rescan: see `report`.
            ocr: see `report`.
            show_nip: leave the numbers of persons whole.

        Raises:
            UsageError: there is neither such an item nor such a document.
            EvidenceError: see `report`.
        """
        from zi_evidence.api.explaining import explained  # noqa: PLC0415 - only who asks for it pays

        as_place("subject", subject)
        as_lang(lang)
        view, report = self._seen(as_of, rescan=rescan, ocr=ocr)
        spoken = lang or view.unit.language
        return explained(view, report, os.fspath(subject), spoken, index=self._index, show_nip=show_nip)

    def search(
        self,
        query: str,
        *,
        limit: int = DEFAULT_LIMIT,
        as_of: dt.date | None = None,
        rescan: bool = True,
        show_nip: bool = False,
    ) -> SearchResult:
        """The documents that hold all words of a query, in the text or in the file name, best first.

        Args:
            query: plain words, `"…"` around those that belong together.
            limit: the most documents to return, at least 1.
            as_of: see `report`; decides which items a document is said to serve.
            rescan: see `report`.
            show_nip: leave the numbers of persons whole.

        Raises:
            UsageError: there is no word in the query.
            EvidenceError: see `report`.
        """
        as_type("query", query, str)
        as_type("limit", limit, int)
        as_number("limit", limit, 1)
        parse_query(query)  # before the folder is read
        view, report = self._seen(as_of, rescan=rescan)
        return search_view(view, report, query, index=self._index, limit=limit, show_nip=show_nip)

    def check(
        self,
        as_of: dt.date | None = None,
        *,
        fail_on: Collection[str] = DEFAULT_FAIL_ON,
        min_readable: float = DEFAULT_MIN_READABLE,
        lang: Language | None = None,
        rescan: bool = True,
        progress: Callable[[Progress], None] | None = None,
        ocr: Budget | None = None,
    ) -> CheckResult:
        """The gate: may this unit submit?

        Args:
            as_of: see `report`.
            fail_on: severities (`info`, `warning`, `error`; each means itself and what is worse), finding codes
                or finding names that close it. A folder not seen whole or without unit file closes it in any
                case.
            min_readable: the least share of the files, in per cent, that must have been readable.
            lang: language of the reasons, `id` or `en`; the unit file's if not given.
            rescan: see `report`; without it nothing that changed since the index was made is noticed.
            progress: see `scan`.
            ocr: see `report`.

        Returns:
            `PASS` only if the folder was seen whole, the bytes of every file were hashed in this very run
            (without `rescan`: in the run that made the index), enough of it could be read, and no finding
            closes the gate; `COULD_NOT_LOOK` where too little could be read; else `FINDINGS`.

        Raises:
            EvidenceError: see `report`.
        """
        words = closing_words(fail_on)
        as_number("min_readable", min_readable, 0, 100)
        as_lang(lang)
        view, report = self._seen(as_of, rescan=rescan, progress=progress, ocr=ocr, verify=rescan)
        return gate(report, fail_on=words, min_readable=min_readable, lang=lang or view.unit.language)

    def _seen(
        self,
        as_of: dt.date | None,
        *,
        rescan: bool,
        progress: Callable[[Progress], None] | None = None,
        ocr: Budget | None = None,
        verify: bool = False,
    ) -> tuple[View, Report]:
        as_day("as_of", as_of)
        as_type("rescan", rescan, bool)
        as_type("ocr", ocr, Budget, optional=True)
        view = look(
            self.folder,
            as_of=as_of,
            checklist=self._checklist,
            index=self._index,
            rescan=rescan,
            progress=progress,
            ocr=ocr,
            verify=verify,
            lexicon=self._lexicon,
        )
        return view, judge(view, as_of=as_of)


def open(  # noqa: A001 - called as zi_evidence.open
    folder: str | os.PathLike[str],
    *,
    checklist: ChecklistChoice | None = None,
    index: str | os.PathLike[str] | None = None,
    lexicon: LexiconChoice | None = None,
) -> UnitFolder:
    """Returns a unit folder to be asked; nothing is read yet.

    Args:
        folder: the unit folder; nothing in it is ever changed.
        checklist: what to judge by: an id of `available_checklists()`, a file or folder, or a `Checklist`;
            what the unit file names if not given. Answers, pins and waivers of the unit file count as far as
            that checklist has their items; a target that it lacks becomes its first one, if there is any.
        index: folder to keep indexes in; default is `ZI_EVIDENCE_INDEX` or the user's data folder.
        lexicon: the words that documents are understood by: the name of a shipped pack, the folder of another one,
            or a `Lexicon`; those of Indonesian offices if not given. Facts found by other words are found anew, so a
            unit is best asked by one pack, or with an `index` for each.

    Raises:
        UsageError: an argument is of a wrong type.
        LexiconError: there is no such pack of words.
    """
    return UnitFolder(folder, checklist=checklist, index=index, lexicon=lexicon)
