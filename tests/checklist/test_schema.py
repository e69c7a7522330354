import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from testkit.checklists import SMALL
from zi_evidence.checklist.layers import TOP_KEYS
from zi_evidence.checklist.model import Item, Requirement
from zi_evidence.checklist.schema import checklist_schema

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("checklists/**/*.yaml"), *ROOT.glob("examples/checklists/*.yaml")])


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = checklist_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def as_json(text: str) -> Any:
    """What an editor hands to the schema: YAML's own idea of numbers and booleans."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_file_fits_the_schema(path: Path, validator: Any) -> None:
    validator.validate(as_json(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kinds: [sk]", "kinds: [Surat Keputusan]"),
        ("must: [dated]", "mustt: [dated]"),
        ("min: 2", "every: weekly"),
        ("title: Daftar kecil\n", ""),
        ("weight: 4\n", "weight: empat\n"),
        ("schema: zi-evidence/checklist/1", "schema: lain"),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(old: str, new: str, validator: Any) -> None:
    assert old in SMALL
    assert validator.is_valid(as_json(SMALL))
    assert not validator.is_valid(as_json(SMALL.replace(old, new, 1)))


def test_the_schema_knows_every_key_of_the_loader() -> None:
    schema = checklist_schema()
    whole = schema["oneOf"][0]["properties"]
    keys = {info.alias or name for name, info in Requirement.model_fields.items()}

    assert set(whole) == set(TOP_KEYS)
    assert set(schema["$defs"]["requirement"]["properties"]) == keys | {"mode"}
    assert set(schema["$defs"]["item"]["properties"]) == set(Item.model_fields) - {"area"} | {"change"}
