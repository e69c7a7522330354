"""Edits of the unit file change one entry and nothing else, however the file is laid out."""

import datetime as dt
import json
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from zi_evidence.checklist.faults import Faults
from zi_evidence.checklist.yaml_nodes import Mapping, Node, Scalar, parse
from zi_evidence.errors import ExitCode, UnitError
from zi_evidence.unit import Pin, Waiver, unit_text
from zi_evidence.unit.edit import add_pin, add_waiver, remove_pin, remove_waiver

PIN = Pin(file="Area 1/SK Tim.pdf", item="A.I.1.i.a", requirement="sk", reason="dilihat: #1, [asli]")
WAIVER = Waiver(
    item="A.I.3.i.b", reason="tidak ada", approved_by="Bagas Wiratama, Kepala", until=dt.date(2026, 12, 31)
)
TO_ONE = "{file: a.pdf, item: X.a, requirement: sk}"
HEAD = "name: Kantor Contoh\nyear: 2026\n"


def values(text: str) -> Any:
    """What the file says, as its own reader sees it."""
    faults = Faults()
    root = parse(text.encode(), "x", faults)
    faults.check()

    def plain(node: Node | None) -> Any:
        if isinstance(node, Scalar):
            return node.value
        if isinstance(node, Mapping):
            return {key: plain(entry.value) for key, entry in node.entries.items()}
        return [plain(item) for item in node.items] if node else None

    return plain(root)


def fields(pin: Pin) -> dict[str, str]:
    return {name: value for name, value in pin.model_dump().items() if value}


