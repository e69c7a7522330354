"""Reads one file of a pack; whatever is wrong in it is named with file and place."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from zi_evidence.errors import LexiconError
from zi_evidence.lexicon.rules import Section, expand

__all__ = ["fragments_of", "load_section"]

_S = TypeVar("_S", bound=Section)
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_FAST):  # type: ignore[misc,valid-type]
    """A loader that refuses a key written twice instead of taking the last."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: list[Any] = []
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key!r} twice", problem_mark=key_node.start_mark)
            seen.append(key)
        return dict(super().construct_mapping(node, deep=deep))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, see above
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(str(error), file=path.name) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise LexiconError(str(error.problem), file=path.name, line=line, column=column) from error
    if not isinstance(data, dict):
        raise LexiconError("is no mapping of entries", file=path.name)
    return data


def fragments_of(section: Section, shared: Mapping[str, str] | None = None) -> dict[str, str]:
    """The lists and fragments of a section, written out, with those `shared` by others before them."""
    known = dict(shared or {}) | {name: words.expression for name, words in section.lists.items()}
    for name, parts in section.fragments.items():
        known[name] = "|".join(expand(part, known) for part in parts)
    return known


def load_section(path: Path, model: type[_S], shared: Mapping[str, str] | None = None) -> _S:
    """The section that a file holds; an empty one where there is no such file.

    Args:
        path: the YAML file.
        model: what it holds.
        shared: fragments of other sections that its rules may name.

    Raises:
        LexiconError: the file is not what `model` describes.
    """
    data = _parsed(path) if path.exists() else {}
    try:
        bare = Section.model_validate({key: data[key] for key in ("lists", "fragments") if key in data})
        context = {"fragments": fragments_of(bare, shared)}
        return model.model_validate(data, context=context)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise LexiconError(f"{place}: {first['msg']}", file=path.name) from error
    except ValueError as error:
        raise LexiconError(f"fragments: {error}", file=path.name) from error
