"""Slots of a document's own number, and what tells the number of another document."""

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["NumberWords"]


class NumberWords(Section):
    """Words around numbers. Rules that take a number have it in group `value`.

    Attributes:
        slot: a slot at the start of a line, with the groups `label` and `colon`.
        short_label: a label that may also head a column of a table.
        in_row: the slot in a row of a table.
        next_cell: the cell behind it.
        inline: a slot further to the right.
        citing_lead: what before such a slot shows that it is cited.
        in_heading: a number on the line of the heading.
        document_slot: a slot that is the document's own by its label.
        stop: what ends a number.
        next_column: where the next column begins.
        other_label: labels of other numbers.
        sentence: a value that goes on as a sentence.
        citing: the end of a line that cites a document by its number.
        address: a line of an address.
        body: where the body of a document begins.
        gazette: the gazette in which a regulation is printed.
        attachment: the line of the attachments.
        about: the word below which no number of a heading comes any more.
        year_words: words for a year in a number, in capitals.
        year_word: the one that is written out for all of them.
        regulation: how a regulation is numbered, with the groups `no` and `year`.
        short_year: a word for a year that is written out.
        court: a number up to the court behind it.
        in_name: a number in a file name, with the groups `number` and `year`.
    """

    slot: Rule = NOTHING
    short_label: Rule = NOTHING
    in_row: Rule = NOTHING
    next_cell: Rule = NOTHING
    inline: Rule = NOTHING
    citing_lead: Rule = NOTHING
    in_heading: Rule = NOTHING
    document_slot: Rule = NOTHING
    stop: Rule = NOTHING
    next_column: Rule = NOTHING
    other_label: Rule = NOTHING
    sentence: Rule = NOTHING
    citing: Rule = NOTHING
    address: Rule = NOTHING
    body: Rule = NOTHING
    gazette: Rule = NOTHING
    attachment: Rule = NOTHING
    about: Rule = NOTHING
    year_words: tuple[str, ...] = ()
    year_word: str = ""
    regulation: Rule = NOTHING
    short_year: Rule = NOTHING
    court: Rule = NOTHING
    in_name: Rule = NOTHING
