"""The complete unit, built once a session."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.truth.bench import Bench
from tests.truth.complete_unit import CHECKLIST, plan, write_unit
from zi_evidence import load_checklist
from zi_evidence.index import scan_folder
from zi_evidence.matching import Matcher
from zi_evidence.reading import Pool
from zi_evidence.unit import load_unit


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The green unit. What stays the same is made only once: checklist, matcher, worker processes."""
    folder = tmp_path_factory.mktemp("complete") / "unit"
    write_unit(folder, ())
    checklist = load_checklist(CHECKLIST)
    papers = plan(checklist, load_unit(folder))
    write_unit(folder, papers)
    matcher = Matcher(checklist)
    task = "zi_evidence.index.understanding:understand"
    with pytest.MonkeyPatch.context() as patch, Pool(task, workers=2) as pool:
        patch.setattr("zi_evidence.api.load_checklist", lambda _: checklist)
        patch.setattr("zi_evidence.api.Matcher", lambda _: matcher)
        patch.setattr("zi_evidence.api.scan_folder", partial(scan_folder, pool=pool))
        yield Bench(folder, tmp_path_factory.mktemp("complete-index"), papers, checklist)
