"""Names of a package that are loaded from their modules when they are first used."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["attach"]


def attach(
    package: str, homes: Mapping[str, tuple[str, ...]]
) -> tuple[list[str], Callable[[str], object], Callable[[], list[str]]]:
    """Returns `__all__`, `__getattr__` and `__dir__` of a package whose names live in its modules.

    Args:
        package: its name, `__name__` where it is called.
        homes: module below the package -> names that are loaded from it. Type checkers need the same names
            imported under `if TYPE_CHECKING:`.
    """
    home_of = {name: f"{package}.{module}" for module, names in homes.items() for name in names}
    names = sorted(home_of)

    def load(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(home_of[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return names, load, names.copy
