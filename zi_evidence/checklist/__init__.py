"""Checklists: one scheme each as data, read with line numbers, checked, compared and shown."""

from zi_evidence.checklist.load import available_checklists, load_checklist
from zi_evidence.checklist.model import Checklist, Item, Requirement, Section

__all__ = [
    "Checklist",
    "Item",
    "Requirement",
    "Section",
    "available_checklists",
    "load_checklist",
]
