"""When a picture is of: nobody reads it, so its name and its folder say it, and a name of sending hardly does.

WhatsApp and its like name a picture after the day it was sent. It was taken on that day or before, so the day is a
bound and a hint, no date: a folder that names a time tells more, unless it begins after the picture was sent.
"""

import datetime as dt
import re

from zi_evidence.evaluation.folders import folder_days
from zi_evidence.evaluation.kinds import known_kinds
from zi_evidence.evaluation.spans import Days, own_date
from zi_evidence.matching.pictured import is_pictured_paper
from zi_evidence.model import Document, Match
from zi_evidence.periods import Rhythm, slot_of

__all__ = ["days_shown", "is_photo", "is_picture", "near_another_period", "sent_day"]

_SENT = re.compile(r"whatsapp|-WA\d{3,}|^(?:photo|signal)[-_ ](?:19|20)\d\d", re.IGNORECASE)
# A picture is mostly sent within a week; one of the first week of a quarter may show the quarter before.
_SENT_LATER = dt.timedelta(days=7)


def is_picture(document: Document) -> bool:
    """Whether it is a picture, which nobody reads: its name says what it shows."""
    return document.media_type.startswith("image/")


def is_photo(document: Document, match: Match) -> bool:
    """Whether a match takes it as a picture of something seen; a paper in a picture is still to be read."""
    return (
        is_picture(document)
        and match.by_content
        and not is_pictured_paper(document.facts, document.path, known_kinds())
    )


def sent_day(document: Document) -> dt.date | None:
    """The day on which a picture was sent, where its name is that of a program that sends pictures."""
    date = own_date(document.facts)
    if not is_picture(document) or not date or date[0] != date[1]:
        return None
    return date[0] if _SENT.search(document.path.rpartition("/")[2]) else None


def days_shown(document: Document) -> Days | None:
    """The days that a picture can be of; `None` where neither name nor folder says any."""
    date, sent = own_date(document.facts), sent_day(document)
    if date and not sent:
        return date
    named = folder_days(document.path.rpartition("/")[0])
    if named and (sent is None or named[0][0] <= sent):
        return named[0]
    return date


def near_another_period(sent: dt.date, rhythm: Rhythm) -> bool:
    """Whether a picture that was sent on a day may well show the period before."""
    return slot_of(sent - _SENT_LATER, rhythm) != slot_of(sent, rhythm)
