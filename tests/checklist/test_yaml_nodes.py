import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from testkit.hostile_input import YAML_BOMBS
from tests.languages import in_both
from zi_evidence.checklist import yaml_nodes
from zi_evidence.checklist.faults import Faults
from zi_evidence.checklist.yaml_nodes import Mapping, Scalar, Sequence, parse, read_bytes


def said(data: str | bytes) -> list[str]:
    def tell() -> list[str]:
        faults = Faults()
        parse(data if isinstance(data, bytes) else data.encode(), "f.yaml", faults)
        return [str(fault) for fault in faults.sorted()]

    return in_both(tell)


def tree(text: str) -> Mapping:
    faults = Faults()
    node = parse(text.encode(), "f.yaml", faults)
    assert not len(faults)
    assert isinstance(node, Mapping)
    return node


@pytest.mark.parametrize(
    "written",
    ["no", "1.10", "010", "12:30:45", "2024-02-30", "~", "null", "0x1F", "1e3", ".inf", "9" * 5000],
)
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    value = tree(f"a: {written}\n").get("a")

    assert isinstance(value, Scalar)
    assert value.value == written
    assert value.plain


def test_every_node_knows_its_line_and_column() -> None:
    root = tree("# catatan\na: 1\nb:\n  - x\n  - {c: y}\n")
    items = root.get("b")

    assert isinstance(items, Sequence)
    assert items.items[0].place == ("f.yaml", 4, 5)
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert inner.entries["c"].key.place == ("f.yaml", 5, 6)


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    faults = Faults()
    node = parse(b"\xef\xbb\xbfa: x\r\nb: y\r\n", "f.yaml", faults)

    assert not len(faults)
    assert isinstance(node, Mapping)
    assert list(node.entries) == ["a", "b"]


def test_a_duplicate_key_names_both_lines() -> None:
    assert said("a: 1\nb: 2\na: 3\n") == ["f.yaml:3:1: duplicate key 'a' (it stands in line 1 already)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", "f.yaml:1:4: anchor &x"),
        ("a: &x 1\nb: *x\n", "f.yaml:2:4: alias *x"),
        ("a: !!python/object:os.system x\n", "f.yaml:1:4: tag"),
        ("a: !!int 5\n", "f.yaml:1:4: tag"),
        ("<<: {a: 1}\n", "f.yaml:1:1: merge key <<"),
        ("? [a, b]\n: c\n", "f.yaml:1:3: a key that is no text"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document"),
        ("a: [\n", "f.yaml:2:1: not YAML:"),
        ("\ta: 1\n", "f.yaml:1:1: not YAML:"),
        ("a: b: c\n", "f.yaml:1:5: not YAML: a `: ` where no key can stand"),
        ('a: "\\e[31m"\n', "f.yaml:1:4: control character U+001B"),
        ("", "f.yaml: is empty"),
        ("# hanya catatan\n", "f.yaml: is empty"),
    ],
)
def test_what_a_checklist_may_not_hold_is_one_line_with_its_place(text: str, expected: str) -> None:
    assert any(line.startswith(expected) for line in said(text)), said(text)


def test_a_byte_that_is_no_utf8_is_found_by_line_and_column() -> None:
    assert said("judul: é\nnama: ".encode() + b"\xe9\n") == [
        "f.yaml:2:7: byte 0xe9 is not UTF-8 (save the file as UTF-8)"
    ]


def test_a_raw_control_character_is_found_by_its_line() -> None:
    assert said(b"a: b\nc: d\x07e\n")[0].startswith("f.yaml:2:5: not YAML:")


@pytest.mark.slow
@pytest.mark.parametrize("name", YAML_BOMBS)
def test_a_bomb_is_refused_or_read(name: str) -> None:
    faults = Faults()
    node = parse(YAML_BOMBS[name], name, faults)

    assert node is not None or len(faults)
    assert all("\n" not in str(fault) for fault in faults.sorted())


def test_nesting_deeper_than_twenty_levels_is_refused_at_its_place() -> None:
    assert said("[" * 21) == ["f.yaml:1:21: nested deeper than 20 levels"]


def test_a_thousand_faults_are_counted_but_not_printed() -> None:
    lines = said("".join(f"- &a{i} x\n" for i in range(1_000)))

    assert len(lines) == 201
    assert lines[-1].startswith("and 800 more faults")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_tree_or_faults(data: bytes) -> None:
    faults = Faults()

    assert parse(data, "f.yaml", faults) is not None or len(faults)


yaml_like = st.lists(
    st.sampled_from(
        ["a", ":", " ", "\n", "- ", "[", "]", "{", "}", ",", "&a", "*a", "!!x", "|", ">", '"', "'", "<<",
         "#", "?", "%", "---", "...", "\t", "é", "\x00", "\u2028", "0", "@"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(yaml_like)
def test_text_that_is_nearly_yaml_gives_a_tree_or_faults(text: str) -> None:
    faults = Faults()

    assert parse(text.encode(), "f.yaml", faults) is not None or len(faults)


def test_the_parser_without_libyaml_gives_the_same_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: no\nb: [1.10, {c: 'd'}]\ne: |\n  satu\n  dua\n"
    fast = tree(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    assert tree(text) == fast


def test_a_file_over_a_megabyte_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(8 << 30)
    faults = Faults()

    assert read_bytes(path, "big.yaml", faults) is None
    assert str(faults.sorted()[0]) == "big.yaml: is larger than 1 MB (divide it into `parts`)"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    faults = Faults()

    assert read_bytes(path, "pipe.yaml", faults) is None
    assert str(faults.sorted()[0]) == "pipe.yaml: is not a file"


def test_a_file_that_does_not_exist_and_a_folder_say_so(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "a\0b"):
        faults = Faults()
        assert read_bytes(path, "x", faults) is None
        assert len(faults) == 1


def test_the_limit_is_what_the_message_says() -> None:
    assert yaml_nodes.MAX_BYTES == 1_000_000
