"""README.md and the pages of docs/, taken apart: sections, commands, tables, links, anchors, code spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Page:
    """A page of the documentation, by its path from the top folder."""

    path: str

    @cached_property
    def text(self) -> str:
        return (ROOT / self.path).read_text("utf-8")

    @cached_property
    def flowing(self) -> str:
        """The text with every line break taken out, to look for sentences in."""
        return " ".join(self.text.split())

    @cached_property
    def commands(self) -> list[str]:
        """The command lines of checker that it shows."""
        return [line.strip() for line in self.text.splitlines() if line.startswith("    checker ")]

    @cached_property
    def _inline(self) -> list[Token]:
        blocks = MarkdownIt("commonmark").enable("table").parse(self.text)
        return [token for block in blocks if block.type == "inline" for token in block.children or []]

    @cached_property
    def links(self) -> list[str]:
        return [str(token.attrs["href"]) for token in self._inline if token.type == "link_open"]

    @cached_property
    def pictures(self) -> list[str]:
        return [str(token.attrs["src"]) for token in self._inline if token.type == "image"]

    @cached_property
    def spans(self) -> list[str]:
        """What stands between backticks."""
        return [token.content for token in self._inline if token.type == "code_inline"]

    @cached_property
    def anchors(self) -> set[str]:
        """The anchors that a code host makes of its headings."""
        blocks = MarkdownIt("commonmark").parse(self.text)
        headings = [after.content for token, after in pairwise(blocks) if token.type == "heading_open"]
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

    def section(self, title: str) -> str:
        """Return what stands under a heading of the second level."""
        _, found, rest = self.text.partition(f"\n## {title}\n")
        assert found, f"{self.path} has no section {title}"
        return rest.partition("\n## ")[0]

    def table(self, first: str) -> dict[str, list[str]]:
        """Return the table whose head begins with this cell: each row's other cells, by its first."""
        _, found, rest = self.text.partition(f"\n| {first} |")
        assert found, f"{self.path} has no table of {first}"
        rows = [row.strip("| \n").split(" | ") for row in rest.partition("\n\n")[0].split("\n")[2:]]
        return {name: cells for name, *cells in rows}

    def resolved(self, link: str) -> Path:
        """Return the file that a relative link or picture leads to."""
        return (ROOT / self.path).parent / link.partition("#")[0] if not link.startswith("#") else ROOT / self.path


README = Page("README.md")
DOCS = [Page(path.relative_to(ROOT).as_posix()) for path in sorted((ROOT / "docs").glob("*.md"))]
PAGES = [README, *DOCS]
BY_NAME = {Path(page.path).stem: page for page in PAGES}
QUALITY = BY_NAME["quality"]
