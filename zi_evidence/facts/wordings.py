"""What the wording of a title, a name or a quotation says of a document beyond its facts.

The words are data (`lexicon/id/wordings.yaml`); each function answers one question about them.
"""

from zi_evidence.lexicon import Lexicon
from zi_evidence.model import Facts
from zi_evidence.text import normalise

__all__ = [
    "is_about_its_maker",
    "is_nil",
    "is_planned",
    "is_recap",
    "is_sent_picture",
    "names_reporting_window",
    "names_several_days",
    "reports_by_month",
]


def _title(facts: Facts) -> str:
    return facts.title.value if facts.title else ""


def is_planned(facts: Facts, lexicon: Lexicon) -> bool:
    """Whether the title names what is still to be done."""
    return bool(lexicon.wordings.planned.find(_title(facts)))


def is_recap(facts: Facts, lexicon: Lexicon) -> bool:
    """Whether the title is that of a list of what was."""
    return bool(lexicon.wordings.recap.find(_title(facts))) and not is_planned(facts, lexicon)


def is_nil(facts: Facts, lexicon: Lexicon) -> bool:
    """Whether it reports that there was nothing: such reports rightly read the same each time."""
    return bool(lexicon.wordings.nil.find(_title(facts)))


def reports_by_month(facts: Facts, lexicon: Lexicon) -> bool:
    """Whether the month that a document names is the one it reports on, not the one in which it was made."""
    words = facts.period.quote.words if facts.period else ""
    return bool(lexicon.wordings.by_month.find(f"{_title(facts)} {words}"))


def names_reporting_window(facts: Facts, name: str, lexicon: Lexicon) -> bool:
    """Whether the title or the file name is that of a window of reports, whatever month it bears."""
    return bool(lexicon.wordings.reporting_window.find(f"{_title(facts)} {name}"))


def names_several_days(words: str, lexicon: Lexicon) -> bool:
    """Whether the words of an event name several days."""
    return bool(lexicon.wordings.several_days.find(words))


def is_sent_picture(name: str, lexicon: Lexicon) -> bool:
    """Whether a program named a picture after the day on which it was sent."""
    return bool(lexicon.wordings.sent_picture.find(name))


def is_about_its_maker(facts: Facts, lexicon: Lexicon) -> bool:
    """Whether the title says that it is about the office that made it, not about all offices below that one."""
    title, below = normalise(_title(facts)), lexicon.wordings.offices_below
    names = filter(None, (normalise(one.value) for one in facts.units))
    return any(name in title and not any(map(below.find, title.split(name)[:-1])) for name in names)
