"""requirements.lock names exact versions with hashes, covers what pyproject.toml asks for, and names no host."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ENTRY = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==([^\s;]+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)


def asked() -> set[str]:
    """Names that the package and the development group ask for, as the lock writes them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {re.split(r"[<>=!~\[; ]", entry, maxsplit=1)[0].lower().replace("_", "-") for entry in wanted}


def test_every_line_is_an_exact_version_with_hashes() -> None:
    assert "".join(f"{entry[0]}\n" for entry in ENTRY.finditer(LOCK)) == LOCK


def test_the_lock_holds_all_that_is_asked_for() -> None:
    assert asked() <= {entry[1] for entry in ENTRY.finditer(LOCK)}
