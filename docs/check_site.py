"""Looks through the built site for anything that a browser would fetch from the network.

python docs/check_site.py build/site      exit code 1 and one line for each address, 0 where there is none

A link that a person may click is fine; a script, a style, a font or a picture from elsewhere is not: the
site must open from a file share in an office without internet.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

_LOADING = {"audio": "src", "embed": "src", "iframe": "src", "img": "src", "link": "href", "object": "data",
            "script": "src", "source": "src", "video": "src"}  # fmt: skip
_ONLY_NAMED = {"canonical", "prev", "next", "alternate"}
_ELSEWHERE = re.compile(r"(?:https?:)?//")
_IN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s]+)")


class _Page(HTMLParser):
    """Collects what one page loads by itself from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes note of the address of a tag that loads something."""
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and values.get("rel") in _ONLY_NAMED:
            return
        address = values.get(_LOADING.get(tag, ""), "")
        if _ELSEWHERE.match(address):
            self.fetched.append(address)


def fetched_by(file: Path) -> list[str]:
    """Addresses outside the site that this page or style sheet makes a browser fetch."""
    text = file.read_text("utf-8", errors="replace")
    if file.suffix == ".css":
        return _IN_STYLE.findall(text)
    page = _Page()
    page.feed(text)
    return page.fetched


def main(site: Path) -> int:
    """Prints every such address; 0 where there is none and the site has pages at all."""
    files = sorted([*site.rglob("*.html"), *site.rglob("*.css")])
    found = [
        f"{file.relative_to(site).as_posix()}: {address}" for file in files for address in fetched_by(file)
    ]
    if not files:
        found.append(f"{site}: no pages")
    for line in found:
        sys.stderr.write(f"{line}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
