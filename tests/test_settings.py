"""Settings: which place counts, what is refused, and that `.env.example` tells all of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.errors import SettingsError
from checker.settings import DEFAULT_ENDPOINT, DEFAULT_MODEL, Settings, load_settings, variable, without_effect

EXAMPLE = Path(__file__).parent.parent / ".env.example"
KEY = "sk-secret-0123456789"
FILE_KEY = "sk-from-file"
REMOTE = "https://models.example/v1"
LOCAL = "http://localhost:8080/v1"


class Places:
    """A working directory, and the environment, as they stand for one test."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch

    def load(self, file: dict[str, str] | str = "", environment: dict[str, str] | None = None, **how: Any) -> Settings:
        text = file if isinstance(file, str) else "".join(f"{name}={value}\n" for name, value in file.items())
        (self.folder / ".env").write_text(text, encoding="utf-8")
        for name, value in (environment or {}).items():
            self._monkeypatch.setenv(name, value)
        return load_settings(**how)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable(field), raising=False)
    monkeypatch.chdir(tmp_path)
    return Places(tmp_path, monkeypatch)


def key_of(settings: Settings) -> str | None:
    return None if settings.openai_api_key is None else settings.openai_api_key.get_secret_value()


def test_nothing_set(places: Places) -> None:
    settings = places.load()
    assert settings == Settings()
    assert settings.endpoint == DEFAULT_ENDPOINT
    assert settings.host == "api.openai.com"
    assert settings.answers == Path(".checker/answers")
    assert set(settings.models.values()) == {DEFAULT_MODEL}
    assert settings.options == {}


def test_the_environment_goes_before_the_file(places: Places) -> None:
    file = {"CHECKER_MODEL": "one", "CHECKER_TRIES": "7", "OPENAI_API_KEY": FILE_KEY}
    settings = places.load(file, {"CHECKER_MODEL": "two", "OPENAI_API_KEY": KEY})
    assert (settings.model, settings.tries, key_of(settings)) == ("two", 7, KEY)


def test_values_are_read_as_what_they_are(places: Places) -> None:
    file = {"CHECKER_ANSWERS": "kept/answers", "CHECKER_TIMEOUT": "2.5", "CHECKER_MAX_REPLY_TOKENS": "9000"}
    settings = places.load(file | {"CHECKER_MODEL_CONFIRM": "other", "CHECKER_MAX_ARTICLE": "2_000"})
    assert settings.answers == Path("kept/answers")
    assert settings.timeout == 2.5
    assert settings.options == {"max_completion_tokens": 9000}
    assert settings.models == {
        "extract": DEFAULT_MODEL,
        "reconcile": DEFAULT_MODEL,
        "draft": DEFAULT_MODEL,
        "confirm": "other",
    }
    assert settings.max_article == 2000


@pytest.mark.parametrize("folder", ["/elsewhere", "../elsewhere", "linked/answers"])
def test_no_file_names_a_folder_of_answers_outside_its_own(places: Places, tmp_path: Path, folder: str) -> None:
    (tmp_path / "linked").symlink_to(tmp_path.parent)
    with pytest.raises(SettingsError, match=r"CHECKER_ANSWERS \(in .env\) .*--trust-env"):
        places.load({"CHECKER_ANSWERS": folder})
    assert places.load({"CHECKER_ANSWERS": folder}, trust_env=True).answers == Path(folder)
    assert places.load({"CHECKER_ANSWERS": folder}, {"CHECKER_ANSWERS": "mine"}).answers == Path("mine")


def test_no_file_names_the_cache(places: Places) -> None:
    file = {"CHECKER_CACHE": "cache"}
    with pytest.raises(SettingsError, match=r"CHECKER_CACHE comes from .env: .*--trust-env"):
        places.load(file)
    assert places.load(file, trust_env=True).cache == Path("cache")
    assert places.load(file, {"CHECKER_CACHE": "mine"}).cache == Path("mine")


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        (None, "https://api.openai.com"),
        ("https://Models.Example/v1", "https://models.example"),
        ("https://models.example:443/other", "https://models.example"),
        ("https://models.example:8443/v1", "https://models.example:8443"),
        ("http://127.0.0.1:80/v1", "http://127.0.0.1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080"),
    ],
)
def test_an_origin_is_scheme_host_and_port(address: str | None, origin: str) -> None:
    assert Settings.model_validate({"openai_base_url": address}).origin == origin


