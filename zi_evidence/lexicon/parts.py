"""Several documents in one file: what shows that one opens on a page, goes on, or ended above."""

from typing import Final, Self

from pydantic import Field, model_validator

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["EVIDENCES", "PartWords"]

# What may be said of a page; a pack states the weight of each.
EVIDENCES: Final = frozenset(
    {
        "title", "leading_heading", "period", "same_number", "own_number", "letterhead", "letter", "dated",
        "other_day", "same_heading", "slide", "goes_on", "repeated_line", "first_page", "later_page_of",
        "later_page", "last_page_above", "not_last_page_above", "signed_above", "open_sentence_above",
        "report_in_signed_report", "report_in_report", "undated_behind_annex",
    }
)  # fmt: skip


class PartWords(Section):
    """Marks of pages.

    Attributes:
        enough: the sum of weights from which a page opens a document.
        weights: evidence -> what it adds, below zero where it speaks against a new document.
        hints: plain pieces one of which, or a line in capitals, is on every page that opens a document.
        belongs: what a page of the document before begins with.
        notice: the notice of a signing service over a page.
        page_of: a printed page number, group `page`, with that of all pages, group `of`.
        page_number: one alone, in group `between` or `before`.
        table_head: the head of a table.
        signing: a page that begins with the signature of the text above.
        post: the post of who signs there.
        citing: a line that cites a document.
        period: a period in a title.
        addressed: the addressee of a letter.
        dated: a slot or dateline with a date.
        closed_by: how a document ends.
        open_end: a sentence that goes on on the next page.
        chapter: a chapter of a report: groups `front`, `number` or `end`.
        annex: the first line of an annex.
        closing: how the text of a document ends, in a file without pages.
        enclosed_number: the number of a document that is enclosed there.
    """

    enough: int = 0
    weights: dict[str, int] = Field(default_factory=dict)
    hints: tuple[str, ...] = ()
    belongs: Rule = NOTHING
    notice: Rule = NOTHING
    page_of: Rule = NOTHING
    page_number: Rule = NOTHING
    table_head: Rule = NOTHING
    signing: Rule = NOTHING
    post: Rule = NOTHING
    citing: Rule = NOTHING
    period: Rule = NOTHING
    addressed: Rule = NOTHING
    dated: Rule = NOTHING
    closed_by: Rule = NOTHING
    open_end: Rule = NOTHING
    chapter: Rule = NOTHING
    annex: Rule = NOTHING
    closing: Rule = NOTHING
    enclosed_number: Rule = NOTHING

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.weights and (odd := EVIDENCES.symmetric_difference(self.weights)):
            raise ValueError(f"weights: exactly one for each evidence; odd are {', '.join(sorted(odd))}")
        return self
