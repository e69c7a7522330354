"""From text and name to facts: what a document is, when it was made, what it reports on, whose it is.

Pure functions without I/O; the same text and name always give the same facts.
"""

from zi_evidence.facts.extract import FACTS_VERSION, extract_facts
from zi_evidence.facts.people import mask_nip
from zi_evidence.facts.substance import is_thin
from zi_evidence.facts.units import is_sister, unit_relation

__all__ = ["FACTS_VERSION", "extract_facts", "is_sister", "is_thin", "mask_nip", "unit_relation"]