def test_only_the_named_directory_is_looked_at(places: Places, tmp_path: Path) -> None:
    below = tmp_path / "articles"
    below.mkdir()
    (below / ".env").write_text("CHECKER_MODEL=planted\n")
    assert places.load({"CHECKER_MODEL": "mine"}).model == "mine"
    assert load_settings(below).model == "planted"
    (below / ".env").unlink()
    assert load_settings(below).model == DEFAULT_MODEL, "a folder above is not looked at"


@pytest.mark.parametrize("empty", ["", "  ", "''"])
def test_empty_counts_as_not_set(places: Places, empty: str) -> None:
    file = {"CHECKER_TRIES": empty, "OPENAI_BASE_URL": empty, "CHECKER_MODEL": "one"}
    settings = places.load(file, {"OPENAI_API_KEY": KEY, "CHECKER_MODEL": ""})
    assert (settings.tries, settings.openai_base_url, settings.model) == (4, None, "one")


def test_names_are_exact(places: Places) -> None:
    settings = places.load({"openai_base_url": REMOTE, "MODEL": "x"}, {"checker_tries": "9", "TIMEOUT": "1"})
    assert settings == Settings()


# --- keys and endpoints -----------------------------------------------------------------------------------------------

FILE, ENVIRONMENT = "file", "environment"
PAIRS: dict[str, tuple[dict[str, str], dict[str, str], str | None]] = {
    "both from the file": ({"OPENAI_BASE_URL": REMOTE, "OPENAI_API_KEY": FILE_KEY}, {}, FILE_KEY),
    "both from the environment": ({}, {"OPENAI_BASE_URL": REMOTE, "OPENAI_API_KEY": KEY}, KEY),
    "key from the file": ({"OPENAI_API_KEY": FILE_KEY}, {"OPENAI_BASE_URL": REMOTE}, FILE_KEY),
    "key from the file, no endpoint": ({"OPENAI_API_KEY": FILE_KEY}, {}, FILE_KEY),
    "key from the environment, no endpoint": ({}, {"OPENAI_API_KEY": KEY}, KEY),
    "a pair in the file, a key in the environment": (
        {"OPENAI_BASE_URL": REMOTE, "OPENAI_API_KEY": FILE_KEY},
        {"OPENAI_API_KEY": KEY},
        FILE_KEY,
    ),
    "endpoints in both": ({"OPENAI_BASE_URL": LOCAL}, {"OPENAI_BASE_URL": REMOTE, "OPENAI_API_KEY": KEY}, KEY),
    "a local server": ({"OPENAI_BASE_URL": LOCAL}, {}, None),
    "a server in the house without a key": ({"OPENAI_BASE_URL": "http://models.lan:8000/v1"}, {}, None),
    "a local server with a key": ({"OPENAI_BASE_URL": "http://127.0.0.2/v1", "OPENAI_API_KEY": "x"}, {}, "x"),
    "a local server, IPv6": ({"OPENAI_BASE_URL": "http://[::1]:80/v1", "OPENAI_API_KEY": "x"}, {}, "x"),
}


@pytest.mark.parametrize("name", PAIRS)
def test_which_key_goes_with_which_endpoint(places: Places, name: str) -> None:
    file, environment, key = PAIRS[name]
    settings = places.load(file, environment)
    assert key_of(settings) == key
    assert settings.endpoint == environment.get("OPENAI_BASE_URL", file.get("OPENAI_BASE_URL", DEFAULT_ENDPOINT))


