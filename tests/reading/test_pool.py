import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile import docx_cases, pdf_bytes
from zi_evidence.errors import EvidenceError
from zi_evidence.model import DocumentStatus
from zi_evidence.reading import Answer, Job, Limits, Outcome, Pool, read_bytes, reading_from_answer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.pdf").write_bytes(pdf_bytes.honest())
    (tmp_path / "b.docx").write_bytes(docx_cases.docx())
    (tmp_path / "c.txt").write_bytes(b"catatan")
    return tmp_path


def read_all(folder: Path, *, inline: bool = False, workers: int = 1) -> dict[str, Answer]:
    jobs = [Job(path.name, str(path), path.name) for path in sorted(folder.iterdir())]
    with Pool(workers=workers, inline=inline) as pool:
        return {str(answer.job.key): answer for answer in pool.run(jobs)}


@pytest.mark.parametrize("inline", [False, True], ids=["file", "bytes"])
def test_a_worker_reads_what_the_function_reads(folder: Path, inline: bool) -> None:
    answers = read_all(folder, inline=inline)
    assert set(answers) == {"a.pdf", "b.docx", "c.txt"}
    for name, answer in answers.items():
        assert answer.outcome is Outcome.OK
        assert reading_from_answer(answer) == read_bytes((folder / name).read_bytes())


def test_the_hash_is_that_of_the_bytes(folder: Path) -> None:
    data = (folder / "a.pdf").read_bytes()
    assert read_all(folder)["a.pdf"].sha256 == hashlib.sha256(data).hexdigest()


def test_importing_the_room_imports_no_parser() -> None:
    code = "import sys; from zi_evidence.reading import Pool, read_bytes, parse_reading; print(*sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pypdf", "pypdfium2", "docx", "lxml", "pydantic"} & set(out)


def test_reading_an_honest_letter_loads_no_second_engine(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from zi_evidence.reading import read_bytes\n"
        "read_bytes(Path(sys.argv[1]).read_bytes()); print(*sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, folder / "a.pdf"], capture_output=True, text=True, check=True
    )
    assert "pypdf" not in out.stdout.split()


def test_a_file_that_changes_while_it_is_read_is_pending(folder: Path) -> None:
    path = folder / "a.pdf"

    def touch(_: str) -> bool:
        os.utime(path, ns=(1, 1))
        return False

    with Pool(workers=1) as pool:
        (answer,) = pool.run([Job(1, str(path), "a.pdf")], known=touch)
    assert answer.outcome is Outcome.CHANGED
    assert answer.body == b""
    assert reading_from_answer(answer).status is DocumentStatus.PENDING


def test_a_file_replaced_while_it_is_read_gives_the_old_bytes(folder: Path) -> None:
    path = folder / "a.pdf"
    before = path.read_bytes()

    def replace(_: str) -> bool:
        (folder / "baru").write_bytes(docx_cases.docx())
        (folder / "baru").replace(path)
        return False

    with Pool(workers=1) as pool:
        (answer,) = pool.run([Job(1, str(path), "a.pdf")], known=replace)
    # The open file lost its last name, which is a change of its status.
    assert answer.outcome is Outcome.CHANGED
    assert answer.stat_before is not None
    assert answer.stat_before.st_size == len(before)


def test_workers_are_replaced_after_so_many_documents(folder: Path) -> None:
    jobs = [Job(n, str(folder / "b.docx"), "b.docx") for n in range(20)]
    with Pool(workers=2, limits=Limits(worker_files=3)) as pool:
        outcomes = [answer.outcome for answer in pool.run(jobs)]
        assert outcomes == [Outcome.OK] * 20
        assert pool.deaths == 0


def test_a_crash_of_the_first_engine_is_tried_once_with_the_second(tmp_path: Path) -> None:
    path = tmp_path / "bom.pdf"
    flood = pdf_bytes.stream(pdf_bytes.zeros(1 << 30), b"/Filter /FlateDecode")
    path.write_bytes(pdf_bytes.one_page(flood, contents=b"4 0 R"))
    with Pool(workers=1) as pool:
        (answer,) = pool.run([Job(1, str(path), "bom.pdf")])
        assert pool.deaths == 1
    assert answer.outcome is Outcome.OK
    assert reading_from_answer(answer).status is DocumentStatus.TOO_LARGE


def test_a_task_that_cannot_be_imported_is_told_once(folder: Path) -> None:
    with Pool("tidak.ada:read", workers=1) as pool, pytest.raises(EvidenceError):
        list(pool.run([Job(1, str(folder / "a.pdf"), "a.pdf")]))


def test_a_pool_without_workers_is_refused() -> None:
    with pytest.raises(ValueError, match="worker"):
        Pool(workers=0)


def test_no_jobs_start_no_worker() -> None:
    with Pool(workers=2) as pool:
        assert list(pool.run([])) == []
        assert pool._workers == []
