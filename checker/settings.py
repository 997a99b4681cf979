"""Settings: from the environment and from the file `.env` in the working directory. Nothing else reads either.

The environment goes before the file, with one exception: an endpoint that the file names never gets a key of the
environment (see `load_settings`). `.env.example` explains every setting to users.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from checker import environment
from checker.errors import SettingsError
from checker.hosts import is_this_machine, origin
from checker.house import House

DEFAULT_MODEL = "gpt-5.1"
"""The model that is asked where none is named. Changing it voids recorded answers that were made without a name."""

PACK_TOKENS = 60_000
"""What request and reply of one pack may take together: as much as a frontier model still judged well in trials."""

DEFAULT_ENDPOINT = "https://api.openai.com/v1"

DOTENV = ".env"

_URL = "an http:// or https:// address without user name, password or spaces, as in https://api.example.com/v1"
_KEY = "a key: one word of printable ASCII characters"
_NAME = "the name of a model, as the provider writes it"
_COUNT = "a whole number, at least 1"


class Settings(BaseModel):
    """What a user can set. The description of a field says what it takes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    openai_api_key: SecretStr | None = Field(None, description=_KEY)
    openai_base_url: str | None = Field(None, description=_URL)
    model: str = Field(DEFAULT_MODEL, min_length=1, description=_NAME)
    model_extract: str | None = Field(None, min_length=1, description=_NAME)
    model_reconcile: str | None = Field(None, min_length=1, description=_NAME)
    model_confirm: str | None = Field(None, min_length=1, description=_NAME)
    answers: Path = Field(Path(".checker/answers"), description="the path of a folder")
    max_article: int = Field(1_000_000, ge=1, description=f"{_COUNT} (bytes)")
    requests_at_once: int = Field(8, ge=1, le=1000, description="a whole number from 1 to 1000")
    requests_a_minute: int | None = Field(None, ge=1, description=_COUNT)
    tokens_a_minute: int | None = Field(None, ge=1, description=f"{_COUNT} (tokens)")
    max_requests: int | None = Field(None, ge=0, description="a whole number, at least 0")
    max_cost: float | None = Field(None, ge=0, allow_inf_nan=False, description="a number, at least 0 (US dollars)")
    priced_as: str | None = Field(None, min_length=1, description="a provider whose price list applies, as in openai")
    allowed_hosts: str = Field("localhost,127.0.0.1,[::1]", description="hosts, with commas between them")
    cache: Path | None = Field(None, description="the path of a folder")
    timeout: float = Field(180.0, gt=0, allow_inf_nan=False, description="a number above 0 (seconds)")
    tries: int = Field(4, ge=1, le=100, description="a whole number from 1 to 100")
    max_reply_tokens: int | None = Field(None, ge=1, description=f"{_COUNT} (tokens)")
    pack_tokens: int = Field(PACK_TOKENS, ge=1000, description="a whole number, at least 1000 (tokens)")

    @field_validator("openai_base_url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value is not None:
            parts = urlsplit(value)
            _ = parts.port  # raises ValueError where it is no number
            plain = value.isprintable() and " " not in value and "@" not in parts.netloc
            if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
                raise ValueError(_URL)
        return value

    @field_validator("openai_api_key")
    @classmethod
    def _fits_a_header(cls, value: SecretStr | None) -> SecretStr | None:
        key = "x" if value is None else value.get_secret_value()
        if not key or " " in key or not (key.isascii() and key.isprintable()):
            raise ValueError(_KEY)
        return value

    @property
    def endpoint(self) -> str:
        """The address that requests go to."""
        return self.openai_base_url or DEFAULT_ENDPOINT

    @property
    def host(self) -> str:
        """The host of the endpoint, with the port where one is named: what a user is told about where texts go."""
        return urlsplit(self.endpoint).netloc

    @property
    def origin(self) -> str:
        """Scheme, host and port of the endpoint (the port left out where it is the scheme's own): one server."""
        return origin(self.endpoint)

    @property
    def may_get_embargoed_text(self) -> bool:
        """Whether the endpoint is among the hosts that embargoed and withheld articles may be sent to."""
        allowed = {host.strip().lower().strip("[]") for host in self.allowed_hosts.split(",")}
        return {self.host.lower(), urlsplit(self.endpoint).hostname} & allowed != set()

    @property
    def cache_folder(self) -> Path:
        """Where answers are kept between runs: the user's cache folder where nothing else is set."""
        if self.cache is not None:
            return self.cache
        from platformdirs import user_cache_path

        return user_cache_path("checker", appauthor=False)

    @property
    def models(self) -> dict[Literal["extract", "reconcile", "draft", "confirm"], str]:
        """The model for each task. A draft is judged by the model that reconciles."""
        return {
            "extract": self.model_extract or self.model,
            "reconcile": self.model_reconcile or self.model,
            "draft": self.model_reconcile or self.model,
            "confirm": self.model_confirm or self.model,
        }

    @property
    def options(self) -> dict[str, Any]:
        """What the settings add to every request body."""
        return {} if self.max_reply_tokens is None else {"max_completion_tokens": self.max_reply_tokens}


def variable(field: str) -> str:
    """Return the name under which a field of Settings stands in the environment and in `.env`."""
    return field.upper() if field.startswith("openai_") else f"CHECKER_{field.upper()}"


_VARIABLES = tuple(variable(field) for field in Settings.model_fields)


def _by_field(found: Mapping[str, str]) -> dict[str, str]:
    fields = {variable(field): field for field in Settings.model_fields}
    return {fields[name]: value for name, value in found.items()}


def load_settings(directory: Path | None = None, *, trust_env: bool = False, house: House | None = None) -> Settings:
    """Read the settings from the environment and from `.env` in `directory` (default: the working directory).

    The hosts that `house` allows for withheld text come after both.

    An endpoint from the file gets a key from the same file only, and an unencrypted endpoint on another machine gets no
    key: a folder of strangers' articles must not be able to collect keys. Nor may the file that names an endpoint say
    that it may have withheld text, nor any file where answers are kept: it could write anywhere, and put in answers of
    its own. `trust_env` lifts all of these.

    Raises SettingsError that names the variable, its value (never a key), what it takes, and the remedy.
    """
    file = (directory or Path()) / DOTENV
    in_environment, in_file = (
        _by_field(environment.in_environment(_VARIABLES)),
        _by_field(environment.in_file(file, _VARIABLES)),
    )
    values = {**in_file, **in_environment}
    endpoint_from_file = "openai_base_url" in in_file and "openai_base_url" not in in_environment
    if endpoint_from_file and "openai_api_key" in in_file:
        values["openai_api_key"] = in_file["openai_api_key"]
    elif endpoint_from_file and "openai_api_key" in in_environment and not trust_env:
        raise SettingsError(
            f"OPENAI_BASE_URL comes from {file}, but OPENAI_API_KEY from the environment: "
            f"put the key for this endpoint into the same {DOTENV} (any word for a server that wants none), "
            "or pass --trust-env"
        )
    if endpoint_from_file and "allowed_hosts" in in_file and "allowed_hosts" not in in_environment and not trust_env:
        raise SettingsError(
            f"OPENAI_BASE_URL and CHECKER_ALLOWED_HOSTS both come from {file}: set CHECKER_ALLOWED_HOSTS in the "
            "environment, so that no file can open withheld text to its own host, or pass --trust-env"
        )
    if house is not None and house.allowed_hosts is not None and "allowed_hosts" not in values:
        if endpoint_from_file and not trust_env:
            raise SettingsError(
                f"{house.place('allowed-hosts')}: allowed-hosts cannot stand here while OPENAI_BASE_URL comes from "
                f"{file}: set one of both in the environment (CHECKER_ALLOWED_HOSTS), so that no folder can open "
                "withheld text to its own host, or pass --trust-env"
            )
        values["allowed_hosts"] = ",".join(house.allowed_hosts)
    if not trust_env:
        _refuse_places(in_file.keys() - in_environment.keys(), in_file, file)
    try:
        settings = Settings.model_validate(values)
    except ValidationError as problem:
        field = str(problem.errors()[0]["loc"][0])
        place = "the environment" if field in in_environment and values[field] == in_environment[field] else str(file)
        raise SettingsError(_explain(field, values[field], place)) from None
    if settings.openai_api_key is not None and _is_open_to_others(urlsplit(settings.endpoint)) and not trust_env:
        raise SettingsError(
            f"OPENAI_BASE_URL is {settings.endpoint}: the key would travel unencrypted; "
            "use https://, take OPENAI_API_KEY away, or pass --trust-env"
        )
    return settings


def _refuse_places(from_file: AbstractSet[str], in_file: Mapping[str, str], file: Path) -> None:
    """Raise SettingsError where the file says that something is kept outside its own folder, or a cache anywhere."""
    if "cache" in from_file:
        raise SettingsError(
            f"CHECKER_CACHE comes from {file}: set it in the environment, so that no folder of articles can say where "
            "answers are kept or bring answers of its own, or pass --trust-env"
        )
    folder = file.parent.resolve()
    if "answers" in from_file and not (folder / in_file["answers"]).resolve().is_relative_to(folder):
        raise SettingsError(
            f"CHECKER_ANSWERS (in {file}) is {in_file['answers'][:80]!r}, outside its folder: name a folder inside, "
            "set it in the environment, or pass --trust-env"
        )


def without_effect() -> tuple[str, ...]:
    """Return a line for each thing that looks like a setting and is none.

    These are CHECKER_ names in the environment and in `.env`, and a folder of that name.
    """
    known = set(_VARIABLES)
    file = Path(DOTENV)
    lines = [f"{DOTENV} is a folder, so no settings are read from it"] if file.is_dir() else []
    for place, names in (
        ("the environment", environment.names_in_environment()),
        (file, environment.names_in_file(file)),
    ):
        for name in sorted(name for name in names if name.startswith("CHECKER_") and name not in known):
            near = difflib.get_close_matches(name, known, 1)
            lines.append(
                f"{name} (in {place}) is no setting and does nothing{(near and f': did you mean {near[0]}?') or ''}"
            )
    lines += [f"{file}, line {line}: sets nothing; write NAME=value" for line in environment.broken_lines(file)]
    return tuple(lines)


def _explain(field: str, value: str, place: str) -> str:
    """Say what is wrong with a value; a key, or an address that may hold a password, is not repeated."""
    secret = field == "openai_api_key" or (field == "openai_base_url" and "@" in value)
    shown = "" if secret else f" is {value[:80]!r}"
    return f"{variable(field)} (in {place}){shown}: wants {Settings.model_fields[field].description}"


def _is_open_to_others(address: SplitResult) -> bool:
    """Tell whether what is sent there crosses a network unencrypted."""
    return address.scheme == "http" and not is_this_machine(address.hostname or "")
