"""The judgement: what every requirement is worth today. Pure: checklist, documents, unit, a day."""

from zi_evidence.evaluation.catalogue import CATALOGUE, FindingKind
from zi_evidence.evaluation.evaluate import evaluate_documents

__all__ = ["CATALOGUE", "FindingKind", "evaluate_documents"]
