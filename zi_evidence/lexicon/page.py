"""How a page of an official document is laid out: labels, what starts a line, lunar dates, the law over a form."""

import re
from functools import cached_property

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["PageWords"]


class PageWords(Section):
    """Words by which lines are told and mended.

    Attributes:
        label: a word before a colon in the head of a letter, minutes or the table of a procedure.
        line_start: a blank before words that start a line on paper.
        anchor: how a page says that something is enacted.
        anchor_pieces: plain pieces one of which is in every text that `anchor` finds.
        lunar: a lunar date beside a solar one.
        solar: the letter behind a solar date that says so.
        colon_as_digit: a slot whose colon was read as a digit; `hal` only counts below another slot.
        slot_above: such another slot.
        form_law: the head of an annex in which a form is prescribed.
        law: how the name of a regulation begins.
        form: the name of a form.
    """

    label: Rule = NOTHING
    line_start: Rule = NOTHING
    anchor: Rule = NOTHING
    anchor_pieces: tuple[str, ...] = ()
    lunar: Rule = NOTHING
    solar: Rule = NOTHING
    colon_as_digit: Rule = NOTHING
    slot_above: Rule = NOTHING
    form_law: Rule = NOTHING
    law: Rule = NOTHING
    form: Rule = NOTHING

    @cached_property
    def labelled(self) -> re.Pattern[str]:
        """A line that begins with a label."""
        return re.compile(rf"(?:{self.label.pattern.pattern})\b", re.IGNORECASE)
