"""The page as lines: made once of a document's text, read by everything that looks for facts in it."""

from zi_evidence.page.lines import Line, Sheet, make_sheet, runs_on
from zi_evidence.page.mending import squeeze

__all__ = ["Line", "Sheet", "make_sheet", "runs_on", "squeeze"]
