"""What the command says, in the language it is asked for; a wrong call is one line."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tests.languages import english_words, in_both
from zi_evidence.cli.app import _application
from zi_evidence.cli.entry import main
from zi_evidence.errors import ExitCode
from zi_evidence.i18n import prefer, speaking, spoken, tr

_WRONG = [
    (
        ["report", "x", "--format", "word"],
        (
            "nilai untuk --format tidak dikenal: 'word' "
            "(salah satu: text, json, html, xlsx, csv, junit; lihat zi-evidence report --help)"
        ),
        (
            "unknown value for --format: 'word' "
            "(one of: text, json, html, xlsx, csv, junit; see zi-evidence report --help)"
        ),
    ),
    (
        ["report", "x", "--frmat", "json"],
        "opsi tidak dikenal: --frmat (maksudnya --format?)",
        "unknown option: --frmat (did you mean --format?)",
    ),
    (
        ["scan", "x", "--xyz"],
        "opsi tidak dikenal: --xyz (lihat zi-evidence scan --help)",
        "unknown option: --xyz (see zi-evidence scan --help)",
    ),
    (
        ["chek"],
        "perintah tidak dikenal: chek (maksudnya check?)",
        "unknown command: chek (did you mean check?)",
    ),
    (
        ["answers", "zzz"],
        "perintah tidak dikenal: zzz (salah satu: import)",
        "unknown command: zzz (one of: import)",
    ),
    (
        ["check"],
        "FOLDER belum disebutkan (lihat zi-evidence check --help)",
        "FOLDER is missing (see zi-evidence check --help)",
    ),
    (
        ["check", "x", "--min-readable", "200"],
        "nilai untuk --min-readable salah: '200' (paling banyak 100; lihat zi-evidence check --help)",
        "wrong value for --min-readable: '200' (at most 100; see zi-evidence check --help)",
    ),
    (
        ["search", "x", "kata", "--limit", "banyak"],
        "nilai untuk --limit salah: 'banyak' (bilangan bulat; lihat zi-evidence search --help)",
        "wrong value for --limit: 'banyak' (a whole number; see zi-evidence search --help)",
    ),
    (
        ["check", "x", "--min-readable"],
        "nilai di belakang --min-readable belum ada (lihat zi-evidence check --help)",
        "a value is missing behind --min-readable (see zi-evidence check --help)",
    ),
    (
        ["check", "x", "--quiet=3"],
        "--quiet tidak memakai nilai (lihat zi-evidence check --help)",
        "--quiet takes no value (see zi-evidence check --help)",
    ),
    (
        ["scan", "x", "y"],
        "kelebihan kata: y (lihat zi-evidence scan --help)",
        "one word too many: y (see zi-evidence scan --help)",
    ),
]


@pytest.mark.parametrize(("arguments", "indonesian", "english"), _WRONG, ids=lambda value: str(value)[:40])
def test_a_wrong_call_is_one_line_in_the_language_asked_for(
    arguments: list[str], indonesian: str, english: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for options, said in (([], indonesian), (["--lang", "en"], english), (["--lang=id"], indonesian)):
        assert main([*options, *arguments]) == ExitCode.USAGE
        assert capsys.readouterr().err == f"zi-evidence: {said}\n"


def test_the_environment_chooses_where_the_line_does_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZI_EVIDENCE_LANG", "en")
    assert main(["chek"]) == ExitCode.USAGE
    assert "unknown command" in capsys.readouterr().err
    assert main(["--lang", "id", "chek"]) == ExitCode.USAGE
    assert "tidak dikenal" in capsys.readouterr().err
    monkeypatch.setenv("ZI_EVIDENCE_LANG", "fr")
    assert main(["chek"]) == ExitCode.USAGE
    assert capsys.readouterr().err == (
        "zi-evidence: nilai untuk ZI_EVIDENCE_LANG tidak dikenal: 'fr' (salah satu: id, en)\n"
    )


@pytest.mark.parametrize("command", ["report", "scan", "status", "init"])
def test_every_command_takes_a_language_and_refuses_one_that_is_none(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "no-such-folder", "--lang", "fr"]) == ExitCode.USAGE
    assert capsys.readouterr().err == (
        "zi-evidence: nilai untuk --lang tidak dikenal: 'fr' (salah satu: id, en)\n"
    )
    assert main([command, "no-such-folder", "--lang"]) == ExitCode.USAGE
    assert "--lang" in capsys.readouterr().err


def test_behind_two_dashes_a_language_is_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--", "x", "--lang"]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("zi-evidence: kelebihan kata: --lang")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "id",
            ["Pemakaian: zi-evidence check [OPSI]", "Argumen", "Opsi", "[wajib]", "[bawaan: error]", "pesan"],
        ),
        ("en", ["Usage: zi-evidence check [OPTIONS]", "Arguments", "Options", "[required]", "this message"]),
    ],
)
def test_the_frame_of_the_help_speaks_the_language(
    lang: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--help", "--lang", lang]) == ExitCode.PASS
    out = capsys.readouterr().out
    assert [word for word in words if word not in out] == []


def test_a_group_without_a_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["answers"]) == ExitCode.USAGE
    captured = capsys.readouterr()
    assert "Pemakaian: zi-evidence answers" in captured.out + captured.err


def test_a_choice_wins_over_the_unit_file_and_ends_with_the_call() -> None:
    assert spoken() == "id"
    with speaking(None):
        prefer("en")
        assert tr("stopped") == "stopped"
    with speaking("id"):
        prefer("en")
        assert tr("stopped") == "dihentikan"
    assert (spoken(), tr("stopped")) == ("id", "dihentikan")


def test_the_version_loads_nothing_of_languages() -> None:
    code = (
        "import sys\nfrom zi_evidence.cli.entry import main\nmain(['--version'])\n"
        "print([name for name in ('gettext', 'zi_evidence.i18n', 'typer') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_version_or_a_status_loads_neither_catalogue_nor_command_line_library(tmp_path: object) -> None:
    code = (
        "import sys, json\nfrom zi_evidence.cli.entry import main\n"
        f"main(['--version']); main(['status', {str(tmp_path)!r}, '--format', 'json', '--lang', 'en'])\n"
        "from zi_evidence import i18n\n"
        "print(json.dumps([i18n._catalogue.cache_info().currsize, 'typer' in sys.modules]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == [0, False]


def test_a_wrong_unit_file_is_told_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "zi-evidence.yaml").write_text(
        "name: A\nyear: dua\nlanguge: en\nwindow: {from: x, to: 2026-06-30}\npins: [a, b: c]\nanswers: []\n",
        "utf-8",
    )

    def tell() -> list[str]:
        assert main(["--lang", spoken(), "report", str(tmp_path)]) == ExitCode.USAGE
        return capsys.readouterr().err.splitlines()

    said = in_both(tell)
    assert len(said) == 8
    assert all(english_words([line]) for line in said), said


def test_a_wrong_checklist_is_told_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "salah.yaml"
    file.write_text(
        "schema: zi-evidence/checklist/1\nid: Salah\nversion: 1\nareas: []\nkind: x\n"
        "sections: [{code: P, title: P, weight: berat}]\nitems: [{code: P.a}, {code: P.a}, {code: Q.a, title: x}]\n",
        "utf-8",
    )

    def tell() -> list[str]:
        assert main(["--lang", spoken(), "checklist", "validate", str(file)]) == ExitCode.USAGE
        return capsys.readouterr().out.splitlines()

    said = in_both(tell)
    assert len(said) > 6
    assert all(english_words([line]) for line in said), said


def _run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    main([*arguments, "--lang", spoken()])
    captured = capsys.readouterr()
    return [*captured.err.splitlines(), *captured.out.splitlines()]


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "entah"],
        ["report", "UNIT", "--output", "laporan.pdf"],
        ["report", "UNIT", "--as-of", "kemarin"],
        ["report", "UNIT", "--no-scan"],
        ["report", "UNIT", "--index", "UNIT"],
        ["check", "UNIT", "--fail-on", "apa"],
        ["check", "UNIT", "--fail-on", ""],
        ["explain", "UNIT", "tidak-ada.pdf"],
        ["search", "UNIT", "???"],
        ["init", "UNIT", "--unit", "A"],
        ["init", "entah", "--unit", "A"],
        ["pin", "UNIT", "tidak-ada.pdf", "A.I.1.i.a"],
        ["pin", "UNIT", "a.pdf", "A.I.1.i.zz"],
        ["pin", "UNIT", "a.pdf", "A.I.1.i.a:zz"],
        ["pin", "UNIT", "a.pdf", "A.I.1.i.a", "--remove", "--reason", "x"],
        ["waive", "UNIT", "A.I.1.i.a"],
        ["waive", "UNIT", "A.I.1.i.a", "--remove"],
        ["waive", "UNIT", "A.I.1.i.a", "--reason", "x", "--approved-by", "y"],
        ["answers", "import", "UNIT", "entah.csv"],
        ["answers", "import", "UNIT", "UNIT/zi-evidence.yaml"],
        ["history", "UNIT"],
        ["history", "verify", "UNIT"],
        ["history", "verify", "UNIT", "--head", "x"],
        ["status", "UNIT"],
        ["scan", "UNIT"],
        ["watch", "UNIT", "--on-change", "'"],
        ["watch", "UNIT", "--quiet-period", "99999"],
        ["watch", "UNIT", "--report-dir", "UNIT"],
        ["service", "install", "entah", "--print"],
        ["checklist", "show", "entah"],
    ],
    ids=" ".join,
)
def test_what_a_command_says_is_in_the_language_asked_for(
    arguments: list[str], unit_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = [word.replace("UNIT", str(unit_folder)) for word in arguments]
    # The name of a kind of finding is the same in every language.
    said = in_both(
        lambda: [
            line.replace(str(unit_folder), "UNIT").replace(" missing)", ")") for line in _run(here, capsys)
        ]
    )
    assert said, "a command that says nothing proves nothing"
    indonesian = re.compile(
        r"\b(tidak|belum|yang|berkas|bukan|sudah|pakai|tulis|periksa|lihat|butir|berikan)\b"
    )
    assert [line for line in said if indonesian.search(line.replace("tidak-ada", ""))] == []


def test_the_language_of_the_unit_file_is_spoken_where_nobody_chose(
    unit_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = unit_folder / "zi-evidence.yaml"
    file.write_text(file.read_text("utf-8") + "language: en\n", "utf-8")
    for options, said in (
        ([], "neither a file of the unit folder"),
        (["--lang", "id"], "bukan berkas di folder"),
    ):
        assert main(["explain", str(unit_folder), "nothing.pdf", *options]) == ExitCode.USAGE
        assert said in capsys.readouterr().err


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, (*path, name))


_ALL = list(_commands(get_command(_application())))


@pytest.mark.parametrize("path", _ALL, ids=" ".join)
def test_the_help_of_every_command_is_in_the_language_asked_for(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    def tell() -> list[str]:
        assert main([*path, "--help", "--lang", spoken()]) == ExitCode.PASS
        # Without boxes and the values that are typed as they stand.
        return [" ".join(re.sub(r"[│╭╮╰╯─]|<[^<>]*>", " ", capsys.readouterr().out).split())]

    with speaking("id"):
        indonesian = tell()
    with speaking("en"):
        english = tell()
    assert english_words(indonesian) == []
    assert not re.search(r"\b(berkas|yang|bawaan|daftar|tulis|wajib|Opsi|Argumen|Pemakaian)\b", english[0])
