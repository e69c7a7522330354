"""A reading as it travels from a worker to its parent: JSON, checked at the border."""

import dataclasses
import functools
import re
from typing import TYPE_CHECKING, Any

from zi_evidence.model import DocumentStatus, Reading
from zi_evidence.model.reasons import is_reason
from zi_evidence.reading.clean import clean_line, clean_text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["FLAGS", "BadAnswer", "check_reading", "dump_reading", "parse_reading"]

FLAGS = frozenset(
    {
        "comments",
        "embedded",
        "external",
        "hidden_text",
        "javascript",
        "launch",
        "low_confidence",
        "macro",
        "ocr",
        "tracked_changes",
        "truncated",
        "xfa",
    }
)
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,100}", re.ASCII)
_MAX_PAGES = 200_000
_MAX_LINE = 1000


class BadAnswer(ValueError):
    """A worker's answer does not say what an answer may say."""


def dump_reading(reading: Reading) -> bytes:
    """Return the reading as compact JSON bytes."""
    return bytes(_adapter().dump_json(reading))


def parse_reading(body: bytes) -> Reading:
    """Return the reading that the JSON bytes hold.

    Raises:
        BadAnswer: not JSON, not a reading, or one that no honest worker sends.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - the import costs more than the room itself

    try:
        reading = _adapter().validate_json(body, strict=True)
    except (ValidationError, ValueError, RecursionError) as error:
        raise BadAnswer(clean_line(str(error))) from error
    return check_reading(reading)


def check_reading(reading: Reading) -> Reading:
    """Return the reading if its values are within what a reader makes.

    Raises:
        BadAnswer: they are not.
    """
    problem = _problem(reading)
    if problem:
        raise BadAnswer(problem)
    return reading


def _problem(reading: Reading) -> str:
    if reading.status is DocumentStatus.PENDING:
        return "a worker cannot know a file to be pending"
    if _MEDIA_TYPE.fullmatch(reading.media_type) is None:
        return "media type"
    if not FLAGS.issuperset(reading.flags) or list(reading.flags) != sorted(set(reading.flags)):
        return "flags"
    if reading.page_count is not None and not 0 <= reading.page_count <= 10_000_000:
        return "page count"
    if len(reading.pages) > _MAX_PAGES or len(reading.signatures) > _MAX_LINE:
        return "too many pages"
    lines: list[str] = [reading.reason, reading.engine]
    lines += [getattr(reading.metadata, field.name) for field in dataclasses.fields(reading.metadata)]
    for signature in reading.signatures:
        lines += [signature.name, signature.time, signature.state, signature.later_changes]
    if any(len(line) > _MAX_LINE or "\n" in line or clean_text(line) != line for line in lines):
        return "a line is too long or not clean"
    for page in reading.pages:
        if not 0.0 <= page.confidence <= 1.0:
            return "confidence"
        if clean_text(page.text) != page.text:
            return "a page's text is not clean"
    if not is_reason(reading.reason):
        return "no reason that is known"
    if reading.status is not DocumentStatus.READ and not reading.reason:
        return "a status without a reason"
    return ""


@functools.cache
def _adapter() -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - see above

    return TypeAdapter(Reading)
