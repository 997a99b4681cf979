"""What a newsroom sets for itself: `checker.toml`, or `[tool.checker]` in `pyproject.toml`, of the working directory.

Nowhere else is looked: a file beside strangers' articles configures nothing. `checker init` writes a file that explains
every key. Rules by code are read here and take effect in `checker.steps.house_rules`.
"""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field, ValidationError, field_validator

from checker.errors import SettingsError
from checker.schema import Noun, Severity
from checker.toml_lines import line_of

HOUSE_FILE = "checker.toml"
PROJECT_FILE = "pyproject.toml"
DECISIONS_FILE = "checker-decisions.jsonl"

Rule = Literal["off", "note", "check", "fix"]
"""What a house makes of a code: *off* for silent, else the level that its findings have."""

_LARGEST = 1_000_000
_PATH = "a path in quotation marks"
_GROUPS = 'lists of two or more, as in [["Kyiv", "Kiev"], ["US", "United States"]]'
_HOSTS = 'a list of hosts, as in ["localhost", "llm.example.org"]'
_RULES = 'codes with a level, as in F1 = "note"; a level is off, note, check or fix'


class House(Noun):
    """What a newsroom can set. The description of a field says what it takes; its key is written with hyphens.

    `same_names` and `one_origin` (outlets) are groups whose members mean one and the same. `file` is the file that all
    this was read from, as messages name it; None where there is none.
    """

    model_config = ConfigDict(alias_generator=lambda field: field.replace("_", "-"), populate_by_name=True)

    fail_on: Severity = Field("error", description="error, warning or note")
    desk_list: Path | None = Field(None, description=_PATH)
    decisions: Path = Field(Path(DECISIONS_FILE), description=_PATH)
    same_names: tuple[tuple[str, ...], ...] = Field((), description=_GROUPS)
    one_origin: tuple[tuple[str, ...], ...] = Field((), description=_GROUPS)
    allowed_hosts: tuple[str, ...] | None = Field(None, description=_HOSTS)
    rules: dict[str, Rule] = Field({}, description=_RULES)
    file: Path | None = Field(None, exclude=True)
    text: str = Field("", exclude=True, repr=False)
    """What the file holds, so that a code that nobody knows can be named with its line."""

    @field_validator("same_names", "one_origin")
    @classmethod
    def _say_something(cls, groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        if any(len(group) < 2 or not all(member.strip() for member in group) for group in groups):
            raise ValueError(_GROUPS)
        return groups

    @field_validator("desk_list", "decisions", mode="before")
    @classmethod
    def _names_a_file(cls, path: object) -> object:
        if path == "":  # it would be the folder
            raise ValueError(_PATH)
        return path

    @field_validator("allowed_hosts")
    @classmethod
    def _are_hosts(cls, hosts: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if any(not host.strip() or set(host) & set(" ,/@") for host in hosts or ()):
            raise ValueError(_HOSTS)
        return hosts

    def place(self, *keys: str | int) -> str:
        """Return where a key stands, as errors name it: "checker.toml, line 3"."""
        return _place(self.file or Path(HOUSE_FILE), self.text, keys)


KEYS = tuple(field.replace("_", "-") for field in House.model_fields if field not in ("file", "text"))


def load_house(directory: Path | None = None) -> House:
    """Return what the settings file of `directory` (default: the working directory) sets; the defaults without one.

    Raises SettingsError that names file, line, the value, what it takes, and the remedy.
    """
    folder = directory or Path()
    own, project = folder / HOUSE_FILE, folder / PROJECT_FILE
    text = _read(own)
    in_project = _read(project)
    shared = None if in_project is None or "checker" not in in_project else _table(project, in_project)
    if text is None:
        return House() if shared is None or in_project is None else _house(shared, project, in_project)
    if shared is not None:
        raise SettingsError(f"{own} and [tool.checker] in {project} both hold settings: move all into one of them")
    return _house(_parsed(own, text), own, text)


def _read(path: Path) -> str | None:
    """Return what a file holds; None where it is not there."""
    try:
        if not path.is_file():
            return None
        if path.stat().st_size > _LARGEST:
            raise SettingsError(f"{path}: is larger than 1 MB; it holds settings only")
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8"
        raise SettingsError(f"{path}: cannot be read ({reason}); mend it or remove it") from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise SettingsError(f"{path}: wrong TOML ({problem}); correct that line") from None


def _table(path: Path, text: str) -> dict[str, Any] | None:
    """Return the table `tool.checker` of a project file; None where it has none."""
    tool = _parsed(path, text).get("tool")
    table = tool.get("checker") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{_place(path, text, ())}: tool.checker wants keys and values; write [tool.checker]")
    return table


def _house(table: dict[str, Any], path: Path, text: str) -> House:
    for key in table:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1)
            remedy = f"did you mean {near[0]}?" if near else f"there are: {', '.join(KEYS)}"
            raise SettingsError(f"{_place(path, text, (key,))}: unknown key {_brief(key)}; {remedy}")
    try:
        house = House.model_validate({**table, "file": path, "text": text})
    except ValidationError as problem:
        found = problem.errors()[0]
        keys = found["loc"]
        takes = House.model_fields[str(keys[0]).replace("-", "_")].description
        named = ".".join(key for key in keys if isinstance(key, str))
        place = _place(path, text, keys)
        raise SettingsError(f"{place}: {named} is {_brief(found['input'])}: wants {takes}") from None
    if not (path.parent / house.decisions).resolve().is_relative_to(path.parent.resolve()):
        raise SettingsError(
            f"{house.place('decisions')}: decisions is {_brief(str(house.decisions))}, outside the folder of this "
            "file: name a file inside, or pass --decisions"
        )
    house = house.model_copy(update={"decisions": path.parent / house.decisions})
    if house.desk_list is None:
        return house
    return house.model_copy(update={"desk_list": path.parent / house.desk_list})


def _place(path: Path, text: str, keys: tuple[str | int, ...]) -> str:
    """Return the file with the line of a key, or of the nearest thing around it that has one."""
    inside: tuple[str | int, ...] = ("tool", "checker") if path.name == PROJECT_FILE else ()
    for end in range(len(keys), -1, -1):
        line = line_of(text, (*inside, *keys[:end]))
        if line is not None:
            return f"{path}, line {line}"
    return str(path)


def _brief(value: object) -> str:
    """Return a value in one short line."""
    shown = " ".join((value if isinstance(value, str) else repr(value)).split())
    shown = shown if shown.isprintable() else ascii(shown)
    return f'"{shown[:60]}"' if isinstance(value, str) else shown[:60]
