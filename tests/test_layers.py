"""Imports go one way, and the rooms that judge touch neither files nor the database nor the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "zi_evidence"
# From the ground up: each room may use the rooms before it, never those after.
ORDER = (
    "version", "lazy", "errors", "durable", "beneath", "collector", "text", "likeness", "i18n", "arguments", "periods",
    "model", "file_faults", "lexicon", "checklist", "unit", "reading", "page", "facts", "index", "matching",
    "evaluation", "reports", "answer_sheet", "history", "failing_documents", "kept_matches", "api", "watch", "testing",
    "cli", "__main__",
)  # fmt: skip

PURE = (
    "text", "likeness", "periods", "model", "lexicon", "checklist", "page", "facts", "matching", "evaluation",
    "reports",
)  # fmt: skip
# The modules of pure rooms that read files, because files are what they are for: checklists, packs of words.
READERS = {
    "checklist/load.py", "checklist/sources.py", "checklist/yaml_nodes.py", "checklist/validate.py",
    "lexicon/load.py", "lexicon/lexicon.py",
}  # fmt: skip
# The modules of pure rooms that read data of the package itself, through `importlib.resources`.
LOADERS = {"matching/vocabulary.py"}

FILES = {
    "os", "pathlib", "io", "shutil", "tempfile", "glob", "fileinput", "fcntl", "mmap", "zipfile", "tarfile",
    "filelock", "platformdirs", "watchdog",
}  # fmt: skip
REST_OF_THE_WORLD = {
    "sqlite3", "time", "subprocess", "multiprocessing", "threading", "asyncio", "signal", "socket", "ssl", "http",
    "urllib", "random", "secrets", "uuid", "platform", "locale", "getpass", "ctypes",
}  # fmt: skip
# These touch nothing: a buffer in memory, a room of ours imported late, the parts of an address.
HARMLESS = {"io": {"BytesIO", "StringIO"}, "importlib": {"import_module"}}
HARMLESS_MODULES = {"urllib.parse"}
CLOCK = {"now", "utcnow", "today"}
METHODS_OF_FILES = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob", "unlink", "mkdir", "rename",
}  # fmt: skip
BUILT_IN = {"open", "input", "print", "breakpoint", "exec", "eval", "__import__"}
# Rooms and modules of ours that touch the world, with all that lies under them.
WORLDLY = (
    "durable", "reading", "index", "answer_sheet", "history", "kept_matches", "api", "search", "watch",
    "testing", "cli", "checklist.load", "checklist.sources", "checklist.yaml_nodes", "checklist.validate",
)  # fmt: skip
# Names that pure modules may not take from rooms that they otherwise may use.
WORLDLY_NAMES = {"load_checklist", "load_unit", "default_unit"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Module and name of all that is imported anywhere; the name is empty for a plain `import`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            # `from . import x` has no module; the dots stay, so that nothing passes under a wrong name.
            module = "." * node.level + (node.module or "")
            yield from ((module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def imported_rooms(path: Path) -> set[str]:
    found = set()
    for module, name in imports(ast.parse(path.read_text("utf-8"))):
        full = f"{module}.{name}" if module == "zi_evidence" else module
        if full.startswith("zi_evidence."):
            found.add(full.split(".")[1])
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_rooms_below_its_own(path: Path) -> None:
    rank = ORDER.index(room_of(path))
    above = {room for room in imported_rooms(path) if ORDER.index(room) > rank}
    assert above == set()


# ---- the pure rooms ---------------------------------------------------------------------------------


def worldly_import(module: str, name: str, *, loader: bool, reader: bool, room: str) -> bool:
    """Whether an import reaches for what a pure module may not touch."""
    full = f"{module}.{name}".rstrip(".")
    if full.startswith("zi_evidence.") or module == "zi_evidence":
        inside = full.removeprefix("zi_evidence.")
        worldly = [place for place in WORLDLY if room != "checklist" or not place.startswith("checklist.")]
        under = any(inside == place or inside.startswith(f"{place}.") for place in worldly)
        return under or (name in WORLDLY_NAMES and room != "checklist")
    top = module.split(".", maxsplit=1)[0]
    if module in HARMLESS_MODULES or name in HARMLESS.get(module, ()):
        return False
    if full.startswith("importlib"):
        return not (loader and full == "importlib.resources")
    files = top in FILES and not (reader or (loader and top == "pathlib"))
    return module.startswith(".") or files or top in REST_OF_THE_WORLD


def impurities(
    source: str, *, loader: bool = False, reader: bool = False, room: str = "evaluation"
) -> list[str]:
    """What in a module touches files, the database, the clock or a room that does."""
    tree = ast.parse(source)
    found = [
        f"imports {module} {name}".rstrip()
        for module, name in imports(tree)
        if worldly_import(module, name, loader=loader, reader=reader, room=room)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK:
            found.append(f"asks the clock: .{node.attr}")
        if not isinstance(node, ast.Call) or reader:
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in BUILT_IN:
            found.append(f"calls {called.id}")
        if isinstance(called, ast.Attribute) and called.attr in METHODS_OF_FILES and not loader:
            found.append(f"calls .{called.attr}")
    return found


def pure_modules() -> list[Path]:
    return [path for path in modules() if room_of(path) in PURE]


@pytest.mark.parametrize("path", pure_modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_pure_module_touches_nothing_of_the_world(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    source = path.read_text("utf-8")
    assert impurities(source, loader=place in LOADERS, reader=place in READERS, room=room_of(path)) == []


@pytest.mark.parametrize(
    "line",
    [
        "from datetime import datetime\nNOW = datetime.now()",
        "import datetime as dt\ndef late():\n    return dt.date.today()",
        "from datetime import datetime as d\nask = d.utcnow",
        "import time\nSTART = time.time()",
        "from time import monotonic",
        "TEXT = open('x').read()",
        "import os",
        "from os.path import exists",
        "def f():\n    import os",
        "import sqlite3",
        "from pathlib import Path",
        "from io import open",
        "from io import BytesIO, FileIO",
        "def f(path):\n    return path.read_text('utf-8')",
        "def f(path):\n    path.write_bytes(b'')",
        "import random",
        "os = __import__('os')",
        "import importlib\nos = importlib.import_module('os')",
        "from importlib import resources",
        "from zi_evidence import index",
        "from zi_evidence.index import Store",
        "from zi_evidence.index.walk import walk",
        "import zi_evidence.index.walk",
        "from zi_evidence.reading.pool import Pool",
        "from zi_evidence.history.chain import x",
        "from zi_evidence.checklist.load import x",
        "from zi_evidence.checklist import load_checklist",
        "from zi_evidence.unit import load_unit",
        "from ..index import walk",
        "from . import walk",
    ],
)
def test_what_touches_the_world_is_seen(line: str) -> None:
    assert impurities(line) != []


@pytest.mark.parametrize(
    "line",
    [
        "import datetime as dt\nDAY = dt.date(2026, 1, 5)",
        "from io import BytesIO",
        "import re\nfrom collections.abc import Sequence",
        "from zi_evidence.unit import Unit",
        "from zi_evidence.checklist.model import Checklist",
        "from zi_evidence.lexicon.load import load",
        "opened = [reopen(x) for x in ()]",
    ],
)
def test_what_does_not_is_let_be(line: str) -> None:
    assert impurities(line) == []


def test_a_loader_may_read_the_packages_own_data_and_no_clock_or_database() -> None:
    assert (
        impurities("from importlib import resources\nT = resources.files('x').read_text('u')", loader=True)
        == []
    )
    for line in ("import sqlite3", "import time", "import os", "from datetime import date\nD = date.today()"):
        assert impurities(line, loader=True) != []


# ---- beside the package -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "others"),
    [
        ("tests", {"benchmarks"}),
        ("benchmarks", {"tests"}),
        ("testkit", {"tests", "benchmarks"}),
        ("zi_evidence", {"tests", "testkit", "benchmarks", "fuzz"}),
    ],
)
def test_tests_and_benchmarks_share_by_the_testkit_only(folder: str, others: set[str]) -> None:
    for path in sorted((ROOT / folder).rglob("*.py")):
        used = {module.split(".")[0] for module, _ in imports(ast.parse(path.read_text("utf-8")))}
        assert not used & others, path


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


def test_one_place_chooses_what_keeps_an_index() -> None:
    making = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Store"
    }
    assert making == {"index/backend.py"}
