"""Bytes to text and structure, in processes that may die of them.

`Pool` runs a task over files in killable workers; `read_bytes` is what a worker does with one file. No parser is
imported by importing this package.
"""

from zi_evidence.reading.clean import clean_line, clean_text
from zi_evidence.reading.limits import DEFAULT, Limits
from zi_evidence.reading.outcomes import failure_reading, reading_from_answer
from zi_evidence.reading.pool import Answer, Job, Outcome, Pool
from zi_evidence.reading.reader import read_bytes
from zi_evidence.reading.wire import BadAnswer, check_reading, dump_reading, parse_reading

__all__ = [
    "DEFAULT",
    "Answer",
    "BadAnswer",
    "Job",
    "Limits",
    "Outcome",
    "Pool",
    "check_reading",
    "clean_line",
    "clean_text",
    "dump_reading",
    "failure_reading",
    "parse_reading",
    "read_bytes",
    "reading_from_answer",
]
