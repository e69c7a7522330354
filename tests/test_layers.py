"""Imports go one way: each room may use the rooms before it, never those after."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "zi_evidence"
ORDER = (
    "version", "errors", "durable", "beneath", "collector", "text", "likeness", "i18n", "periods", "model",
    "file_faults", "lexicon", "checklist", "unit", "reading", "page", "facts", "index", "matching", "evaluation",
    "reports", "answer_sheet", "history", "failing_documents", "kept_matches", "api", "search", "watch", "testing",
    "cli", "__main__",
)  # fmt: skip
# What touches neither files nor the database nor the clock.
PURE = ("page", "facts", "matching", "evaluation", "reports")
IMPURE_MODULES = {"os", "pathlib", "sqlite3", "io", "shutil", "tempfile", "subprocess", "socket", "time"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "zi_evidence":
                names = [f"zi_evidence.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found.update(name.split(".")[1] for name in names if name.startswith("zi_evidence."))
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_rooms_below_its_own(path: Path) -> None:
    rank = ORDER.index(room_of(path))
    above = {room for room in imported_rooms(path) if ORDER.index(room) > rank}
    assert above == set()


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_imports_nothing_that_touches_the_world(room: str) -> None:
    for path in sorted((PACKAGE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                used = {alias.name.split(".")[0] for alias in node.names}
                assert not used & IMPURE_MODULES, path
            if isinstance(node, ast.ImportFrom):
                # A buffer in memory is no part of the world.
                names = {alias.name for alias in node.names}
                in_memory = node.module == "io" and names <= {"BytesIO", "StringIO"}
                assert in_memory or (node.module or "").split(".")[0] not in IMPURE_MODULES, path
                assert node.module != "zi_evidence.index", path


def called_names(tree: ast.AST) -> set[str]:
    """The last names of all that a module calls or imports by name."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = {func.id for func in calls if isinstance(func, ast.Name)}
    names |= {func.attr for func in calls if isinstance(func, ast.Attribute)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return names | {alias.name for node in imports for alias in node.names}


@pytest.mark.parametrize(
    "path",
    sorted((PACKAGE / "evaluation").rglob("*.py")),
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_evaluation_reads_no_words(path: Path) -> None:
    """What titles, names and quotations say is facts' to find; judging only asks for it."""
    tree = ast.parse(path.read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not imported & {"re", "regex", "fnmatch", "zi_evidence.facts.extract"}
    assert not called_names(tree) & {"extract_facts", "compile", "fullmatch", "finditer", "findall"}
    assert "contextvars" not in imported


def test_no_module_outgrows_its_room() -> None:
    long = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in modules()
        if (lines := len(path.read_text("utf-8").splitlines())) > 420
    }
    assert long == {}