@pytest.mark.parametrize("endpoint", [REMOTE, LOCAL])
def test_an_endpoint_from_the_file_gets_no_key_from_the_environment(places: Places, endpoint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        places.load({"OPENAI_BASE_URL": endpoint}, {"OPENAI_API_KEY": KEY})
    message = str(caught.value)
    assert "OPENAI_BASE_URL comes from .env, but OPENAI_API_KEY from the environment" in message
    assert "same .env" in message
    assert "--trust-env" in message
    assert KEY not in message
    assert "\n" not in message
    assert key_of(load_settings(trust_env=True)) == KEY


@pytest.mark.parametrize("line", ["OPENAI_API_KEY=${OPENAI_API_KEY}", 'OPENAI_API_KEY="${OPENAI_API_KEY}"'])
def test_the_file_cannot_take_the_key_by_naming_it(places: Places, line: str) -> None:
    file = f"{line}\nOPENAI_BASE_URL=https://evil.example/v1/${{OPENAI_API_KEY}}\n"
    settings = places.load(file, {"OPENAI_API_KEY": KEY})
    assert KEY not in settings.endpoint
    assert key_of(settings) == "${OPENAI_API_KEY}"


@pytest.mark.parametrize("host", ["models.lan", "192.168.0.7:8000", "localhost.example", "127.0.0.1.example"])
@pytest.mark.parametrize("place", [FILE, ENVIRONMENT])
def test_a_key_does_not_travel_unencrypted(places: Places, host: str, place: str) -> None:
    given = {"OPENAI_BASE_URL": f"http://{host}/v1", "OPENAI_API_KEY": KEY}
    with pytest.raises(SettingsError, match=r"unencrypted.*https://.*--trust-env") as caught:
        places.load(given if place == FILE else {}, given if place == ENVIRONMENT else {})
    assert KEY not in str(caught.value)
    assert key_of(load_settings(trust_env=True)) == KEY


# --- wrong values -----------------------------------------------------------------------------------------------------

WRONG = [
    ("CHECKER_TRIES", "zero", "a whole number from 1 to 100"),
    ("CHECKER_TRIES", "0", "a whole number from 1 to 100"),
    ("CHECKER_TRIES", "2.5", "a whole number from 1 to 100"),
    ("CHECKER_TIMEOUT", "-1", "a number above 0 (seconds)"),
    ("CHECKER_TIMEOUT", "nan", "a number above 0 (seconds)"),
    ("CHECKER_TIMEOUT", "3m", "a number above 0 (seconds)"),
    ("CHECKER_REQUESTS_AT_ONCE", "many", "a whole number from 1 to 1000"),
    ("CHECKER_MAX_ARTICLE", "1MB", "a whole number, at least 1 (bytes)"),
    ("CHECKER_MAX_REPLY_TOKENS", "0", "a whole number, at least 1 (tokens)"),
    ("CHECKER_PACK_TOKENS", "60", "a whole number, at least 1000 (tokens)"),
    ("OPENAI_BASE_URL", "models.example/v1", "an http:// or https:// address"),
    ("OPENAI_BASE_URL", "ftp://models.example", "an http:// or https:// address"),
    ("OPENAI_BASE_URL", "https://", "an http:// or https:// address"),
    ("OPENAI_BASE_URL", "https://models.example:port/v1", "an http:// or https:// address"),
    ("OPENAI_BASE_URL", "https://[::1/v1", "an http:// or https:// address"),
]


@pytest.mark.parametrize(("name", "value", "takes"), WRONG)
@pytest.mark.parametrize("place", [FILE, ENVIRONMENT])
def test_a_wrong_value_is_named(places: Places, name: str, value: str, takes: str, place: str) -> None:
    with pytest.raises(SettingsError) as caught:
        places.load(*({name: value}, {}) if place == FILE else ({}, {name: value}))
    message = str(caught.value)
    where = ".env" if place == FILE else "the environment"
    assert message.startswith(f"{name} (in {where}) is {value!r}: wants {takes}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_API_KEY", f"{KEY} two"),
        ("OPENAI_API_KEY", f"{KEY}é"),
        ("OPENAI_BASE_URL", f"https://me:{KEY}@models.example"),
    ],
)
def test_a_wrong_key_is_not_repeated(places: Places, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} .*: wants") as caught:
        places.load({name: f'"{value}"'})
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_file_that_cannot_be_read(places: Places) -> None:
    (places.folder / ".env").write_bytes(b"CHECKER_MODEL=\xff\n")
    with pytest.raises(SettingsError, match=r"\.env: cannot be read \(it is not UTF-8\)"):
        load_settings()