def is_kept(before: str, after: str) -> bool:
    """Whether every character of the one stands in the other, in the same order."""
    rest = iter(after)
    return all(char in rest for char in before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            HEAD,
            HEAD + 'pins:\n  - file: "a.pdf"\n    item: X.a\n',
        ),
        (
            "name: A\nyear: 2026",
            'name: A\nyear: 2026\npins:\n  - file: "a.pdf"\n    item: X.a\n',
        ),
        (
            HEAD + "pins: []  # belum ada\n# Pengecualian:\nwaivers: []\n",
            HEAD + 'pins:  # belum ada\n  - file: "a.pdf"\n    item: X.a\n# Pengecualian:\nwaivers: []\n',
        ),
        (
            HEAD + "pins:\n- file: b.pdf\n  item: Y\n# Pengecualian:\nwaivers: []\n",
            HEAD + 'pins:\n- file: b.pdf\n  item: Y\n- file: "a.pdf"\n  item: X.a\n'
            "# Pengecualian:\nwaivers: []\n",
        ),
        (
            HEAD + "pins:\n     - {file: b.pdf, item: Y}  # dilihat\n     # sampai sini\n\nwaivers: []\n",
            HEAD + "pins:\n     - {file: b.pdf, item: Y}  # dilihat\n     # sampai sini\n"
            '     - {file: "a.pdf", item: X.a}\n\nwaivers: []\n',
        ),
        (
            HEAD + "pins: [{file: b.pdf, item: Y}]\n",
            HEAD + 'pins: [{file: b.pdf, item: Y}, {file: "a.pdf", item: X.a}]\n',
        ),
        (
            HEAD + "pins: [\n  {file: b.pdf, item: Y}  # satu, saja\n]\n",
            HEAD + 'pins: [\n  {file: b.pdf, item: Y},  # satu, saja\n  {file: "a.pdf", item: X.a}\n]\n',
        ),
        (
            HEAD + "pins: [\n  {file: b.pdf, item: Y},  # satu\n  ]\n",
            HEAD + 'pins: [\n  {file: b.pdf, item: Y},  # satu\n  {file: "a.pdf", item: X.a},\n  ]\n',
        ),
        (
            HEAD + "pins: [ # kosong\n  ]\n",
            HEAD + 'pins: [ # kosong\n  {file: "a.pdf", item: X.a}]\n',
        ),
        (
            "{name: A, year: 2026}\n",
            '{name: A, year: 2026, pins: [{file: "a.pdf", item: X.a}]}\n',
        ),
        (
            "---\nname: A\nyear: 2026\n...\n# tamat\n",
            '---\nname: A\nyear: 2026\npins:\n  - file: "a.pdf"\n    item: X.a\n...\n# tamat\n',
        ),
        (
            HEAD
            + "pins:\n  - file: b.pdf\n    item: Y\n    reason: |\n      dua\n      baris\n\nwaivers: []\n",
            HEAD + "pins:\n  - file: b.pdf\n    item: Y\n    reason: |\n      dua\n      baris\n"
            '  - file: "a.pdf"\n    item: X.a\n\nwaivers: []\n',
        ),
        (
            HEAD + "pins:\n  - file: b.pdf\n    item: Y\n    reason: |+\n      dua\n\nwaivers: []\n",
            HEAD + "pins:\n  - file: b.pdf\n    item: Y\n    reason: |+\n      dua\n\n"
            '  - file: "a.pdf"\n    item: X.a\nwaivers: []\n',
        ),
    ],
)
def test_a_pin_goes_to_the_end_of_its_list_in_the_manner_of_the_file(before: str, after: str) -> None:
    pin = Pin(file="a.pdf", item="X.a")
    assert add_pin(before, pin) == after
    assert add_pin(before.replace("\n", "\r\n"), pin) == after.replace("\n", "\r\n")
    assert add_pin(f"\ufeff{before}", pin) == f"\ufeff{after}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "pins:\n  # yang pertama\n  - file: a.pdf\n    item: X.a\n\n  - {file: b.pdf, item: Y}  # dua\n",
            "pins:\n  # yang pertama\n\n  - {file: b.pdf, item: Y}  # dua\n",
        ),
        (
            "pins:  # manusia\n  -   # satu\n    item: X.a\n    file: 'a.pdf'\n# Pengecualian\nwaivers: []\n",
            "pins: []  # manusia\n# Pengecualian\nwaivers: []\n",
        ),
        (
            "pins: [{file: a.pdf, item: X.a}, {file: b.pdf, item: Y}]\n",
            "pins: [{file: b.pdf, item: Y}]\n",
        ),
        (
            "pins: [{file: b.pdf, item: Y}, {file: a.pdf, item: X.a}]\n",
            "pins: [{file: b.pdf, item: Y}]\n",
        ),
        (
            "pins: [\n  {file: b.pdf, item: Y},  # dua\n  {file: a.pdf, item: X.a}\n]\n",
            "pins: [\n  {file: b.pdf, item: Y}  # dua\n]\n",
        ),
        ("pins: [ {file: a.pdf, item: X.a}, ]\n", "pins: [ ]\n"),
        (
            f"pins:\n- {{file: a.pdf, item: X.a}}\n- {TO_ONE}\n- {{item: X.a, file: a.pdf}}\n",
            f"pins:\n- {TO_ONE}\n",
        ),
        (
            "pins:\n- file: b.pdf\n  reason: |+\n   satu\n\n\n- file: a.pdf\n  item: X.a\n  reason: >-\n   dua\n\n",
            "pins:\n- file: b.pdf\n  reason: |+\n   satu\n\n\n",
        ),
    ],
)
def test_a_removed_pin_takes_only_its_own_lines_along(before: str, after: str) -> None:
    assert remove_pin(HEAD + before, file="a.pdf", item="X.a") == HEAD + after
    windows = (HEAD + before).replace("\n", "\r\n")
    assert remove_pin(windows, file="a.pdf", item="X.a") == (HEAD + after).replace("\n", "\r\n")


def test_a_waiver_is_written_whole_and_taken_out_again() -> None:
    text = unit_text(name="Kantor Contoh", year=2026, target="wbk", checklist="permenpanrb-90-2021")
    written = add_waiver(text, WAIVER)
    assert values(written)["waivers"] == [
        {
            "item": "A.I.3.i.b",
            "reason": "tidak ada",
            "approved_by": "Bagas Wiratama, Kepala",
            "until": "2026-12-31",
        }
    ]
    assert remove_waiver(written, item="A.I.3.i.b") == text


