"""The complete unit, built once a session."""

from collections.abc import Iterator
from functools import partial

import pytest

from testkit.complete_unit import CHECKLIST, plan, write_unit
from tests.truth.bench import Bench
from zi_evidence import load_checklist
from zi_evidence.index import scan_folder
from zi_evidence.matching import Matcher
from zi_evidence.reading import Pool
from zi_evidence.unit import load_unit


@pytest.fixture(scope="session")
def _complete(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("complete") / "unit"
    write_unit(folder, ())
    checklist = load_checklist(CHECKLIST)
    papers = plan(checklist, load_unit(folder))
    write_unit(folder, papers)
    return Bench(folder, tmp_path_factory.mktemp("complete-index"), papers, checklist)


@pytest.fixture(scope="session")
def _matcher(_complete: Bench) -> Matcher:
    return Matcher(_complete.checklist)


@pytest.fixture(scope="session")
def _pool() -> Iterator[Pool]:
    with Pool("zi_evidence.index.understanding:understand", workers=2) as pool:
        yield pool


@pytest.fixture
def bench(_complete: Bench, _matcher: Matcher, _pool: Pool, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """The green unit. What stays the same is made only once: checklist, matcher, worker processes."""
    monkeypatch.setattr("zi_evidence.api.looking.load_checklist", lambda _: _complete.checklist)
    monkeypatch.setattr("zi_evidence.kept_matches.Matcher", lambda *_: _matcher)
    monkeypatch.setattr("zi_evidence.api.looking.scan_folder", partial(scan_folder, pool=_pool))
    return _complete
