"""Every error this library raises on purpose, each with its exit code and its advice.

The command line maps an error to its exit code in one place; a program that embeds the library catches
`EvidenceError` and reads `exit_code` and `hint`.
"""

from enum import IntEnum

__all__ = [
    "ChecklistError",
    "EvidenceError",
    "ExitCode",
    "IndexDamaged",
    "IndexLocked",
    "LexiconError",
    "OutputFailed",
    "SourceUnavailable",
    "UnitError",
    "UsageError",
]


class ExitCode(IntEnum):
    """What the command line answers to the shell. Stable for users.

    `PASS`: nothing to object to. `FINDINGS`: the gate is closed. `USAGE`: the call, the unit file or the
    checklist is wrong. `COULD_NOT_LOOK`: nothing may be concluded; try again. `BUG`: a fault of the program.
    `INTERRUPTED`: somebody ended it.
    """

    PASS = 0
    FINDINGS = 1
    USAGE = 2
    COULD_NOT_LOOK = 3
    BUG = 70
    INTERRUPTED = 130


class EvidenceError(Exception):
    """Base of the family: what is wrong, where, and what to do about it.

    Args:
        message: what is wrong, one line, names the file where there is one.
        hint: what the person should do next, one line.
    """

    exit_code: ExitCode = ExitCode.COULD_NOT_LOOK

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(EvidenceError):
    """The call itself cannot be carried out: a wrong option, a folder that does not exist."""

    exit_code = ExitCode.USAGE


class _LocatedError(EvidenceError):
    """A fault at a place in a file, printed as `file:line:column: reason (hint)`."""

    exit_code = ExitCode.USAGE

    def __init__(
        self, reason: str, *, file: str = "", line: int = 0, column: int = 0, hint: str = ""
    ) -> None:
        place = f"{file}:{line}:{column}: " if line else f"{file}: " if file else ""
        super().__init__(f"{place}{reason}", hint=hint)
        self.reason = reason
        self.file = file
        self.line = line
        self.column = column


class ChecklistError(_LocatedError):
    """A checklist that cannot be used, with all its faults.

    `faults` holds one `ChecklistError` a fault when several were found at once; the error itself is
    then the first of them.
    """

    faults: "tuple[ChecklistError, ...]" = ()


class LexiconError(_LocatedError):
    """A pack of words that cannot be used; the place is a key, or a line where the file is no YAML."""


class UnitError(_LocatedError):
    """A unit file that cannot be used."""


class SourceUnavailable(EvidenceError):
    """The unit folder could not be looked at as a whole; nothing may be concluded from it."""


class IndexLocked(EvidenceError):
    """Another process is writing this index."""


class IndexDamaged(EvidenceError):
    """The index file cannot be used: damaged, or written by a newer version."""


class OutputFailed(EvidenceError):
    """A report or the index could not be written; what stood there before still stands."""
