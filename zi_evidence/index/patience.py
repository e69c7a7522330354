"""A limit on how long a folder may take to answer: a dead server holds up whoever asks, for as long as it likes."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["Asked", "within"]

_Answer = TypeVar("_Answer")


class Asked(Generic[_Answer]):
    """A question that is asked in a thread of its own, which ends with the process at the latest.

    Args:
        question: what is asked; what it raises is raised by `answer`.

    Raises:
        RuntimeError: the system has no thread left.
    """

    def __init__(self, question: Callable[[], _Answer]) -> None:
        self._question = question
        self._answers: list[_Answer] = []
        self._errors: list[Exception] = []
        self._thread = threading.Thread(target=self._ask, name="asking", daemon=True)
        self._thread.start()

    def _ask(self) -> None:
        try:
            self._answers.append(self._question())
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the answer
            self._errors.append(error)

    def waits(self) -> bool:
        """Whether there is no answer yet."""
        return self._thread.is_alive()

    def answer(self, seconds: float) -> _Answer:
        """Waits for the answer.

        Raises:
            TimeoutError: there was none within so many seconds.
            Exception: what the question raised.
        """
        self._thread.join(seconds)
        if self._errors:
            raise self._errors[0]
        if not self._answers:
            raise TimeoutError
        return self._answers[0]


def within(seconds: float, question: Callable[[], _Answer]) -> _Answer:
    """The answer to a question that may never be answered; raises like `Asked.answer`."""
    return Asked(question).answer(seconds)
