"""The version, and what a developer must know of a machine to understand a bug."""

import platform
from importlib import metadata

__all__ = ["environment_block", "tool_version", "version_line"]

_LIBRARIES = ("pydantic", "pypdf", "pypdfium2", "python-docx", "lxml", "typer")


def tool_version() -> str:
    """The version of this package."""
    return metadata.version("zi-evidence")


def version_line() -> str:
    """What `--version` prints."""
    return f"zi-evidence {tool_version()}"


def environment_block() -> str:
    """Versions of everything that takes part, one a line."""
    lines = [version_line(), f"python {platform.python_version()}", platform.platform()]
    for name in _LIBRARIES:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} -")
    return "\n".join(lines)
