"""How titles, names and quotations say what a document is about: the past or a plan, one day or several, nothing."""

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["Wordings"]


class Wordings(Section):
    """Words that tell more of a document than its kind does.

    Attributes:
        recap: a title of a list of what was, whatever kind of document it is.
        planned: a title that names what is still to be done.
        by_month: words that make a month the one that is reported on, not the one in which the report was made.
        reporting_window: a window of reports that is named after its last month, in a title or a name.
        several_days: the words of an event that name several days, so that the first one is not the day of all.
        sent_picture: a file name that a program gave to a picture when it was sent.
        nil: a title of a report that there was nothing.
        offices_below: the end of a text before the name of an office, where all offices below it are meant.
    """

    recap: Rule = NOTHING
    planned: Rule = NOTHING
    by_month: Rule = NOTHING
    reporting_window: Rule = NOTHING
    several_days: Rule = NOTHING
    sent_picture: Rule = NOTHING
    nil: Rule = NOTHING
    offices_below: Rule = NOTHING
