"""An expression with one of its alternatives left out, for each of them: what the examples must notice."""

from collections.abc import Iterator

__all__ = ["without_one"]


def _skip_class(text: str, at: int) -> int:
    """The place behind a character class that begins at `at`."""
    end = at + 1
    if text[end : end + 1] == "^":
        end += 1
    if text[end : end + 1] == "]":
        end += 1
    while text[end] != "]":
        end += 2 if text[end] == "\\" else 1
    return end + 1


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """The spans of the alternatives of every group that has several, the whole expression included."""
    stack: list[list[int]] = [[0]]
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 2
            continue
        if sign == "[":
            at = _skip_class(text, at)
            continue
        if sign == "(":
            stack.append([_behind_head(text, at)])
        elif sign == "|":
            stack[-1].append(at + 1)
        elif sign == ")":
            yield _spans(stack.pop(), at)
        at += 1
    yield _spans(stack.pop(), at)


def _behind_head(text: str, at: int) -> int:
    """The place where the content of a group begins: behind `(?:`, `(?<name>`, `(?=` and the like."""
    if text[at + 1 : at + 2] != "?":
        return at + 1
    if text.startswith("(?P<", at):
        return text.index(">", at) + 1
    for head in ("(?:", "(?=", "(?!", "(?<=", "(?<!", "(?i:", "(?-i:", "(?>"):
        if text.startswith(head, at):
            return at + len(head)
    return at + 1


def _spans(starts: list[int], end: int) -> list[tuple[int, int]]:
    ends = [start - 1 for start in starts[1:]] + [end]
    return list(zip(starts, ends, strict=True))


def without_one(text: str) -> Iterator[tuple[str, str]]:
    """Each alternative with the expression that lacks it. An expression with a single alternative yields none.

    Empty alternatives and those of negative look-arounds (which forbid) are left out: a counter-example is theirs.
    """
    for spans in _groups(text):
        if len(spans) < 2:
            continue
        for number, (start, end) in enumerate(spans):
            if start == end:
                continue
            # Its bar goes with it: the one behind it, or before the last one.
            first, last = (start, end + 1) if number + 1 < len(spans) else (start - 1, end)
            yield text[start:end], text[:first] + text[last:]
