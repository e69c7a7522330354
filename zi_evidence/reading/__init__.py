"""Bytes to text and structure, in processes that may die of them.

`Pool` runs a task over files in killable workers; `read_bytes` is what a worker does with one file. No parser
is imported by importing this package, and its own modules only when a name is used: a worker starts as often
as a document kills one.
"""

from typing import TYPE_CHECKING

from zi_evidence.lazy import attach

if TYPE_CHECKING:
    from zi_evidence.reading.clean import clean_line as clean_line
    from zi_evidence.reading.clean import clean_text as clean_text
    from zi_evidence.reading.jobs import turn as turn
    from zi_evidence.reading.limits import DEFAULT as DEFAULT
    from zi_evidence.reading.limits import Limits as Limits
    from zi_evidence.reading.outcomes import failure_reading as failure_reading
    from zi_evidence.reading.outcomes import reading_from_answer as reading_from_answer
    from zi_evidence.reading.pool import Answer as Answer
    from zi_evidence.reading.pool import Job as Job
    from zi_evidence.reading.pool import Outcome as Outcome
    from zi_evidence.reading.pool import Pool as Pool
    from zi_evidence.reading.reader import read_bytes as read_bytes
    from zi_evidence.reading.wire import BadAnswer as BadAnswer
    from zi_evidence.reading.wire import check_reading as check_reading
    from zi_evidence.reading.wire import dump_reading as dump_reading
    from zi_evidence.reading.wire import parse_reading as parse_reading

__all__, __getattr__, __dir__ = attach(
    __name__,
    {
        "clean": ("clean_line", "clean_text"),
        "jobs": ("turn",),
        "limits": ("DEFAULT", "Limits"),
        "outcomes": ("failure_reading", "reading_from_answer"),
        "pool": ("Answer", "Job", "Outcome", "Pool"),
        "reader": ("read_bytes",),
        "wire": ("BadAnswer", "check_reading", "dump_reading", "parse_reading"),
    },
)
