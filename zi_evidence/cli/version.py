"""The version, and what a developer must know of a machine to understand a bug."""

from zi_evidence.version import __version__

__all__ = ["environment_block", "tool_version", "version_line"]

_LIBRARIES = ("pydantic", "pypdf", "pypdfium2", "python-docx", "lxml", "typer")


def tool_version() -> str:
    """The version of this package."""
    return __version__


def version_line() -> str:
    """What `--version` prints."""
    return f"zi-evidence {__version__}"


def environment_block() -> str:
    """Versions of everything that takes part, one a line."""
    # `--version` answers at once because these are imported by a bug report only.
    import platform  # noqa: PLC0415
    from importlib import metadata  # noqa: PLC0415

    lines = [version_line(), f"python {platform.python_version()}", platform.platform()]
    for name in _LIBRARIES:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} -")
    return "\n".join(lines)
