"""What shows that a document is a form, a draft, or signed."""

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["FinishWords"]


class FinishWords(Section):
    """Marks of unfinished and of signed documents.

    Attributes:
        placeholder: a slot of a template with its name in it.
        dotted_slot: a line with dots where something is to be written in.
        contents_head: the head of a table of contents.
        contents_line: a line of one, with its dots.
        list_head: the head of an attendance list.
        list_closes: what stands below its rows.
        draft_line: a line that is nothing but the word for a draft.
        draft_heading: a heading that begins with it.
        draft_name: a file name that bears it, in capitals with blanks for signs.
        electronic: the notice of an electronic signature.
        typed_mark: what somebody typed where a signature goes.
    """

    placeholder: Rule = NOTHING
    dotted_slot: Rule = NOTHING
    contents_head: Rule = NOTHING
    contents_line: Rule = NOTHING
    list_head: Rule = NOTHING
    list_closes: Rule = NOTHING
    draft_line: Rule = NOTHING
    draft_heading: Rule = NOTHING
    draft_name: Rule = NOTHING
    electronic: Rule = NOTHING
    typed_mark: Rule = NOTHING
