"""The words of one language and its offices, as data: what the facts and the matcher look for in a text.

A pack is a folder of YAML files, one a section (`id` is the pack of Indonesian offices). Code holds the grammar, the
pack holds the words: a new kind of document, a date phrase or an office is an entry with an example and a
counter-example, never a change of code.
"""

from zi_evidence.lexicon.kinds import FLAGS, KindEntry, Kinds
from zi_evidence.lexicon.lexicon import DEFAULT_PACK, Lexicon, load_lexicon
from zi_evidence.lexicon.rules import NOTHING, Rule, Section, failures, rules_of

__all__ = [
    "DEFAULT_PACK",
    "FLAGS",
    "NOTHING",
    "KindEntry",
    "Kinds",
    "Lexicon",
    "Rule",
    "Section",
    "failures",
    "load_lexicon",
    "rules_of",
]
