"""Every hostile file gets its one calm status, and the honest files among them keep their reading."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.build import all_cases
from tests.hostile.case import Case
from zi_evidence.model import DocumentStatus, Reading
from zi_evidence.model.reasons import is_reason
from zi_evidence.reading import Answer, Job, Limits, Outcome, Pool, reading_from_answer

ROOT = Path(__file__).parents[2]
LIMITS = Limits(cpu_seconds=15, wall_seconds=40, no_progress_seconds=20, soft_seconds=5)
CASES = list(all_cases())
HONEST = ("jujur.pdf", "jujur.docx")

Results = dict[str, tuple[Answer, Reading]]


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, "-m", "tests.hostile.build", str(path)], cwd=ROOT, check=True)
    return path


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    found: Results = {}
    before = resident()
    start = time.monotonic()

    def jobs() -> Iterator[Job]:
        for number, case in enumerate(CASES):
            yield Job(case.name, str(folder / case.name), case.name)
            if number % 10 == 5:
                for name in HONEST:
                    yield Job((name, number), str(folder / name), name)

    with Pool(workers=2, limits=LIMITS) as pool:
        for answer in pool.run(jobs()):
            reading = reading_from_answer(answer)
            if isinstance(answer.job.key, str):
                found[answer.job.key] = (answer, reading)
            else:
                # An honest file's reading does not depend on its neighbours.
                assert reading.status is DocumentStatus.READ
                assert "zona integritas" in reading.pages[0].text
    assert time.monotonic() - start < 180
    assert resident() - before < 150 * 2**20
    return found


def test_the_suite_holds_at_least_eighty_files_with_different_names() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_gets_its_status(case: Case, results: Results) -> None:
    answer, reading = results[case.name]
    assert reading.status.value in case.statuses, reading.reason
    if case.flag:
        assert case.flag in reading.flags
    if reading.status is not DocumentStatus.READ:
        assert reading.reason
        assert is_reason(reading.reason)
    if answer.stat_before is not None and answer.stat_before.st_size <= LIMITS.max_file_bytes:
        assert len(answer.sha256) == 64


@pytest.mark.parametrize(
    "name",
    [
        "teks-mode-3.pdf",
        "teks-putih.pdf",
        "teks-di-luar-halaman.pdf",
        "teks-di-luar-cropbox.pdf",
        "mode-3-dengan-logo-kecil.pdf",
        "tersembunyi.docx",
    ],
)
def test_hidden_text_never_reaches_a_page(name: str, results: Results) -> None:
    assert all("zona integritas" not in page.text for page in results[name][1].pages)


@pytest.mark.parametrize("name", ["pindaian-dengan-lapisan-ocr.pdf", "putih-di-atas-biru.pdf", "ketat.docx"])
def test_text_that_only_looks_hidden_is_read(name: str, results: Results) -> None:
    assert "zona integritas" in results[name][1].pages[0].text


def test_a_text_box_is_read_once(results: Results) -> None:
    assert results["kotak-teks.docx"][1].pages[0].text.count("zona integritas") == 1


def test_deleted_text_is_gone(results: Results) -> None:
    assert "zona integritas" not in results["dihapus.docx"][1].pages[0].text


def test_no_secret_of_the_machine_is_in_any_text(results: Results) -> None:
    for _, reading in results.values():
        assert all("root:" not in page.text for page in reading.pages)


@pytest.mark.parametrize("name", ["tounicode-surrogate.pdf", "tounicode-nul.pdf", "tounicode-rtl.pdf"])
def test_what_a_font_table_smuggles_in_is_cleaned_away(name: str, results: Results) -> None:
    text = results[name][1].pages[0].text
    text.encode("utf-8")
    assert not {"\0", "\u202e", "\ud800"} & set(text)


def test_odd_names_and_special_files_are_answered(tmp_path: Path) -> None:
    base = os.fsencode(tmp_path)
    honest = next(case for case in CASES if case.name == "jujur.docx").make()
    names = [
        b"baris\nbaru.docx",
        b"esc\x1b[31m.docx",
        b"bukan-utf8-\xff\xfe.docx",
        "balik\u202etxt.docx".encode(),
        b"a" * 250 + b".docx",
    ]
    for name in names:
        Path(os.fsdecode(base + b"/" + name)).write_bytes(honest)
    os.mkfifo(base + b"/pipa")
    (tmp_path / "tautan.docx").symlink_to(tmp_path / "pipa")
    os.mkdir(base + b"/map.pdf")  # noqa: PTH102 - bytes names
    with open(base + b"/raksasa.pdf", "wb") as file:  # noqa: PTH123 - bytes names
        file.truncate(300 * 2**20)
    refused = [b"pipa", b"tautan.docx", b"map.pdf", b"tidak-ada.pdf", b"nol\0.pdf", b"raksasa.pdf"]
    jobs = [Job(name, base + b"/" + name, os.fsdecode(name)) for name in names + refused]
    jobs.append(Job(b"nol", "/dev/zero", "nol"))
    with Pool(workers=1) as pool:
        got = {answer.job.key: answer.outcome for answer in pool.run(jobs)}
    assert {got[name] for name in names} == {Outcome.OK}
    assert {got[name] for name in [*refused[:-1], b"nol"]} == {Outcome.UNOPENABLE}
    assert got[b"raksasa.pdf"] is Outcome.TOO_LARGE
