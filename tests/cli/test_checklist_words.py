"""`checklist show`, `diff` and `validate` speak the language of whoever asks, Indonesian where nobody says."""

from pathlib import Path

import pytest

from testkit.checklists import SMALL
from zi_evidence.cli.entry import main
from zi_evidence.errors import ExitCode


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """A checklist with an example that is not recognised and a counter-example that is."""
    path = tmp_path / "small.yaml"
    good = ", ".join(f"SK Tim WBK {n}.pdf" for n in range(4))
    plans = ", ".join(f"Rencana WBK {n}.pdf" for n in range(6))
    text = SMALL.replace(
        "examples: [SK Tim ZI 1.pdf]",
        f"examples: [{good}, Daftar Hadir.pdf, Undangan SK Tim WBK.pdf]\n"
        "        counter_examples: [SK Tim WBK 2026.pdf, Rencana WBK.pdf, Foto.pdf]",
    ).replace(
        "follows: P.i.a:sk-tim",
        f"examples: [{plans}]\n        counter_examples: [SK Tim WBK.pdf, Undangan.pdf, Foto.pdf]",
    )
    path.write_text(text, encoding="utf-8")
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["checklist", *arguments])
    return capsys.readouterr().out


def test_validate_says_why_an_example_failed(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checklist", "validate", broken]) == ExitCode.USAGE
    indonesian = capsys.readouterr().out
    assert "tidak dikenali: kata-katanya tidak ditemukan\n" in indonesian
    assert "tidak dikenali: berisi kata yang menandakan bukan: undangan (skor " in indonesian
    assert "keliru dikenali: nama berkas menyebut: zi, tim; jenis naskah: SK" in indonesian
    english = said(capsys, "validate", broken, "--lang", "en")
    assert "not recognised: its words were not found\n" in english
    assert "not recognised: holds words that speak against it: undangan (score " in english
    assert "wrongly recognised: file name says: zi, tim; kind of document: SK" in english


def test_show_and_diff_take_the_language_from_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    name = "permenpanrb-90-2021"
    assert "(setiap triwulan)" in said(capsys, "show", name)
    assert "(every quarter)" in said(capsys, "show", name, "--lang", "en")
    assert "+ butir K.a\n" in said(capsys, "diff", name, "lapas-2021")
    assert "+ item K.a\n" in said(capsys, "diff", name, "lapas-2021", "--lang", "en")


def test_the_answer_for_programs_is_the_same_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("diff", "permenpanrb-90-2021", "lapas-2021", "--format", "json")
    assert said(capsys, *arguments) == said(capsys, *arguments, "--lang", "en")
