"""What a document is about, as its top says it: letterheads, headings that name no subject, labels of subjects."""

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["Subjects"]


class Subjects(Section):
    """The words around subjects.

    Attributes:
        letterhead: what a line of a letterhead begins with, besides public bodies: places, levels, numbers.
        address: the beginning of an address, which ends a letterhead.
        bare: words that name the kind of a document and no subject; a heading of these alone goes on below.
        speech: words of a heading that only says that a speech follows.
        joining: words with which a broken line of a letterhead goes on in the next.
        subject: a labelled subject line, what it is about as the first group.
        invitation: a subject line that says no more than that it invites.
        purpose: what an invitation is for, in its first sentence, as the first group.
        meeting: a first line in plain letters that says what a meeting was about.
        beside: a line among those of a heading that is no part of it: a number, what the document rests on.
        own_words: words of their own that look like a typing error of another word.
        area: the name of a folder that only carries the number of an area, normalised; the number as the first group.
        area: Rule = NOTHING
    """

    letterhead: tuple[str, ...] = ()
    address: Rule = NOTHING
    bare: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    joining: tuple[str, ...] = ()
    subject: Rule = NOTHING
    invitation: Rule = NOTHING
    purpose: Rule = NOTHING
    meeting: Rule = NOTHING
    beside: Rule = NOTHING
    own_words: frozenset[str] = frozenset()
    area: Rule = NOTHING
