import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from zi_evidence.index.walk import ignored_by, walk, walk_some


def touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")


def test_every_regular_file_is_met_once_with_its_path(tmp_path: Path) -> None:
    for name in ("a.pdf", "A/b.docx", "A/i/c d.pdf"):
        touch(tmp_path / name)
    found = walk(os.fsencode(tmp_path))
    assert sorted(found.files) == [b"A/b.docx", b"A/i/c d.pdf", b"a.pdf"]
    assert found.complete


@pytest.mark.parametrize(
    "name",
    [
        "~$SK Tim.docx",
        ".~lock.a.docx#",
        "x.TMP",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "._a.pdf",
        "a.part",
    ],
)
def test_temporary_and_system_files_are_ignored_and_the_rule_is_told(tmp_path: Path, name: str) -> None:
    touch(tmp_path / name)
    found = walk(os.fsencode(tmp_path))
    assert not found.files
    assert found.ignored[name.encode()] == ignored_by(name.encode(), is_folder=False) != ""


def test_conflict_copies_are_real_content(tmp_path: Path) -> None:
    touch(tmp_path / "SK (conflicted copy).pdf")
    assert len(walk(os.fsencode(tmp_path)).files) == 1


def test_a_name_that_is_no_utf8_is_kept_as_bytes(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/lap\xff.pdf"
    with open(raw, "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(b"x")
    assert list(walk(os.fsencode(tmp_path)).files) == [b"lap\xff.pdf"]


def test_links_are_never_followed_and_special_files_never_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    touch(outside / "secret.pdf")
    root = tmp_path / "root"
    root.mkdir()
    (root / "loop").symlink_to(".")
    (root / "out").symlink_to(outside)
    (root / "file.pdf").symlink_to(outside / "secret.pdf")
    os.mkfifo(root / "pipe.pdf")
    found = walk(os.fsencode(root))
    assert not found.files
    assert set(found.ignored.values()) == {"link", "special file"}


def test_the_unit_file_is_no_document_but_only_at_the_root(tmp_path: Path) -> None:
    touch(tmp_path / "zi-evidence.yaml")
    touch(tmp_path / "sub" / "zi-evidence.yaml")
    assert list(walk(os.fsencode(tmp_path)).files) == [b"sub/zi-evidence.yaml"]


@contextmanager
def as_a_plain_user() -> Iterator[None]:
    """Root may list every folder, whatever its mode; so for a while nobody in particular looks."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


def test_a_folder_that_cannot_be_listed_makes_the_walk_partial() -> None:
    # Not below pytest's own folder, which is closed to everybody else.
    with TemporaryDirectory() as place:
        root = Path(place)
        root.chmod(0o755)
        (root / "closed").mkdir(mode=0)
        with as_a_plain_user():
            found = walk(os.fsencode(root))
        assert b"closed" in found.errors
        (root / "closed").chmod(0o755)


class TestALookAtSomeFolders:
    @pytest.fixture
    def tree(self, tmp_path: Path) -> Path:
        for name in ("a", "A/b", "A/i/c", "A/i/deep/d", "B/e"):
            touch(tmp_path / name)
        return tmp_path

    def test_one_folder_is_listed_and_what_lies_below_is_left_alone(self, tree: Path) -> None:
        found = walk_some(os.fsencode(tree), {b"A": False})
        assert set(found.files) == {b"A/b"}
        assert found.absent(b"A/gone")
        assert found.absent(b"A/gone/too")
        assert not found.absent(b"A/i/c"), "below a folder that is there nothing is known"
        assert not found.absent(b"B/e")

    def test_a_deep_look_takes_all_below(self, tree: Path) -> None:
        found = walk_some(os.fsencode(tree), {b"A": True, b"A/i": False})
        assert set(found.files) == {b"A/b", b"A/i/c", b"A/i/deep/d"}
        assert found.absent(b"A/i/deep/gone")

    def test_a_folder_that_is_gone_is_proved_gone_from_above(self, tree: Path) -> None:
        found = walk_some(os.fsencode(tree), {b"A/x/y": True})
        assert found.absent(b"A/x/y/file")
        assert set(found.files) == {b"A/b"}

    def test_nothing_is_seen_through_a_link(self, tree: Path) -> None:
        (tree / "L").symlink_to(tree / "B")
        found = walk_some(os.fsencode(tree), {b"L": True, b"L/x": False})
        assert not any(path.startswith(b"L/") for path in found.files)

    def test_an_ignored_folder_stays_ignored(self, tree: Path) -> None:
        touch(tree / "@eaDir" / "x.pdf")
        assert not walk_some(os.fsencode(tree), {b"@eaDir": True, b"@eaDir/y": True}).files

    def test_all_folders_together_are_the_whole_walk(self, tree: Path) -> None:
        whole = walk(os.fsencode(tree))
        assert walk_some(os.fsencode(tree), {b"": True}).files == whole.files
        assert walk_some(os.fsencode(tree), dict.fromkeys(whole.folders, False)).files == whole.files
