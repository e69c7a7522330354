"""No document makes the reader call anybody."""

import errno
import json
import platform
import selectors
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile import docx_cases as d
from tests.hostile import pdf_bytes as p
from zi_evidence.reading import Job, Pool, reading_from_answer


@pytest.mark.skipif(platform.machine() not in ("x86_64", "aarch64"), reason="no filter for this processor")
def test_a_worker_can_neither_connect_nor_leave_its_group(listener: socket.socket, tmp_path: Path) -> None:
    words = (f"connect {listener.getsockname()[1]}", "leave")
    for number, what in enumerate(words):
        (tmp_path / str(number)).write_text(what)
    with Pool("tests.hostile.mock_task:run", workers=1) as pool:
        jobs = (Job(number, str(tmp_path / str(number)), "x") for number in range(len(words)))
        bodies = {answer.job.key: json.loads(answer.body) for answer in pool.run(jobs)}
    assert bodies == {0: errno.EPERM, 1: "refused"}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_entities_templates_and_links_reach_no_listener(listener: socket.socket, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    files = {
        "entitas.docx": d.external_entity(url),
        "entitas16.docx": d.external_entity(url, "utf-16"),
        "dtd.docx": d.docx(d.document(d.paragraph(), doctype=f'<!DOCTYPE x SYSTEM "{url}">').encode()),
        "templat.docx": d.template(url),
        "gambar.docx": d.docx(parts={"word/_rels/document.xml.rels": d.relations(d.relation(url, "image"))}),
        "uri.pdf": p.one_page(catalog=b"/OpenAction << /S /URI /URI (%s) >>" % url.encode()),
        "kirim.pdf": p.one_page(catalog=b"/OpenAction << /S /SubmitForm /F (%s) >>" % url.encode()),
        "berkas-jauh.pdf": p.one_page(p.stream(b"", b"/F << /FS /URL /F (%s) >>" % url.encode())),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with Pool(workers=2) as pool:
        jobs = (Job(name, str(tmp_path / name), name) for name in files)
        readings = [reading_from_answer(answer) for answer in pool.run(jobs)]
    assert len(readings) == len(files)
    with selectors.DefaultSelector() as selector:
        selector.register(listener, selectors.EVENT_READ)
        assert selector.select(0) == []
