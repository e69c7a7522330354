"""Where the command starts and where every error ends: one line for people, one code for the shell.

stdout carries the answer only; progress, hints and errors go to stderr.
"""

import errno
import os
import sys

from zi_evidence.cli.early_end import end_quietly
from zi_evidence.errors import EvidenceError, ExitCode, OutputFailed
from zi_evidence.text import printable

__all__ = ["main"]

_NO_ROOM = frozenset({errno.ENOSPC, errno.EIO, errno.EFBIG})


def _prepare_streams() -> None:
    """A name that the terminal cannot show is written as an escape, never a crash."""
    if sys.stdout is None:  # closed by the caller: nobody wants the answer
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the process
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _report_error(error: EvidenceError) -> None:
    # A file that people write may have many faults; they want them all at once.
    faults: tuple[EvidenceError, ...] = getattr(error, "faults", ())
    for fault in faults or (error,):
        _say(f"zi-evidence: {printable(str(fault))}")


def _report_bug() -> None:
    """Keeps the traceback in a file that can be sent; the person sees one line."""
    import tempfile  # noqa: PLC0415 - only a bug needs these
    import traceback  # noqa: PLC0415

    from zi_evidence.cli.version import environment_block  # noqa: PLC0415
    from zi_evidence.i18n import tr  # noqa: PLC0415

    text = f"{environment_block()}\n{traceback.format_exc()}"
    try:
        descriptor, name = tempfile.mkstemp(prefix="zi-evidence-", suffix=".log")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        _say(text)
        name = "-"
    kind = sys.exc_info()[0]
    said = tr("a mistake of the program ({kind}); send this file to its makers: {file}")
    _say("zi-evidence: " + said.format(kind=kind.__name__ if kind else "?", file=name))


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit code; every error becomes a line and a code here."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["watch"]:
        end_quietly()
    _prepare_streams()
    if arguments == ["--version"]:
        # The version costs no import of the command line's library.
        from zi_evidence.cli.version import version_line  # noqa: PLC0415

        sys.stdout.write(version_line() + "\n")
        return ExitCode.PASS
    from zi_evidence.cli.language import chosen_language  # noqa: PLC0415 - the version needs no language
    from zi_evidence.i18n import speaking  # noqa: PLC0415 - same

    with speaking(chosen_language(arguments)):
        return _answered(arguments)


def _answered(arguments: list[str]) -> int:
    from zi_evidence.i18n import os_reason, tr  # noqa: PLC0415 - the version needs no language

    try:
        code = None
        if arguments[:1] == ["status"]:
            # Asked every few seconds by monitoring: answered without the command line's library.
            from zi_evidence.cli.quick_status import quick_status  # noqa: PLC0415

            code = quick_status(arguments[1:])
        if code is None:
            from zi_evidence.cli.app import run  # noqa: PLC0415 - heavy, and its errors belong here too

            code = run(arguments)
        sys.stdout.flush()
    except EvidenceError as error:
        _report_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        _say("zi-evidence: " + tr("stopped"))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`| head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.PASS
    except OSError as error:
        if error.errno not in _NO_ROOM or error.filename is not None:
            _report_bug()
            return ExitCode.BUG
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = tr("the output cannot be written: {reason}").format(reason=os_reason(error))
        _report_error(OutputFailed(reason, hint=tr("check the space on the disk")))
        return ExitCode.COULD_NOT_LOOK
    except Exception:  # noqa: BLE001 - the one boundary where everything unexpected ends
        _report_bug()
        return ExitCode.BUG
    return code


if __name__ == "__main__":
    sys.exit(main())
