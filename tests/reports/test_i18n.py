"""The catalogues: complete, compiled, in step with the sources; and no report text beside them."""

import ast
import datetime as dt
import errno
import gettext
import importlib.util
import io
import os
import re
import string
from pathlib import Path
from types import ModuleType

import pytest

from tests.reports import sample
from zi_evidence.evaluation import CATALOGUE, evaluate_documents
from zi_evidence.i18n import LANGUAGES, day, number, os_source, period_text, periods_text, translation
from zi_evidence.reports.sentences import SENTENCES, sentence
from zi_evidence.reports.words import gain_line, not_ready

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "zi_evidence"
# Words that Indonesian sentences are made of and English ones are not.
_WORDS = """
    ada adalah agar belum berkas bukan butir dan dari dengan dokumen hari hlm isi jangan kosong kurang lengkap
    lihat nilai nomor oleh pada periksa rusak sampai semua setiap simpan sudah syarat tanggal temuan tidak
    untuk yang
"""
_INDONESIAN = re.compile(rf"\b(?:{'|'.join(_WORDS.split())})\b", re.IGNORECASE)


def messages_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = messages_tool()
TEMPLATE = TOOL.extracted()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_catalogue_holds_exactly_the_texts_of_the_sources(lang: str) -> None:
    known = {message.id for message in TOOL.read(lang) if message.id}
    assert known == {message.id for message in TEMPLATE if message.id}, "run: make messages"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_untranslated_or_doubtful(lang: str) -> None:
    assert TOOL.without_text(TOOL.read(lang)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_is_what_the_texts_compile_to(lang: str) -> None:
    expected = TOOL.compiled(TOOL.fresh(lang, TEMPLATE, TOOL.read(lang)))
    assert TOOL.path_of(lang, "mo").read_bytes() == expected, "run: make messages"
    catalogue = gettext.GNUTranslations(io.BytesIO(expected))
    assert catalogue.gettext("missing") == ("belum ada" if lang == "id" else "missing")


def translated_literals(path: Path) -> set[str]:
    """Texts that a module hands to one of the functions that translate."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if getattr(getattr(call.func, "func", call.func), "id", getattr(call.func, "attr", ""))
        in {*TOOL._KEYWORDS, "translation"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_the_extraction_overlooks_no_text() -> None:
    # It looks neither into an f-string nor behind `translation(lang)(`: what stands there would stay English.
    known = {TOOL._first(message) for message in TEMPLATE if message.id}
    texts = set.union(*(translated_literals(path) for path in PACKAGE.rglob("*.py")))
    assert len(texts) > 100
    assert texts - known - set(LANGUAGES) == set()


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_have_the_placeholders_of_their_source(lang: str) -> None:
    for message in TOOL.read(lang):
        if message.id:
            sources = (message.id,) if isinstance(message.id, str) else message.id
            texts = (message.string,) if isinstance(message.string, str) else message.string
            for text in texts:
                assert fields(text) == fields(sources[-1]), text


def test_every_finding_speaks_both_languages() -> None:
    assert SENTENCES.keys() == CATALOGUE.keys()
    for name, texts in SENTENCES.items():
        for text in filter(None, (texts.message, texts.hint, texts.beside)):
            assert translation("en")(text) == text
            assert translation("id")(text) != text, name


def literals(path: Path) -> list[str]:
    """Texts that a module could show, documentation and errors for the command line aside."""
    tree = ast.parse(path.read_text("utf-8"))
    hidden: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr):
                hidden.update(id(inner) for inner in ast.walk(first))
        if isinstance(node, ast.Raise):
            hidden.update(id(inner) for inner in ast.walk(node))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden
    ]


@pytest.mark.parametrize("room", ["reports", "evaluation", "reading", "index", "model"])
def test_no_indonesian_stands_outside_the_catalogue(room: str) -> None:
    # Names of files, and patterns that match the words of checklists and documents, are no messages.
    found = {
        f"{path.name}: {text}"
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for text in literals(path)
        if _INDONESIAN.search(text) and text != "zi-evidence.yaml" and "\\b" not in text
    }
    assert found == set()


class TestLocale:
    @pytest.mark.parametrize(
        ("periods", "text"),
        [
            (["2025-Q1", "2025-Q2", "2025-Q3"], "TW I 2025, TW II 2025, TW III 2025"),
            (["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"], "TW II 2025 – TW I 2026"),
            (
                ["2025-01", "2025-03", "2025-11", "2025-12", "2026-01", "2026-02", "2026-04"],
                "Januari 2025, Maret 2025, November 2025 – Februari 2026, April 2026",
            ),
            (["2025-S1", "2025-S2", "2026-S1", "2026-S2"], "Semester I 2025 – Semester II 2026"),
            (
                ["2025-Q4", "2025-S2", "2026-Q1", "2026-S1"],
                "TW IV 2025, Semester II 2025, TW I 2026, Semester I 2026",
            ),
            (["2024", "2025"], "2024, 2025"),
            ([], ""),
        ],
    )
    def test_periods_in_a_row_are_told_by_the_first_and_the_last(self, periods: list[str], text: str) -> None:
        assert periods_text(periods, "id") == text

    @pytest.mark.parametrize(
        ("period", "indonesian", "english"),
        [
            ("2026-Q2", "TW II 2026", "Quarter II 2026"),
            ("2025-S1", "Semester I 2025", "Half I 2025"),
            ("2026-03", "Maret 2026", "March 2026"),
            ("2026-03-05", "5 Maret 2026", "5 March 2026"),
            ("2026", "2026", "2026"),
            ("2021-2026", "2021-2026", "2021-2026"),
            ("2026-01/2026-04", "Januari 2026 – April 2026", "January 2026 – April 2026"),
            ("2026-02-31", "2026-02-31", "2026-02-31"),
            ("?", "?", "?"),
        ],
    )
    def test_periods_read_as_staff_write_them(self, period: str, indonesian: str, english: str) -> None:
        assert (period_text(period, "id"), period_text(period, "en")) == (indonesian, english)

    def test_days_and_numbers_follow_the_language(self) -> None:
        assert day(dt.date(2026, 8, 17), "id") == "17 Agustus 2026"
        assert day(dt.date(2026, 8, 17), "en") == "17 August 2026"
        assert (number(12.5, "id"), number(12.5, "en"), number(3, "id", 0)) == ("12,50", "12.50", "3")

    def test_one_and_many_differ_where_the_language_has_it(self) -> None:
        assert not_ready(1, "en") == "NOT READY: 1 finding stands in the way."
        assert not_ready(2, "en") == "NOT READY: 2 findings stand in the way."
        assert not_ready(2, "id") == "BELUM SIAP diajukan: 2 temuan menghalangi."
        assert gain_line(1.5, 1, "en") == "+1.50 with 1 document"

    def test_a_text_that_is_not_in_the_catalogue_still_reads(self) -> None:
        assert translation("id")("never heard of") == "never heard of"


def test_a_folder_that_could_not_be_seen_is_told_in_the_language_of_the_report_not_of_the_scan() -> None:
    seen = os_source(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    judged = evaluate_documents(
        sample.checklist(), sample.unit(), [], {}, as_of=sample.AS_OF, walk_errors={"Area 3": seen}
    )
    blind = next(f for f in judged.findings if f.name == "walk_incomplete")
    said = {lang: sentence(blind, lang) for lang in LANGUAGES}
    assert said["id"].endswith("Area 3: tidak diizinkan")
    assert said["en"].endswith("Area 3: it is not allowed")
