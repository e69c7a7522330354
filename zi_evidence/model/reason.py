"""Why a document was matched or not, and why evidence does not count: a code with its values.

Sentences are made of them in `zi_evidence.reports` alone. A code never changes its meaning: programs read them in
the JSON of reports. Why a file could not be read has codes of its own, see `zi_evidence.model.reasons`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["OWNERLESS", "Reason", "ReasonCode", "ReasonValue"]

# Lists are tuples, days and periods ISO texts: what JSON holds, and nothing that changes.
ReasonValue = str | int | float | tuple[str, ...]


class ReasonCode(StrEnum):
    """Every reason there is; the comment behind a code names its values.

    `words` are entries of the checklist (`@monev | evaluasi`) or words of the document.
    """

    # ---- what a match rests on ----
    PIN = "pin"
    PIN_NOTE = "pin_note"  # note: what the unit file says of the pin
    NAME_WORDS = "name_words"  # words
    NAME_AND_FOLDER_WORDS = "name_and_folder_words"  # words
    HEADING_WORDS = "heading_words"  # words
    FIRST_LINES_WORDS = "first_lines_words"  # words
    SOME_FIRST_LINES_WORDS = "some_first_lines_words"  # words
    BODY_WORDS = "body_words"  # words
    FURTHER_WORDS = "further_words"  # words
    WORDS_NOT_FOUND = "words_not_found"  # words
    NIL_REPORT = "nil_report"  # words
    NAME_PATTERN = "name_pattern"
    KIND = "kind"  # kind
    PERHAPS_KIND = "perhaps_kind"  # kind
    ITEM_CODE_IN_NAME = "item_code_in_name"  # item
    FOLDER_OF_ITEM = "folder_of_item"  # item
    FOLDER_OF_SECTION = "folder_of_section"  # section
    # ---- what keeps a document from a match; the first two also lower one ----
    NO_OFFICE = "no_office"
    NO_AUTHOR = "no_author"
    OTHER_FITS_BETTER = "other_fits_better"
    TOO_FEW_WORDS = "too_few_words"
    NO_WORDS = "no_words"
    NO_FURTHER_WORDS = "no_further_words"
    NO_BODY_WORDS = "no_body_words"
    NOT_IN_HEADING = "not_in_heading"
    ONLY_NAME = "only_name"
    OTHER_KIND = "other_kind"  # kind, wanted: kinds
    WORDS_AGAINST = "words_against"  # words
    NOT_EVIDENCE = "not_evidence"  # words
    NOT_OWN = "not_own"  # words
    ONLY_PLANNED = "only_planned"
    NOTHING_HAPPENED = "nothing_happened"
    NOT_CARRIED_OUT = "not_carried_out"
    # ---- why a document that serves does not count; as words of a finding ----
    NOT_READ = "not_read"
    ONLY_HEADING = "only_heading"
    OFFICE_NOT_SHOWN = "office_not_shown"
    SAID_BY_NAME = "said_by_name"
    ACTIVE_CONTENT = "active_content"
    EMPTY = "empty"
    FUTURE_DATE = "future_date"
    RECYCLED = "recycled"
    SIGNATURE_BROKEN = "signature_broken"
    UNDATED = "undated"
    UNDATED_PICTURE = "undated_picture"
    UNFINISHED = "unfinished"
    UNNUMBERED = "unnumbered"
    UNSIGNED = "unsigned"
    WRONG_UNIT = "wrong_unit"
    MADE_TOO_EARLY = "made_too_early"  # when
    PART_OF_PERIOD = "part_of_period"  # period
    PERIOD_DOUBTFUL = "period_doubtful"  # period, when
    PERIOD_UNKNOWN = "period_unknown"  # when
    PERIOD_NOT_NAMED = "period_not_named"
    EVENT_DOUBTFUL = "event_doubtful"  # companions: titles of requirements
    NONE_AFTER = "none_after"  # day
    ANSWERS_OTHER_NUMBER = "answers_other_number"  # number
    ANSWERS_OTHER_DAY = "answers_other_day"  # day
    ONLY_NUMBERS_DIFFER = "only_numbers_differ"
    HARDLY_MORE_DIFFERS = "hardly_more_differs"


# Nothing says whose the document is; a letterhead that is a picture leaves it like that.
OWNERLESS = frozenset({ReasonCode.NO_OFFICE, ReasonCode.NO_AUTHOR})


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        code: which.
        values: what its sentence names, by the names that stand beside the code.
    """

    code: ReasonCode
    values: Mapping[str, ReasonValue] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.code, frozenset(self.values.items())))
