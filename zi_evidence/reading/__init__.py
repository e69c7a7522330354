"""Bytes to text and structure, in processes that may die of them.

`Pool` runs a task over files in killable workers; `read_bytes` is what a worker does with one file. No parser
is imported by importing this package, and its own modules only when a name is used: a worker starts as often
as a document kills one.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zi_evidence.reading.clean import clean_line, clean_text
    from zi_evidence.reading.jobs import turn
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
    "turn",
]

_HOMES = {
    "clean": ("clean_line", "clean_text"),
    "jobs": ("turn",),
    "limits": ("DEFAULT", "Limits"),
    "outcomes": ("failure_reading", "reading_from_answer"),
    "pool": ("Answer", "Job", "Outcome", "Pool"),
    "reader": ("read_bytes",),
    "wire": ("BadAnswer", "check_reading", "dump_reading", "parse_reading"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return a public name from its module, which is imported now."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
