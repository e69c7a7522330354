"""Every outcome of a job as a reading, so that each file has exactly one status with a reason."""

from zi_evidence.model import DocumentStatus, Reading
from zi_evidence.reading.pool import Answer, Outcome
from zi_evidence.reading.sniff import UNKNOWN
from zi_evidence.reading.wire import BadAnswer, parse_reading

__all__ = ["failure_reading", "reading_from_answer"]

_FAILURES = {
    Outcome.TIMEOUT: (DocumentStatus.TIMEOUT, "Pembacaan dihentikan karena terlalu lama."),
    Outcome.MEMORY: (
        DocumentStatus.TOO_LARGE,
        "Pembacaan dihentikan karena memakan terlalu banyak memori.",
    ),
    Outcome.CRASHED: (
        DocumentStatus.DAMAGED,
        "Pembacaan gagal: isi berkas membuat pembaca berhenti.",
    ),
    Outcome.BAD_ANSWER: (DocumentStatus.DAMAGED, "Pembacaan gagal: jawaban pembaca tidak sah."),
    Outcome.CHANGED: (DocumentStatus.PENDING, "Berkas berubah selagi dibaca; dibaca lagi nanti."),
    Outcome.TOO_LARGE: (DocumentStatus.TOO_LARGE, "Berkas melebihi batas ukuran."),
    Outcome.UNOPENABLE: (DocumentStatus.PENDING, "Berkas tidak dapat dibuka; dicoba lagi nanti."),
}


def failure_reading(outcome: Outcome, reason: str = "") -> Reading:
    """Return the reading of a file whose job did not end well.

    Args:
        outcome: anything but `ok` and `known`.
        reason: the technical reason, added in brackets.

    Raises:
        ValueError: the outcome is no failure.
    """
    if outcome not in _FAILURES:
        raise ValueError(f"{outcome} is no failure")
    status, sentence = _FAILURES[outcome]
    return Reading(
        status=status,
        media_type=UNKNOWN,
        reason=f"{sentence} ({reason})" if reason else sentence,
    )


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
