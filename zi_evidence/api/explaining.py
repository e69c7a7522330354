"""What is explained: the item or the document that a person names, and the words for it."""

import os
import posixpath
from pathlib import Path

from zi_evidence.api.looking import View, match_again
from zi_evidence.errors import UsageError
from zi_evidence.i18n import Language, tr
from zi_evidence.model import Report
from zi_evidence.reports.explain import explain_document, explain_item
from zi_evidence.text import display_name

__all__ = ["explained", "path_names"]


def path_names(root: Path, subject: str) -> tuple[str, ...]:
    """What the reports may call a file that a person names by its printed path or its place on the disk."""
    asked = subject.replace(os.sep, "/")
    names = [asked, display_name(os.fsencode(posixpath.normpath(asked)))[0]]
    real = Path(os.path.realpath(subject))
    if root in real.parents:
        names.append(display_name(os.fsencode(real.relative_to(root).as_posix()))[0])
    return tuple(dict.fromkeys(names))


def _document_path(view: View, subject: str) -> str | None:
    """The document that is meant: by its path in the unit folder, as printed, or on the disk."""
    known = {document.path for document in view.documents}
    if found := next((name for name in path_names(view.folder, subject) if name in known), None):
        return found
    ends = sorted(path for path in known if path.endswith(f"/{subject.replace(os.sep, '/')}"))
    return ends[0] if len(ends) == 1 else None


def explained(
    view: View,
    report: Report,
    subject: str,
    lang: Language,
    *,
    index: str | os.PathLike[str] | None = None,
    show_nip: bool = False,
) -> str:
    """Why an item has its status, or why a document serves it or not, as lines of text.

    Args:
        view: what `look` saw.
        report: `judge` of it.
        subject: the code of an item, or a document by its path in the unit folder, on the disk, or the end of
            its path where only one ends like that.
        lang: language of the text.
        index: see `look`.
        show_nip: leave the numbers of persons whole.

    Raises:
        UsageError: there is neither such an item nor such a document.
    """
    for item, judged in zip(view.checklist.items, report.items, strict=True):
        if item.code.casefold() == subject.casefold():
            return explain_item(judged, item, lang, show_nip=show_nip)
    path = _document_path(view, subject)
    if path is None:
        raise UsageError(
            tr("neither a file of the unit folder nor the code of an item: {subject}").format(
                subject=subject
            ),
            hint=tr("see zi-evidence documents, or give a code like A.I.1.i.a"),
        )
    document = next(document for document in view.documents if document.path == path)
    result = match_again(view, path, index=index)
    return explain_document(report, document, result, lang, show_nip=show_nip)
