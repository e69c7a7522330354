import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.languages import in_both
from zi_evidence import evaluate
from zi_evidence.errors import ExitCode
from zi_evidence.unit import Unit, UnitFaults, default_unit, load_unit, unit_text


def write(folder: Path, text: str) -> Path:
    path = folder / "zi-evidence.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@given(st.text(min_size=1).filter(lambda text: text.strip() == text and text.isprintable()))
def test_any_name_written_by_init_comes_back(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("unit")
    write(folder, unit_text(name=name, year=2026, target="wbk", checklist="permenpanrb-90-2021"))
    assert load_unit(folder).name == name


def test_the_window_follows_from_the_year(tmp_path: Path) -> None:
    unit = load_unit(write(tmp_path, "name: Kantor Contoh\nyear: 2026\n"))
    assert (unit.window.from_, unit.window.to) == (dt.date(2025, 1, 1), dt.date(2026, 6, 30))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("name: A\nyear: 2026\nchecklst: x\n", "3:1", "did you mean 'checklist'"),
        ("name: A\n", "1:1", "'year'"),
        ("name: A\nyear: dua ribu\n", "2:1", "'dua ribu' is no whole number"),
        ("name: A\nname: B\nyear: 2026\n", "2:1", "duplicate"),
        ("name: A\nyear: 2026\nwindow: {from: 2026-02-01, to: 2026-01-01}\n", "3:1", "begins"),
        ("name: A\nyear: 2026\nwindow: {from: 2026-01-01, to: 9999-12-31}\n", "3:1", "outside"),
        ("name: A\nyear: 2026\nwindow: {from: 0001-01-01, to: 2026-06-30}\n", "3:1", "outside"),
        ("name: A\nyear: 2026\npins:\n  - item: A.I.1.i.a\n", "4:5", "file"),
        (
            "name: A\nyear: 2026\nwaivers:\n  - {item: X, reason: r, until: 2026-01-01}\n",
            "4:5",
            "approved_by",
        ),
        (
            "name: A\nyear: 2026\naliases:\n  - {name: B, from: 2025-02-01, until: 2025-01-31}\n",
            "4:5",
            "begins",
        ),
        ("name: A\nyear: 2026\nholds:\n  - {predicat: wbk, year: 2024}\n", "4:6", "predicate"),
        ("name: A\nyear: 2026\nholds:\n  - {predicate: wbk, year: 24}\n", "4:22", "2000"),
        ("- a\n- b\n", "1:1", "key"),
        ("name: A\nyear: 1999\n", "2:1", "1999' is less than 2000"),
        ("name: A\nyear: 2026\nlanguage: fr\n", "3:1", "unknown language 'fr' (one of: id, en)"),
        (
            "name: A\nyear: 2026\nwindow: {from: kemarin, to: 2026-06-30}\n",
            "3:10",
            "is no date (write it like",
        ),
        ("name: A\nyear: 2026\npins: [a]\n", "3:8", "pins.0: expected keys and values"),
        ("name: A\nyear: 2026\naliases: x\n", "3:1", "aliases: expected a list"),
        ("name: ''\nyear: 2026\n", "1:1", "name is empty"),
        (
            "name: A\nyear: 2026\npins:\n  - {file: a, item: b, why: c}\n",
            "4:24",
            "file, item, requirement, reason",
        ),
        (f"name: {'a' * 2001}\nyear: 2026\n", "1:1", "longer than 2000 characters"),
        ("name: [\n", "2:1", "YAML"),
    ],
)
def test_a_broken_unit_file_is_told_in_one_line_with_its_place(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    file = write(tmp_path, text)

    def tell() -> list[str]:
        with pytest.raises(UnitFaults) as caught:
            load_unit(file)
        assert caught.value.exit_code is ExitCode.USAGE
        assert str(caught.value) == str(caught.value.faults[0])
        return [str(fault) for fault in caught.value.faults]

    message = in_both(tell)[0]
    assert message.startswith(f"{tmp_path / 'zi-evidence.yaml'}:{place}: ")
    assert words in message
    assert "\n" not in message


def test_an_alias_is_a_name_of_the_unit_in_its_own_days_only() -> None:
    unit = Unit.model_validate(
        {
            "name": "Lapas Contoh",
            "year": 2026,
            "aliases": [
                "Lapas Cth",
                {"name": "Lapas Contoh Kemenkumham", "until": "2024-10-20"},
                {"name": "Lapas Contoh Kemenimipas", "from": "2024-10-21"},
            ],
        }
    )

    def names(first: dt.date, last: dt.date) -> tuple[str, ...]:
        return unit.names((first, last))[2:]

    last_day, first_day = dt.date(2024, 10, 20), dt.date(2024, 10, 21)
    assert names(last_day, last_day) == ("Lapas Contoh Kemenkumham",)
    assert names(first_day, first_day) == ("Lapas Contoh Kemenimipas",)
    # A paper that only bears the year may be of either side of the change; one without a date as well.
    assert names(dt.date(2024, 1, 1), dt.date(2024, 12, 31)) == unit.names()[2:]
    assert unit.names()[:2] == ("Lapas Contoh", "Lapas Cth")
    assert len(unit.names()) == 4


class TestAFolderThatNobodyDescribed:
    @pytest.mark.parametrize(("year", "taken"), [(1999, 2000), (2026, 2026), (2101, 2100)])
    def test_any_day_can_be_asked_about(self, tmp_path: Path, year: int, taken: int) -> None:
        assert evaluate(tmp_path, as_of=dt.date(year, 6, 30)).year == taken

    @pytest.mark.parametrize(
        ("folder", "name"),
        [(b"Kantor Contoh", "Kantor Contoh"), (b"  ", "unit"), (b"lapas \xff", "lapas \\xff")],
    )
    def test_any_name_of_the_folder_will_do(self, tmp_path: Path, folder: bytes, name: str) -> None:
        place = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + folder))
        place.mkdir()
        assert evaluate(place, as_of=dt.date(2026, 6, 30)).unit_name == name

    def test_even_the_root_has_a_name(self) -> None:
        assert default_unit(Path("/"), 2026).name == "unit"