def test_the_new_unit_file_takes_pins_and_waivers_and_gives_them_back() -> None:
    text = unit_text(name="Kantor Contoh", year=2026, target="wbk", checklist="permenpanrb-90-2021")
    both = add_waiver(add_pin(text, PIN), WAIVER)
    assert [line for line in both.splitlines() if line.startswith("#")] == [
        line for line in text.splitlines() if line.startswith("#")
    ]
    undone = remove_waiver(remove_pin(both, file=PIN.file, item=PIN.item, requirement="sk"), item=WAIVER.item)
    assert undone == text


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "pins: ~\n",
        HEAD + "pins: semua\n",
        HEAD + "pins: {a: b}\n",
        "- a\n",
        "name: A\nname: B\n",
        "name: [\n",
        "",
        HEAD + "pins: &x []\n",
    ],
)
def test_what_is_no_sound_unit_file_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        add_pin(text, PIN)
    assert str(caught.value).startswith("zi-evidence.yaml:")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code is ExitCode.USAGE


def test_a_layout_that_cannot_be_edited_is_refused_with_the_line_to_write_by_hand() -> None:
    # A block text that ends with the file would gain a line break by whatever is added below it.
    text = HEAD + "pins:\n- file: b.pdf\n  item: Y\n  reason: |\n    baris"
    with pytest.raises(UnitError) as caught:
        add_pin(text, Pin(file="a b.pdf", item="X.a"))
    assert str(caught.value).startswith("zi-evidence.yaml:3:1: ")
    assert '- {file: "a b.pdf", item: X.a}' in str(caught.value)
    odd = HEAD + "? pins\n: - file: a.pdf\n    item: X.a\n"
    with pytest.raises(UnitError, match="hapus sendiri"):
        remove_pin(odd, file="a.pdf", item="X.a")


def test_a_parser_without_the_fast_library_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + "pins:\n- file: b.pdf\n  item: Y\n  reason: |\n    dua\n\nwaivers: [ ]\n"
    fast = add_waiver(add_pin(text, PIN), WAIVER)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert add_waiver(add_pin(text, PIN), WAIVER) == fast


def test_a_pin_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(UnitError, match="tidak ada entri"):
        remove_pin(HEAD + "pins: [{file: a.pdf, item: X.a}]\n", file="a.pdf", item="X.b")


def test_a_file_at_its_size_limit_is_not_made_too_large_to_read() -> None:
    text = HEAD + "#" * (1_000_000 - len(HEAD) - 1) + "\n"
    with pytest.raises(UnitError, match="tidak ada yang diubah"):
        add_pin(text, PIN)


# ---- layouts as people write them ------------------------------------------------------------------

WORDS = st.text(st.sampled_from("ab é#:,[]{}'\"-|&*!\\x/7\t"), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text
)
COMMENT = st.sampled_from(["", "  # catatan", " # - {file: x, item: Y}, ]", "\t# tab: 'dan' \"kutip\""])
ABOVE = st.sampled_from(
    ["", "\n", "# komentar, [kolom] 0\n", "        # - file: lama.pdf\n", "\n\n# dua\n\n"]
)


@st.composite
def scalars(draw: st.DrawFn, column: int, *, flow: bool) -> str:
    word = draw(WORDS)
    quoted = json.dumps(word, ensure_ascii=False)
    single = "'" + word.replace("'", "''").replace("\t", " ") + "'"
    styles = [quoted, single, "polos", "2026-01-01"]
    if not flow:
        lead = " " * (column + draw(st.integers(1, 4)))
        folded = f"{lead}baris satu\n{lead}# bukan komentar\n"
        styles += [f"|\n{folded}", f">-\n{folded}\n", f"|+\n{folded}\n\n", f'"dua\n{lead}baris"']
    return draw(st.sampled_from(styles))


@st.composite
def entries(draw: st.DrawFn, number: int, column: int, *, flow: bool) -> str:
    """One entry, without its dash."""
    keys = draw(st.permutations(["file", "item", "reason"]))
    pairs = []
    for key in keys:
        value = f"berkas{number}.pdf" if key == "file" else draw(scalars(column, flow=flow))
        pairs.append(f"{draw(st.sampled_from([key, json.dumps(key)]))}: {value}")
    if flow:
        pad = draw(st.sampled_from(["", " "]))
        return "{" + pad + ", ".join(pairs) + pad + draw(st.sampled_from(["", ","])) + "}"
    lead, text = " " * column, ""
    for pair in pairs:
        text += lead if text else ""
        text += pair if pair.endswith("\n") else f"{pair}{'' if chr(10) in pair else draw(COMMENT)}\n"
        text += draw(st.sampled_from(["", "", f"{lead}# di dalam\n"]))
    return text