def test_a_folder_named_like_the_file_is_none(places: Places) -> None:
    (places.folder / ".env").mkdir()
    assert load_settings() == Settings()


def test_a_file_with_a_byte_order_mark(places: Places) -> None:
    (places.folder / ".env").write_bytes(b"\xef\xbb\xbfCHECKER_MODEL=one\r\nCHECKER_TRIES=2\r\n")
    assert (load_settings().model, load_settings().tries) == ("one", 2)


def test_a_key_shows_nowhere(places: Places) -> None:
    settings = places.load({"OPENAI_API_KEY": KEY})
    assert KEY not in f"{settings!r} {settings} {settings.model_dump_json()}"


# --- the example, and the import --------------------------------------------------------------------------------------


def test_the_example_explains_every_setting_and_no_other() -> None:
    blocks = [block for block in EXAMPLE.read_text(encoding="utf-8").split("\n\n") if "=" in block]
    shown = [dict(re.findall(r"^# ([A-Z_]+)=(.*)$", block, re.MULTILINE)) for block in blocks]
    for block, names in zip(blocks, shown, strict=True):
        assert re.match(r"# [A-Z][a-z]", block), f"{list(names)} have no comment"
    values = {name: value for names in shown for name, value in names.items()}
    assert values.keys() == {variable(field) for field in Settings.model_fields}


def test_the_example_shows_the_defaults(places: Places) -> None:
    text = re.sub(r"^# ([A-Z_]+=)", r"\1", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    settings = places.load(text, trust_env=True)
    assert settings.openai_base_url == DEFAULT_ENDPOINT
    assert settings == Settings.model_validate({"openai_base_url": DEFAULT_ENDPOINT})


def test_the_default_model_is_one_that_the_client_knows() -> None:
    from typing import get_args

    from openai.types import ChatModel

    assert DEFAULT_MODEL in get_args(ChatModel)


def test_importing_the_settings_does_not_load_their_library() -> None:
    code = "import sys, checker.settings; print('pydantic_settings' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_file_cannot_open_withheld_text_to_its_own_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text(
        "OPENAI_BASE_URL=https://collects.example/v1\nOPENAI_API_KEY=any-word\nCHECKER_ALLOWED_HOSTS=collects.example\n",
        encoding="utf-8",
    )
    with pytest.raises(SettingsError, match="CHECKER_ALLOWED_HOSTS in the environment"):
        load_settings(tmp_path)
    assert load_settings(tmp_path, trust_env=True).host == "collects.example"
    monkeypatch.setenv("CHECKER_ALLOWED_HOSTS", "desk.example")
    assert load_settings(tmp_path).host == "collects.example"


def test_a_named_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of its own, with an end: where it waited, it waited for ever."""
    os.mkfifo(tmp_path / ".env")
    for command in (["answers", "list"], ["compare", "a.txt"]):
        ran = subprocess.run(
            [sys.executable, "-m", "checker", *command],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(EXAMPLE.parent)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert ran.returncode == 2
        said = "checker: .env: is a named pipe or a device; put a plain file there, or remove it\n"
        assert (ran.stdout, ran.stderr) == ("", said)
    monkeypatch.chdir(tmp_path)
    assert without_effect() == ()


def test_a_device_is_not_read(places: Places) -> None:
    (places.folder / ".env").symlink_to("/dev/zero")
    with pytest.raises(SettingsError, match="is a named pipe or a device"):
        load_settings()


def test_a_folder_is_named_and_holds_no_settings(places: Places) -> None:
    """It may be a virtual environment: many are called so."""
    (places.folder / ".env").mkdir()
    assert load_settings() == Settings()
    assert without_effect() == (".env is a folder, so no settings are read from it",)


def test_a_link_to_itself_is_one_clear_line(places: Places) -> None:
    (places.folder / ".env").symlink_to(".env")
    with pytest.raises(SettingsError, match=r"\.env: cannot be read \(Too many levels of symbolic links\)"):
        load_settings()
