"""Every outcome of a job as a reading, so that each file has exactly one status with a reason."""

from zi_evidence.model import DocumentStatus, Reading
from zi_evidence.model.reasons import reason
from zi_evidence.reading.clean import clean_line
from zi_evidence.reading.pool import Answer, Outcome
from zi_evidence.reading.sniff import UNKNOWN
from zi_evidence.reading.wire import BadAnswer, parse_reading

__all__ = ["failure_reading", "reading_from_answer"]

_FAILURES = {
    Outcome.TIMEOUT: (DocumentStatus.TIMEOUT, "timed_out"),
    Outcome.MEMORY: (DocumentStatus.TOO_LARGE, "out_of_memory"),
    Outcome.CRASHED: (DocumentStatus.DAMAGED, "reader_ended"),
    Outcome.BAD_ANSWER: (DocumentStatus.DAMAGED, "answer_invalid"),
    Outcome.CHANGED: (DocumentStatus.PENDING, "changed_meanwhile"),
    Outcome.TOO_LARGE: (DocumentStatus.TOO_LARGE, "over_the_limit"),
    Outcome.UNOPENABLE: (DocumentStatus.PENDING, "unopenable"),
}
# Their codes say all that the technical words would.
_PLAIN = (Outcome.CHANGED,)


def failure_reading(outcome: Outcome, detail: str = "") -> Reading:
    """Return the reading of a file whose job did not end well.

    Args:
        outcome: anything but `ok` and `known`.
        detail: the technical reason, shown in brackets.

    Raises:
        ValueError: the outcome is no failure.
    """
    if outcome not in _FAILURES:
        raise ValueError(f"{outcome} is no failure")
    status, code = _FAILURES[outcome]
    told = "" if outcome in _PLAIN else clean_line(detail)
    return Reading(status=status, media_type=UNKNOWN, reason=reason(code, detail=told))


def reading_from_answer(answer: Answer) -> Reading:
    """Return the reading an answer of the plain reading task holds, whatever its outcome.

    A body that is no reading is a broken answer like any other.
    """
    if answer.outcome is not Outcome.OK:
        return failure_reading(answer.outcome, answer.reason)
    try:
        return parse_reading(answer.body)
    except BadAnswer as error:
        return failure_reading(Outcome.BAD_ANSWER, str(error))