@st.composite
def lists(draw: st.DrawFn, key: str, root: int) -> str:
    count = draw(st.integers(0, 3))
    name = draw(st.sampled_from([key, json.dumps(key), f"{key} "]))
    lead = " " * root
    if draw(st.booleans()) or not count:
        items = [draw(entries(n, root, flow=True)) for n in range(count)]
        split = draw(st.sampled_from([", ", " , ", f",\n{lead}    ", f",  # koma\n{lead} "]))
        trail = draw(st.sampled_from(["", ","])) if count else ""
        opening, closing = draw(
            st.sampled_from(
                [("[", "]"), ("[ ", " ]"), (f"[\n{lead}  ", f"\n{lead}  ]"), ("[ # a, ]\n ", " ]")]
            )
        )
        return f"{lead}{name}: {opening.replace(chr(10) + ' ', chr(10) + lead + ' ')}" + (
            split.join(items) + trail + closing + draw(COMMENT) + "\n"
        )
    column = root + draw(st.integers(0, 5))
    text = f"{lead}{name}:{draw(COMMENT)}\n"
    for n in range(count):
        text += draw(st.sampled_from(["", "\n", f"{' ' * (column + 1)}# sebelum\n"]))
        if draw(st.booleans()):
            text += f"{' ' * column}- {draw(entries(n, column, flow=True))}{draw(COMMENT)}\n"
        else:
            pad = draw(st.integers(1, 3))
            text += f"{' ' * column}-{' ' * pad}{draw(entries(n, column + 1 + pad, flow=False))}"
    return text


@st.composite
def unit_files(draw: st.DrawFn) -> str:
    root = draw(st.integers(0, 3))
    lead = " " * root
    parts = [f"{lead}name: Kantor Contoh{draw(COMMENT)}\n", f'{lead}"year": 2026\n']
    parts += [draw(lists(key, root)) for key in draw(st.sampled_from([(), ("pins",), ("waivers", "pins")]))]
    parts = draw(st.permutations(parts))
    text = "".join(draw(ABOVE) + part for part in parts) + draw(ABOVE)
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def sound(text: str) -> bool:
    faults = Faults()
    parse(text.encode(), "x", faults)
    return not len(faults)


@settings(max_examples=400, deadline=None)
@given(unit_files().filter(sound))
def test_any_layout_takes_a_pin_and_keeps_every_character(text: str) -> None:
    before = values(text)
    try:
        after = add_pin(text, PIN)
    except UnitError:
        # Only a file that ends in the middle of a block text may refuse.
        assert not text.endswith("\n")
        return
    assert values(after) == {**before, "pins": [*before.get("pins", []), fields(PIN)]}
    # The brackets of an empty list may give way to lines; nothing else may.
    given_away = "" if before.get("pins") else " []"
    assert is_kept(*("".join(c for c in t if c not in given_away) for t in (text, after)))
    undone = remove_pin(after, file=PIN.file, item=PIN.item, requirement=PIN.requirement)
    assert values(undone) == {**before, "pins": before.get("pins", [])}
    if before.get("pins") and text.endswith("\n"):
        assert undone == text


@settings(max_examples=400, deadline=None)
@given(unit_files().filter(sound), st.integers(0, 2))
def test_any_entry_can_be_taken_out_of_any_layout(text: str, number: int) -> None:
    before = values(text)
    pins = before.get("pins", [])
    if number >= len(pins):
        return
    doomed = pins[number]
    after = remove_pin(text, file=doomed["file"], item=doomed["item"].strip())
    assert values(after) == {**before, "pins": pins[:number] + pins[number + 1 :]}
    # The brackets of a list that became empty are new; nothing else is.
    added = " []" if len(pins) == 1 else ""
    assert is_kept(*("".join(c for c in t if c not in added) for t in (after, text)))
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        line for line in after.splitlines() if line.startswith("# ")
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4, unique=True))
def test_any_path_and_reason_come_back_as_they_were_written(pairs: list[tuple[str, str]]) -> None:
    text = HEAD
    steps = [text]
    for file, reason in pairs:
        text = add_pin(text, Pin(file=file, item="A.I.1.i.a", reason=reason))
        steps.append(text)
    found = [(pin["file"], pin["reason"]) for pin in values(text)["pins"]]
    assert found == pairs
    assert all(is_kept(shorter, longer) for shorter, longer in pairwise(steps))
