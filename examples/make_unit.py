"""Writes the example unit folder: an invented prison office half-way to its ZI assessment.

    python examples/make_unit.py [FOLDER]        (default: the folder `unit` beside this script)

Every byte is the same on every run. What is in the folder, and which gaps were planted, stands in
README.md beside this script; the papers' words lie in `unit_maker/papers/`, the drawing code in
`unit_maker/`.
Needs the development group of pyproject.toml (reportlab, fpdf2, python-docx, Pillow, pypdf).
"""

import runpy

if __name__ == "__main__":
    runpy.run_module("unit_maker", run_name="__main__")
