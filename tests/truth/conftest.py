"""The complete unit, built once a session."""

from collections.abc import Iterator

import pytest

from tests.truth.bench import Bench
from tests.truth.complete_unit import CHECKLIST, plan, write_unit
from zi_evidence import load_checklist
from zi_evidence.matching import Matcher
from zi_evidence.unit import load_unit


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The green unit. Checklist and matcher, which never change meanwhile, are made only once."""
    folder = tmp_path_factory.mktemp("complete") / "unit"
    write_unit(folder, ())
    checklist = load_checklist(CHECKLIST)
    papers = plan(checklist, load_unit(folder))
    write_unit(folder, papers)
    matcher = Matcher(checklist)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zi_evidence.api.load_checklist", lambda _: checklist)
        patch.setattr("zi_evidence.api.Matcher", lambda _: matcher)
        yield Bench(folder, tmp_path_factory.mktemp("complete-index"), papers, checklist)
