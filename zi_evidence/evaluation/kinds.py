"""What the kinds of documents mean while one report is made: the flags of its lexicon, asked for by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from zi_evidence.lexicon import Kinds, load_lexicon
from zi_evidence.model import Facts

__all__ = ["has_flag", "judging_by", "known_kinds"]

_JUDGED_BY: ContextVar[Kinds | None] = ContextVar("judged_by", default=None)


@contextmanager
def judging_by(kinds: Kinds) -> Iterator[None]:
    """Judges by these kinds while it is open; without it the kinds of Indonesian offices hold."""
    token = _JUDGED_BY.set(kinds)
    try:
        yield
    finally:
        _JUDGED_BY.reset(token)


def known_kinds() -> Kinds:
    """The kinds that are judged by."""
    return _JUDGED_BY.get() or load_lexicon().kinds


def has_flag(facts: Facts | None, *flags: str) -> bool:
    """Whether a document is of a kind that has one of the flags; not where nothing is known of it.

    Raises:
        KeyError: there is no such flag.
    """
    kinds = known_kinds()
    return facts is not None and any(facts.kind.value in kinds.having(flag) for flag in flags)
