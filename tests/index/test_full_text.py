"""What can be found, by which words, and that the full text keeps step with the readings."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.errors import IndexDamaged, UsageError
from zi_evidence.index import Store
from zi_evidence.index.full_text import Term, parse_query, words
from zi_evidence.index.passages import passage_of
from zi_evidence.index.schema import create, upgrade
from zi_evidence.index.store import INDEX_FILE
from zi_evidence.model import DocumentStatus, Page, Reading
from zi_evidence.reports.privacy import mask

TOOL = "reader 1"
TEXTS = {
    "a": "Laporannya dikirim ke Kantor Wilayah. Laporan monev triwulan II.",
    "b": "Café Sukamaju melaporkan pengaduan nomor 094/12/SPT.",
    "c": "Rencana kerja; tim pembangunan zona integritas.",
}


def reading(*pages: str) -> Reading:
    return Reading(DocumentStatus.READ, "application/pdf", pages=tuple(Page(text) for text in pages))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path, write=True) as opened:
        with opened.transaction():
            for sha256, text in TEXTS.items():
                opened.keep_reading(sha256, TOOL, reading(text))
        yield opened


def found(store: Store, query: str) -> list[str]:
    wanted = parse_query(query)
    hits = store.search(wanted)
    return sorted(sha256 for sha256, (_, terms) in hits.items() if len(terms) == len(wanted.terms))


@pytest.mark.parametrize(
    ("query", "holders"),
    [
        ("laporan", ["a"]),
        ("LAPORANNYA", ["a"]),
        ("lapor", ["a"]),
        ("melapor", ["b"]),
        ("cafe", ["b"]),
        ("kantor monev", ["a"]),
        ("kantor pengaduan", []),
        ('"zona integritas"', ["c"]),
        ('"integritas zona"', []),
        ('"zona integ"', []),
        ("094/12/SPT", ["b"]),
        ("ii", ["a"]),
        ("i", []),
        ("tidakada", []),
    ],
)
def test_a_query_finds_what_a_person_means(store: Store, query: str, holders: list[str]) -> None:
    assert found(store, query) == holders


@pytest.mark.parametrize("query", ["", "   ", '"', '""', "* -- ()", "\x00\u202e", '"!" + "?"'])
def test_a_query_without_a_word_is_told_in_one_line(query: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_query(query)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "query",
    ["laporan AND", "NOT laporan", "laporan NEAR(", 'laporan" OR "', "text: laporan", "laporan^2 {x} -y",
     "lapor*", "laporan'; DROP TABLE texts; --", "laporan\x00\udcff", "laporan " * 500, "kata " + "x" * 5000],
)  # fmt: skip
def test_hostile_syntax_is_only_words(store: Store, query: str) -> None:
    assert isinstance(found(store, query), list)
    assert found(store, "laporan") == ["a"]


@given(st.text(max_size=60))
def test_no_query_breaks_the_search(query: str) -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    with contextlib.closing(db):
        create(db)
        with contextlib.suppress(UsageError):
            for term in parse_query(query).terms:
                db.execute("SELECT * FROM full_text WHERE full_text MATCH ?", (term.expression,)).fetchall()


@given(st.lists(st.text("abcéñİßk i1.-_ ", min_size=1, max_size=12), min_size=1, max_size=5))
def test_what_the_table_finds_is_marked_in_the_text(pieces: list[str]) -> None:
    """The fold of the marks and the fold of the table agree on the letters that offices write."""
    text = " ".join(pieces)
    db = sqlite3.connect(":memory:", isolation_level=None)
    with contextlib.closing(db):
        create(db)
        db.execute("INSERT INTO full_text (rowid, text) VALUES (1, ?)", (text,))
        for word in {word for word, _, _ in words(text)}:
            term = Term((word,), open_end=False)
            hit = db.execute("SELECT 1 FROM full_text WHERE full_text MATCH ?", (term.expression,)).fetchone()
            assert hit, (text, word)


def test_a_content_that_is_read_anew_is_found_by_its_new_words_only(store: Store) -> None:
    with store.transaction():
        store.keep_reading("a", "reader 2", reading("Notula rapat."))
    assert found(store, "laporan") == []
    assert found(store, "notula") == ["a"]


def test_a_content_that_no_file_has_any_more_is_not_found(store: Store) -> None:
    with store.transaction():
        store.forget_unused_readings()
    assert found(store, "laporan") == []
    assert not store.texts_lacking()


def test_scores_depend_on_what_is_there_and_not_on_what_was(store: Store, tmp_path: Path) -> None:
    with store.transaction():
        store.keep_reading("a", TOOL, reading("Lain sama sekali, " * 50))
        store.keep_reading("a", TOOL, reading(TEXTS["a"]))
    with Store(tmp_path / "other", write=True) as other:
        with other.transaction():
            for sha256 in reversed(TEXTS):
                other.keep_reading(sha256, TOOL, reading(TEXTS[sha256]))
        assert other.search(parse_query("laporan kantor")) == store.search(parse_query("laporan kantor"))


def test_a_transaction_that_fails_leaves_the_words_as_they_were(store: Store) -> None:
    def fails() -> None:
        with store.transaction():
            store.keep_reading("a", TOOL, reading("Notula rapat."))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert found(store, "laporan") == ["a"]
    assert found(store, "notula") == []


def test_words_that_are_missing_are_gathered_anew(store: Store) -> None:
    store._db.execute("DELETE FROM texts WHERE sha256 = 'a'")
    assert store.texts_lacking()
    store.renew_texts()
    assert not store.texts_lacking()
    assert found(store, "laporan") == ["a"]


def test_a_lost_reading_costs_only_the_words_which_come_back(store: Store) -> None:
    store._db.execute("UPDATE contents SET checksum = x'00' WHERE sha256 = 'a'")
    with store.transaction():
        store.keep_reading("a", TOOL, reading(TEXTS["a"]))
    assert store.texts_lacking()
    store.renew_texts()
    assert [found(store, word) for word in ("laporan", "cafe")] == [["a"], ["b"]]


def test_an_index_from_before_the_full_text_is_upgraded_and_filled_by_the_first_search(store: Store) -> None:
    path = store.path
    store.close()
    db = sqlite3.connect(path, isolation_level=None)
    with contextlib.closing(db):
        db.execute("DROP TABLE full_text")
        db.execute("DROP TABLE texts")
        db.execute("PRAGMA user_version = 2")
        upgrade(db, path)
    with Store(path.parent, write=True) as again:
        assert again.path.name == INDEX_FILE
        assert again.texts_lacking()
        again.renew_texts()
        assert found(again, "laporan") == ["a"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE full_text_data SET block = x'ffffffffffff' WHERE id > 1",
        "DELETE FROM full_text_config",
        "UPDATE full_text_config SET v = 99",
        "DROP TABLE full_text_data",
        "DROP TABLE full_text_idx",
        "DROP TABLE full_text_docsize",
        "DROP TABLE texts",
    ],
)
def test_damage_to_the_words_is_told_and_mended(store: Store, damage: str) -> None:
    store.close()
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as db:
        db.execute(damage)
    with Store(store.path.parent, write=True) as again:
        with pytest.raises(IndexDamaged):
            again.search(parse_query("laporan"))
        again.renew_texts()
        assert found(again, "laporan") == ["a"]
        assert not again.texts_lacking()


# ---- passages ------------------------------------------------------------------------------------------


def shown(query: str, *pages: str) -> tuple[int | None, str, list[str]]:
    passage = passage_of(reading(*pages).pages, parse_query(query), hide=mask)
    assert passage
    return passage.page, passage.text, [passage.text[start:end] for start, end in passage.marks]


def test_the_passage_comes_from_the_page_with_most_of_the_words() -> None:
    page, text, marked = shown(
        "tim kerja", "Tim lain.", "Kosong.", "Keputusan tentang Tim\nKerja ZI.", "kerja kerja"
    )
    assert (page, text, marked) == (3, "Keputusan tentang Tim Kerja ZI.", ["Tim", "Kerja"])


def test_a_long_page_is_cut_at_words_around_the_place() -> None:
    _, text, marked = shown("sasaran", f"{'awal ' * 100}sasaran {'akhir ' * 100}")
    assert text.startswith("…awal")
    assert text.endswith("akhir…")
    assert marked == ["sasaran"]
    assert len(text) <= 222


def test_a_passage_cannot_steer_a_terminal() -> None:
    _, text, _ = shown("laporan", "laporan \x1b[31mmerah\x1b]0;judul\x07 \u202eterbalik\r\nlagi")
    assert text.isprintable()
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_number_of_a_person_is_masked_before_the_cut() -> None:
    pages = f"{'kata ' * 14}198001012005011001 kepala {'kata ' * 60}"
    for query in ("kepala", "198001012005011001"):
        _, text, _ = shown(query, pages)
        assert "19800101" not in text
        assert "2005011001" not in text


@given(st.text(max_size=400), st.text("ab \u0301é\x1b\u202e", min_size=1, max_size=8))
def test_marks_always_lie_within_a_safe_text(page: str, query: str) -> None:
    try:
        wanted = parse_query(query)
    except UsageError:
        return
    passage = passage_of((Page(page), Page(f"x {query} y")), wanted, hide=mask)
    assert passage
    assert passage.text.isprintable()
    places = [0, *(place for mark in passage.marks for place in mark), len(passage.text)]
    assert places == sorted(places)
