"""Names and attributes of WordprocessingML, in both of its namespaces."""

from typing import Any

__all__ = ["STRICT", "W", "attribute", "child", "is_on", "tags", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_OFF = {"0", "false", "off"}


def tags(*names: str) -> frozenset[str]:
    """Return the tags of these local names."""
    return frozenset(f"{ns}{name}" for ns in (W, STRICT) for name in names)


def attribute(element: Any, name: str) -> str:
    """Return an attribute, empty where there is none."""
    return element.get(f"{W}{name}") or element.get(f"{STRICT}{name}") or ""


def value(element: Any) -> str:
    """Return the attribute `val`."""
    return attribute(element, "val")


def is_on(element: Any) -> bool:
    """Tell whether a switch is on; one without a value is."""
    return value(element).lower() not in _OFF


def child(element: Any, *path: str) -> Any:
    """Return the element at a path of local names below another one, `None` where there is none."""
    for ns in (W, STRICT):
        found = element.find("/".join(f"{ns}{name}" for name in path))
        if found is not None:
            return found
    return None
