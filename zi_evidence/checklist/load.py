"""Loads a checklist: shipped ones by id, one's own by path; whatever the bytes, or one error."""

import os

from zi_evidence.checklist.build import Draft, build
from zi_evidence.checklist.checks import check_use
from zi_evidence.checklist.faults import Faults
from zi_evidence.checklist.layers import gather
from zi_evidence.checklist.model import Checklist
from zi_evidence.checklist.sources import available_checklists, find
from zi_evidence.errors import ChecklistError
from zi_evidence.i18n import tr
from zi_evidence.lexicon import Lexicon, load_lexicon

__all__ = ["available_checklists", "draft_checklist", "load_checklist"]


def draft_checklist(id_or_path: str | os.PathLike[str], lexicon: Lexicon | None = None) -> Draft:
    """The checklist as far as it can be built, with all faults of its files; raises nothing.

    For tools that help writing one; an evaluation uses `load_checklist`.
    """
    faults = Faults()
    raw, sha256 = gather(find(id_or_path), faults)
    draft = build(raw, sha256, faults)
    check_use(draft, lexicon or load_lexicon())
    return draft


def load_checklist(id_or_path: str | os.PathLike[str], lexicon: Lexicon | None = None) -> Checklist:
    """The checklist with this id, or in this file or folder, ready for use.

    Args:
        id_or_path: an id of `available_checklists()`, a `.yaml` file, or a folder with
            `checklist.yaml`.
        lexicon: has the kinds that it may name beside its own; those of Indonesian offices if not given.

    Raises:
        ChecklistError: it cannot be used. The error is the first fault; `faults` holds all of them,
            each with file, line and column.
    """
    draft = draft_checklist(id_or_path, lexicon)
    draft.faults.check()
    if draft.checklist is None:
        raise ChecklistError(tr("cannot be read"), file=str(id_or_path))
    return draft.checklist
