"""Which text of a PDF page a person sees. The rest must not count as evidence.

Every extractor returns invisible text as if it were printed. Two kinds are taken off a page before its
text is read: text drawn in render mode 3 that lies over no image (over an image it is the OCR layer of a
scan, which is what the eye reads in the picture), and text filled with white or with nothing where no
coloured area or picture lies under it. Text outside the visible page is left out when the text is taken.
Text too small to see, covered by something drawn later, or in a switched-off layer is not looked for.

Pages hold hundreds of objects, so the first pass asks each for two things only, by bindings of our own that
take handles as they are (a fifth of the cost of the library's). Boxes are computed on suspicion alone.
"""

import ctypes
from ctypes import PYFUNCTYPE, c_float, c_int, c_uint, c_ulong, c_void_p, pointer
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as c

__all__ = ["PageLook", "look"]

_WHITE = 250
# Forms in forms are drawn by honest producers two or three deep; the budget ends a form that
# contains itself many times over.
_MAX_DEPTH = 6
_MAX_OBJECTS = 100_000
_MAX_AREAS = 2000
# Taking an object off costs time in proportion to the page; a page with more hidden texts is given up.
_MAX_DOOMED = 3000

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_INVISIBLE = 3
# Filled, and filled and added to the clipping path: modes that also draw an outline can be seen when white.
_FILLED_ONLY = (0, 4)

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Handle(c_void_p):
    """A handle of the library that stays one when it is handed back; a plain `c_void_p` becomes a number."""


def _plain(function: Any, result: Any) -> Any:
    """Return a binding of the library's function without conversion of its arguments.

    All arguments must be ctypes instances or plain `int` for C's int.
    """
    binding: Any = PYFUNCTYPE(result)(ctypes.cast(function, c_void_p).value or 0)
    binding.argtypes = None
    return binding


_count_page = _plain(c.FPDFPage_CountObjects, c_int)
_get_page = _plain(c.FPDFPage_GetObject, _Handle)
_count_form = _plain(c.FPDFFormObj_CountObjects, c_int)
_get_form_object = _plain(c.FPDFFormObj_GetObject, _Handle)
_get_type = _plain(c.FPDFPageObj_GetType, c_int)
_get_mode = _plain(c.FPDFTextObj_GetTextRenderMode, c_int)
_get_fill = _plain(c.FPDFPageObj_GetFillColor, c_int)
_get_bounds = _plain(c.FPDFPageObj_GetBounds, c_int)
_get_matrix = _plain(c.FPDFPageObj_GetMatrix, c_int)
_get_text = _plain(c.FPDFTextObj_GetText, c_ulong)
_get_draw = _plain(c.FPDFPath_GetDrawMode, c_int)
_remove_page = _plain(c.FPDFPage_RemoveObject, c_int)
_remove_form = _plain(c.FPDFFormObj_RemoveObject, c_int)
_destroy = _plain(c.FPDFPageObj_Destroy, None)

# Out-parameters, made once, each with the addresses of its parts.
_COLOUR = (c_uint * 4)()
_COLOUR_AT = tuple(c_void_p(ctypes.addressof(_COLOUR) + 4 * part) for part in range(4))
_BOX = (c_float * 4)()
_BOX_AT = tuple(c_void_p(ctypes.addressof(_BOX) + 4 * part) for part in range(4))
_MATRIX = (c_float * 6)()
_MATRIX_AT = pointer(_MATRIX)
_DRAW = (c_int * 2)()
_DRAW_AT = tuple(c_void_p(ctypes.addressof(_DRAW) + 4 * part) for part in range(2))
_WORDS = (ctypes.c_ushort * 2048)()
_WORDS_AT = pointer(_WORDS)
_WORDS_SIZE = c_ulong(ctypes.sizeof(_WORDS))


def _get_form(parent: Any, index: int) -> Any:
    return _get_form_object(parent, c_ulong(index))


@dataclass(slots=True)
class PageLook:
    """What was found on one page.

    Attributes:
        hidden: letters and digits that a person does not see and that were taken off the page.
        pictures: the page shows images or shading.
        objects: lines, areas, texts and images on the page.
        spoilt: so much is hidden that the rest of the page cannot be told from it.
    """

    hidden: int = 0
    pictures: bool = False
    objects: int = 0
    spoilt: bool = False


@dataclass(slots=True)
class _Walk:
    """Everything drawn on the page so far, in drawing order."""

    budget: int = _MAX_OBJECTS
    backgrounds: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    unseen: list[tuple[Any, Any, Box]] = field(default_factory=list)
    doomed: list[tuple[Any, Any]] = field(default_factory=list)


def look(page: Any) -> PageLook:
    """Take hidden text off the loaded pdfium page and say what else is on it.

    Must run before the text page is loaded.
    """
    found = PageLook()
    if _suspicious(_address(page), _count_page, _get_page, found, 0):
        _clear(page, found)
    return found


def _address(handle: Any) -> Any:
    return ctypes.cast(handle, _Handle)


