"""Runs the command: here, where its answer and its code matter; in a process of its own, where the process matters.

A process of its own costs half a second. It is for what only a process shows: its exit code in the shell, signals,
closed or full outputs, another process's locks.
"""

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from zi_evidence.cli.entry import main

__all__ = ["run_apart", "run_here"]


def run_here(
    *arguments: object, cwd: Path | None = None, encoding: str = "utf-8", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Calls `main` in this process; code, stdout and stderr as of a process.

    Args:
        arguments: what stands behind `zi-evidence`.
        cwd: the folder to stand in meanwhile.
        encoding: what stdout is opened with, as by a locale; what is written is read as UTF-8.
        environment: variables to set meanwhile.
    """
    words = [str(argument) for argument in arguments]
    told, said = io.BytesIO(), io.BytesIO()
    out = io.TextIOWrapper(told, encoding=encoding, write_through=True)
    err = io.TextIOWrapper(said, encoding="utf-8", write_through=True)
    with (
        mock.patch.dict(os.environ, environment),
        chdir(cwd or Path.cwd()),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main(words)
    return subprocess.CompletedProcess(
        words, int(code), told.getvalue().decode("utf-8-sig"), said.getvalue().decode()
    )


def run_apart(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `python -m zi_evidence` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "zi_evidence", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )
