"""Reading and facts of one file together: made in the worker, sent as JSON, validated on arrival."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from zi_evidence.facts import extract_facts
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.likeness import Look, look_of
from zi_evidence.model import DocumentStatus, Facts, Reading
from zi_evidence.model.reasons import is_program_fault, reason, without
from zi_evidence.reading import Limits, check_reading, read_bytes
from zi_evidence.reading.task import preload as preload_parsers

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = [
    "Understood",
    "document_status",
    "facts_of",
    "parse_understood",
    "preload",
    "task_of",
    "understand",
    "understanding_by",
    "with_facts",
]


# Enough to tell two long reports apart; all of it would cost more than it says.
_SHAPED_CHARS = 200_000


@dataclass(frozen=True, slots=True)
class Understood:
    """One file's reading, its facts where there are any, and the look of its text."""

    reading: Reading
    facts: Facts | None
    look: Look = field(default_factory=Look)


@cache
def _adapter() -> "TypeAdapter[Understood]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - only who reads files pays for it

    return TypeAdapter(Understood)


def facts_of(reading: Reading, name: str, lexicon: Lexicon | None = None) -> Facts:
    """Facts of a document from its reading and its file name."""
    return extract_facts(
        [page.text for page in reading.pages],
        name=name,
        metadata=reading.metadata,
        image_pages=[n for n, page in enumerate(reading.pages, 1) if page.image_only],
        signatures=reading.signatures,
        flags=reading.flags,
        lexicon=lexicon,
    )


def with_facts(reading: Reading, name: str, lexicon: Lexicon | None = None) -> Understood:
    """The reading with its facts; a fault in finding facts is told and never costs the reading."""
    if is_program_fault(reading.reason):
        reading = replace(reading, reason=without(reading.reason, "facts_failed"))
    # The little text of a paper that is mostly pictures may be the same stamp on different papers.
    seen = not any(page.image_only for page in reading.pages)
    try:
        look = look_of(" ".join(page.text for page in reading.pages)[:_SHAPED_CHARS]) if seen else Look()
        return Understood(reading, facts_of(reading, name, lexicon), look)
    except Exception as error:  # noqa: BLE001 - whatever it was, the text itself is sound
        why = reason("facts_failed", detail=type(error).__name__)
        return Understood(replace(reading, reason=f"{reading.reason} {why}".lstrip()), None)


def document_status(reading: Reading) -> DocumentStatus:
    """The status of a file with this reading: it waits for a mended program where facts could not be found."""
    return DocumentStatus.PENDING if is_program_fault(reading.reason) else reading.status


def understand(data: bytes, name: str, limits: Limits, lexicon: Lexicon | None = None) -> bytes:
    """What a worker does with one file's bytes; answers with the JSON of an `Understood`."""
    understood = with_facts(read_bytes(data, limits=limits), name, lexicon)
    return _adapter().dump_json(understood, exclude_defaults=True)


def understanding_by(pack: str) -> Callable[[bytes, str, Limits], bytes]:
    """The task of a worker that finds facts by another pack of words than the default one."""
    lexicon = load_lexicon(pack)
    lexicon.load()
    return partial(understand, lexicon=lexicon)


def task_of(lexicon: Lexicon | None) -> str:
    """The name of the task by which a pool of workers understands files."""
    if lexicon is None or lexicon is load_lexicon():
        return "zi_evidence.index.understanding:understand"
    return f"zi_evidence.index.understanding:understanding_by:{lexicon.folder}"


def parse_understood(body: bytes) -> Understood:
    """Validates a worker's answer.

    Raises:
        ValueError: the answer is not what a worker of this version sends.
    """
    understood = _adapter().validate_json(body, strict=True)
    check_reading(understood.reading)
    return understood


def preload() -> None:
    """Imports what every file needs; called once when a worker starts."""
    preload_parsers()
    load_lexicon().load()
    _adapter()
