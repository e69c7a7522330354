from zi_evidence.index.standard import tool_version
from zi_evidence.lexicon import load_lexicon


def test_facts_found_with_other_words_are_found_anew() -> None:
    assert f"words {load_lexicon().fingerprint}" in tool_version()