def _suspicious(parent: Any, count: Any, get: Any, found: PageLook, depth: int) -> bool:
    """Tell whether any text is drawn invisibly, in white or in nothing; the cheap pass over all objects."""
    red, green, blue, alpha = _COLOUR_AT
    colour = _COLOUR
    total = min(count(parent), _MAX_OBJECTS - found.objects)
    found.objects += max(total, 0)
    for index in range(total):
        obj = get(parent, index)
        mode = _get_mode(obj)
        if mode < 0:
            kind = _get_type(obj)
            if kind in (_IMAGE, _SHADING):
                found.pictures = True
            elif (
                kind == _FORM
                and depth < _MAX_DEPTH
                and _suspicious(obj, _count_form, _get_form, found, depth + 1)
            ):
                return True
            continue
        if mode == _INVISIBLE:
            return True
        _get_fill(obj, red, green, blue, alpha)
        if (colour[0] >= _WHITE and colour[1] >= _WHITE and colour[2] >= _WHITE) or not colour[3]:
            return True
    return False


def _clear(page: Any, found: PageLook) -> None:
    """Take the hidden text off, and count what it said: hidden blanks and page numbers are honest habits."""
    walk = _Walk()
    root = _address(page)
    _walk(walk, root, _count_page, _get_page, _IDENTITY, 0)
    found.pictures = bool(walk.images)
    found.objects = _MAX_OBJECTS - walk.budget
    walk.doomed += [(obj, parent) for obj, parent, box in walk.unseen if not _within(box, walk.images)]
    if not walk.doomed:
        return
    if len(walk.doomed) > _MAX_DOOMED:
        found.spoilt = True
        found.hidden = len(walk.doomed)
        return
    text_page = c.FPDFText_LoadPage(page)
    if text_page:
        size = ctypes.sizeof(_WORDS)
        at = _address(text_page)
        for obj, _ in walk.doomed:
            length = min(_get_text(obj, at, _WORDS_AT, _WORDS_SIZE), size)
            text = memoryview(_WORDS).cast("B")[: max(length - 2, 0)].tobytes()
            found.hidden += sum(map(str.isalnum, text.decode("utf-16-le", "ignore")))
        c.FPDFText_ClosePage(text_page)
    for obj, parent in walk.doomed:
        if (_remove_page if parent is root else _remove_form)(parent, obj):
            _destroy(obj)


def _walk(walk: _Walk, parent: Any, count: Any, get: Any, matrix: Matrix, depth: int) -> None:
    for index in range(count(parent)):
        if walk.budget <= 0:
            return
        walk.budget -= 1
        obj = get(parent, index)
        kind = _get_type(obj)
        if kind == _TEXT:
            mode = _get_mode(obj)
            if mode == _INVISIBLE:
                walk.unseen.append((obj, parent, _box(obj, matrix)))
            elif (
                mode in _FILLED_ONLY and not _inked(obj) and not _within(_box(obj, matrix), walk.backgrounds)
            ):
                walk.doomed.append((obj, parent))
        elif kind == _IMAGE:
            box = _box(obj, matrix)
            if len(walk.images) < _MAX_AREAS:
                walk.images.append(box)
                walk.backgrounds.append(box)
        elif kind == _SHADING or (kind == _PATH and _coloured(obj)):
            if len(walk.backgrounds) < 2 * _MAX_AREAS:
                walk.backgrounds.append(_box(obj, matrix))
        elif kind == _FORM and depth < _MAX_DEPTH:
            _walk(walk, obj, _count_form, _get_form, _times(_own_matrix(obj), matrix), depth + 1)


def _inked(obj: Any) -> bool:
    """Tell whether the object is filled with anything but white; a pattern counts as ink."""
    if not _get_fill(obj, *_COLOUR_AT):
        return True
    red, green, blue, alpha = _COLOUR
    return alpha > 0 and not (red >= _WHITE and green >= _WHITE and blue >= _WHITE)


def _coloured(obj: Any) -> bool:
    if not _get_draw(obj, *_DRAW_AT) or _DRAW[0] == 0:
        return False
    return _inked(obj)


def _own_matrix(obj: Any) -> Matrix:
    if not _get_matrix(obj, _MATRIX_AT):
        return _IDENTITY
    a, b, cc, d, e, f = _MATRIX
    return (a, b, cc, d, e, f)


def _box(obj: Any, matrix: Matrix) -> Box:
    if not _get_bounds(obj, *_BOX_AT):
        return (0.0, 0.0, 0.0, 0.0)
    x0, y0, x1, y1 = _BOX
    if matrix is _IDENTITY:
        return (x0, y0, x1, y1)
    a, b, cc, d, e, f = matrix
    xs = [a * x + cc * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return (min(xs), min(ys), max(xs), max(ys))


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, cc, d, e, f = first
    a2, b2, c2, d2, e2, f2 = second
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        cc * a2 + d * c2,
        cc * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )


def _within(box: Box, areas: list[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(a[0] <= x <= a[2] and a[1] <= y <= a[3] for a in areas)
