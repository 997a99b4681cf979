"""YAML front matter: the `key: value` lines between two `---` at the very start of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.readers.metadata import KEYS, checked_keys, in_brief

if TYPE_CHECKING:
    import yaml

_LONGEST = 20_000
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY_LINE = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)")
_CONTINUATION = re.compile(r"[ \t#]|-[ \t]|$")


def split_front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    """Return what the front matter of `text` states and the text behind it; nothing and the whole text if it has none.

    A `---` that is only a rule starts none: the lines behind it must look like keys. Values are strings, as written.
    Raises InputError, naming the line, for wrong YAML, an unknown key, or front matter that does not end.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return {}, text
    closing = _CLOSING.search(text, opening.end(), opening.end() + _LONGEST)
    lines = text[opening.end() : closing.start() if closing else opening.end() + _LONGEST].split("\n")
    first = _KEY_LINE.match(lines[0])
    if first is None:
        return {}, text
    known = lines[0].split(":")[0].strip().lower() in KEYS
    if closing is None:
        if known:
            raise InputError(f'{name}: the front matter does not end; close it with a line "---"')
        return {}, text
    if not known and not all(_KEY_LINE.match(line) or _CONTINUATION.match(line) for line in lines):
        return {}, text
    stated = _mapping("\n".join(lines), name)
    return checked_keys(stated, f"{name}, front matter"), text[closing.end() :]


def _mapping(source: str, name: str) -> dict[str, str]:
    """Return the keys and values of a YAML mapping of plain values. Raises InputError for anything else."""
    import yaml

    # The nodes are read, not the values: they know their lines, show repeated keys, and no tag is ever obeyed.
    try:
        root = yaml.compose(source, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        # An open bracket is noticed at the end only; where it began is the line to look at.
        marked = [mark.line for mark in (error.context_mark, error.problem_mark) if mark]
        place = f"{name}, line {min(marked) + 2}" if marked else name
        raise InputError(f"{place}: wrong YAML in the front matter ({error.problem}); quote the value") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(f"{name}: wrong YAML in the front matter; write one `key: value` a line") from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise InputError(f"{name}, line 2: the front matter has no keys; write one `key: value` a line")
    stated: dict[str, str] = {}
    for key, value in root.value:
        word = _plain(key, name)
        if word in stated:
            raise InputError(f'{name}, line {key.start_mark.line + 2}: key "{in_brief(word)}" stands twice; keep one')
        stated[word] = _plain(value, name)
    return stated


def _plain(node: yaml.Node, name: str) -> str:
    """Return the words of a scalar. Raises InputError for a list or a mapping."""
    import yaml

    if not isinstance(node, yaml.ScalarNode):
        raise InputError(f"{name}, line {node.start_mark.line + 2}: wants one value, not a list or a table; quote it")
    value: str = node.value
    return value
