"""The judgement: what every requirement is worth today. Pure: checklist, documents, unit, a day."""

from zi_evidence.evaluation.catalogue import CATALOGUE, FindingKind
from zi_evidence.evaluation.evaluate import EVALUATION_VERSION, evaluate_documents

__all__ = ["CATALOGUE", "EVALUATION_VERSION", "FindingKind", "evaluate_documents"]
