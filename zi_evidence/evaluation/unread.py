"""Files that nobody could read and that no word assigns, where they lie with an item: they may be what is lacking.

A scan called `scan0001.pdf` in an item's own folder proves nothing, but to call the item's decree missing would be
untrue as well: unreadable is never missing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from zi_evidence.checklist.model import Checklist, Requirement
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.pictures import is_picture
from zi_evidence.lexicon import Kinds
from zi_evidence.matching.pictured import is_pictured_paper
from zi_evidence.matching.place import Places
from zi_evidence.model import Document, DocumentStatus, Match

__all__ = ["UnreadFiles"]

_UNREAD = frozenset(
    {
        DocumentStatus.NO_TEXT, DocumentStatus.ENCRYPTED, DocumentStatus.DAMAGED, DocumentStatus.TIMEOUT,
        DocumentStatus.TOO_LARGE, DocumentStatus.PENDING,
    }
)  # fmt: skip


class UnreadFiles:
    """Unread and unassigned files by the items that their places name, and by their folders."""

    def __init__(
        self,
        checklist: Checklist,
        documents: Sequence[Document],
        matches: Mapping[str, Sequence[Match]],
        given: Circumstances,
    ) -> None:
        self._kinds = given.kinds
        lost = [
            d
            for d in documents
            # What a name assigns to one item is not another's.
            if _is_unread_paper(d, given.kinds) and not matches.get(d.path)
        ]
        self._of_item: dict[str, list[Document]] = defaultdict(list)
        self._in_folder: dict[str, list[Document]] = defaultdict(list)
        places = Places(checklist, given.lexicon) if lost else None
        for document in lost:
            place = places.of(document.path) if places else None
            for item in (place.name_items or place.folder_items) if place else ():
                self._of_item[item].append(document)
            self._in_folder[document.path.rpartition("/")[0]].append(document)

    def may_serve(self, item: str, requirement: Requirement, folders: Sequence[str]) -> Iterator[Document]:
        """Files that may be a paper of the requirement, each once: those at its item, and beside its pieces.

        Args:
            item: the item's code.
            requirement: one of its requirements.
            folders: where pieces of its events lie; the unit folder itself says nothing.
        """
        taken: set[str] = set()
        beside = [d for folder in folders if folder for d in self._in_folder.get(folder, ())]
        for document in (*self._of_item.get(item, ()), *beside):
            if document.path not in taken and _may_be_of_kind(document, requirement, self._kinds):
                taken.add(document.path)
                yield document


def _is_unread_paper(document: Document, kinds: Kinds) -> bool:
    """Whether nobody read it and it may be a paper: a picture shows something else, unless its name says a paper."""
    if is_picture(document):
        return is_pictured_paper(document.facts, document.path, kinds)
    return document.status in _UNREAD


def _may_be_of_kind(document: Document, requirement: Requirement, kinds: Kinds) -> bool:
    """Whether the file's name does not say that it is another kind of paper."""
    named = document.facts.kind.value if document.facts else kinds.unknown
    wanted = set(requirement.kinds) | {p.rstrip("?") for p in requirement.pieces}
    return named == kinds.unknown or not wanted or named in wanted
