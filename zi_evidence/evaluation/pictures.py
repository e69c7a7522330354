"""When a picture is of: nobody reads it, so its name and its folder say it, and a name of sending hardly does.

WhatsApp and its like name a picture after the day it was sent. It was taken on that day or before, so the day is a
bound and a hint, no date: a folder that names a time tells more, unless it begins after the picture was sent.
"""

import datetime as dt

from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.days import Days
from zi_evidence.evaluation.folders import folder_days
from zi_evidence.evaluation.spans import own_date
from zi_evidence.facts.wordings import is_sent_picture
from zi_evidence.matching.pictured import is_pictured_paper
from zi_evidence.model import Document, Match
from zi_evidence.periods import Rhythm, slot_of

__all__ = ["days_shown", "is_photo", "is_picture", "near_another_period", "sent_day"]


def is_picture(document: Document) -> bool:
    """Whether it is a picture, which nobody reads: its name says what it shows."""
    return document.media_type.startswith("image/")


def is_photo(document: Document, match: Match, given: Circumstances) -> bool:
    """Whether a match takes it as a picture of something seen; a paper in a picture is still to be read."""
    return (
        is_picture(document)
        and match.by_content
        and not is_pictured_paper(document.facts, document.path, given.kinds)
    )


def sent_day(document: Document, given: Circumstances) -> dt.date | None:
    """The day on which a picture was sent, where its name is that of a program that sends pictures."""
    date = own_date(document.facts)
    if not is_picture(document) or not date or date[0] != date[1]:
        return None
    return date[0] if is_sent_picture(document.path.rpartition("/")[2], given.lexicon) else None


def days_shown(document: Document, given: Circumstances) -> Days | None:
    """The days that a picture can be of; `None` where neither name nor folder says any."""
    date, sent = own_date(document.facts), sent_day(document, given)
    if date and not sent:
        return date
    named = folder_days(document.path.rpartition("/")[0], given.lexicon)
    if named and (sent is None or named[0][0] <= sent):
        return named[0]
    return date


def near_another_period(sent: dt.date, rhythm: Rhythm, given: Circumstances) -> bool:
    """Whether a picture that was sent on a day may well show the period before: it is mostly sent within a week."""
    return slot_of(sent - given.time("picture_sent_later"), rhythm) != slot_of(sent, rhythm)
