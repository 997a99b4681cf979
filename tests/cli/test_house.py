"""checker.toml and [tool.checker]: what a newsroom sets for itself, and `checker init`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.house import KEYS, House, load_house
from checker.schema import Verdict
from checker.steps.house_rules import FACT_CODES
from tests.cli.test_compare import CONTRADICT, again, the_office_differs, two_pieces
from tests.model.provider import Provider
from tests.newsroom import Newsroom, Reply, Result, label

__all__ = ["two_pieces"]

BUSES = "The lock\n\nThe Velm council bought {} buses for the harbour line, Mayor Ida Lund said.\n"


@pytest.fixture
def two(newsroom: Newsroom) -> Newsroom:
    newsroom.write("story/a.txt", BUSES.format(12))
    newsroom.write("story/b.txt", BUSES.format(15))
    return newsroom


def checked(room: Newsroom, *options: str) -> Result:
    return room.run("compare", "story/a.txt", "story/b.txt", "--checks-only", "--format", "json", *options)


def put(room: Newsroom, text: str, name: str = "checker.toml") -> None:
    (room.folder / name).write_text(text, "utf-8")


@pytest.mark.each
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("checker.toml", 'fail-on = "warning"\n'),
        ("pyproject.toml", '[project]\nname = "desk"\n\n[tool.checker]\nfail-on = "warning"\n'),
    ],
)
def test_the_fail_level_is_read_and_the_option_goes_before(two: Newsroom, name: str, text: str) -> None:
    assert checked(two).code == 0
    put(two, text, name)
    assert checked(two).code == 1
    assert checked(two, "--fail-on", "error").code == 0
    assert checked(two, "--exit-zero").code == 0


def test_a_file_beside_the_articles_configures_nothing(two: Newsroom) -> None:
    plain = checked(two).report
    for name in ("checker.toml", "pyproject.toml"):
        put(two, '[rules]\nF1 = "off"\n[tool.checker.rules]\nF1 = "off"\n', f"story/{name}")
    assert {**checked(two).report, "run": None} == {**plain, "run": None}


def test_a_project_that_sets_nothing_for_checker_sets_nothing(two: Newsroom) -> None:
    put(two, "this is [ no TOML at all\n", "pyproject.toml")
    assert checked(two).code == 0
    put(two, '[project]\nname = "checker"\n[tool.other]\nfail-on = 3\n', "pyproject.toml")
    assert load_house(two.folder) == House()


@pytest.mark.parametrize(
    ("rule", "level", "code"), [("note", "note", 0), ("check", "check", 0), ("fix", "fix", 1), ("off", None, 0)]
)
def test_a_house_rule_gives_a_code_its_level_and_the_report_says_so(
    two: Newsroom, rule: str, level: str | None, code: int
) -> None:
    put(two, f'[rules]\nF1 = "{rule}"\n')
    result = checked(two)
    assert [finding["level"] for finding in result.findings] == ([level] if level else [])
    assert result.code == code
    (notice,) = [line for line in result.report["coverage"]["notices"] if "House rules" in line]
    assert "checker.toml" in notice
    assert "F1" in notice
    page = two.run("compare", "story/a.txt", "story/b.txt", "--checks-only", "--exit-zero").out
    assert "House rules (checker.toml)" in page


def test_a_check_that_is_off_does_not_run(two: Newsroom) -> None:
    put(two, '[rules]\nF1 = "off"\n')
    assert checked(two).report["signals"] == []


def test_no_rule_lifts_a_hold(two: Newsroom) -> None:
    two.write("story/c.txt", BUSES.format(12), status="withheld")
    put(two, '[rules]\nhold-withheld = "off"\n')
    result = two.run("compare", "story", "--checks-only")
    assert result.code == 2
    assert "checker.toml, line 2: no rule lifts a hold" in result.err


def test_the_desk_list_is_found_beside_the_settings(newsroom: Newsroom) -> None:
    newsroom.write("story/a.txt", "Levin Dorrich, 41, asked for a recount in three districts on Monday.\n")
    put(newsroom, "name,born\nLevin Dorrach,1979-03-02\n", "people.csv")
    put(newsroom, 'desk-list = "people.csv"\n')
    result = newsroom.run("compare", "story/a.txt", "--checks-only", "--format", "json")
    assert [finding["code"] for finding in result.findings] == ["N2"]


SPELLED = (
    "The party's leader, Levin Dorrach, asked for a recount.\n",
    "The party's leader, Lewin Dorrach, campaigned here three times.\n",
)


@pytest.mark.parametrize(
    ("groups", "codes"),
    [
        (None, ["N1"]),
        ('[["Levin Dorrach", "Lewin Dorrach"]]', []),
        ('[["Ida Lund", "Ida Lundt"], ["Lewin Dorrach", "LEVIN Dorrach", "Dorrach"]]', []),
        ('[["Ida Lund", "Ida Lundt"]]', ["N1"]),
    ],
)
def test_two_spellings_that_mean_the_same_are_no_finding(
    newsroom: Newsroom, groups: str | None, codes: list[str]
) -> None:
    for name, text in zip("ab", SPELLED, strict=True):
        newsroom.write(f"story/{name}.txt", text)
    if groups:
        put(newsroom, f"same-names = {groups}\n")
    assert [finding["code"] for finding in checked(newsroom).findings] == codes


def test_a_spelling_is_added_to_what_the_desk_list_knows(newsroom: Newsroom) -> None:
    newsroom.write(
        "story/a.txt", "Lewin Dorrach, 64, asked for a recount in three districts.\n", published="2026-01-05"
    )
    newsroom.write("story/b.txt", "Nobody else spoke in the three districts on that evening.\n")
    put(newsroom, "name,born\nLevin Dorrach,1979-03-02\n", "people.csv")
    put(newsroom, 'desk-list = "people.csv"\nsame-names = [["Lewin Dorrach", "Levin Dorrach"]]\n')
    (finding,) = checked(newsroom).findings
    assert finding["headline"] == "Levin Dorrach is 64 here, and was 46 by the desk list."


def the_town_differs(message: str) -> Reply:
    """Two spellings of a town as two positions, as a judge would give them, written by hand."""
    sides = [(1, "Kyiv"), (2, "Kiev")]
    positions = [{"a": town, "p": [{"p": label(message, at, town), "w": town}]} for at, town in sides]
    pairs = [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}]
    fact = {
        "q": "Where was the fair?",
        "aspect": "place",
        "stakes": "none",
        "positions": positions,
        "why": "Two towns.",
    }
    return {"facts": [{**fact, "pairs": pairs}], "same": [], "cleared": []}


def confirmed(_: str) -> Reply:
    pairs = [{"i": 1, "j": 2, "v": "contradict", "if": "nothing"}]
    return {"facts": [{"n": 1, "why": "One town, another town.", "pairs": pairs}]}


def test_what_a_model_takes_for_two_towns_is_one(newsroom: Newsroom) -> None:
    newsroom.write("story/a.txt", "The fair in Kyiv was opened by the mayor.\n")
    newsroom.write("story/b.txt", "The fair in Kiev was opened by the mayor.\n")
    files = ("compare", "story/a.txt", "story/b.txt", "--format", "json")
    before = newsroom.settle(*files, reconcile=the_town_differs, confirm=confirmed)
    assert [finding["level"] for finding in before.findings] == ["fix"]
    put(newsroom, 'same-names = [["Kyiv", "Kiev"]]\n')
    after = newsroom.settle(*files, reconcile=the_town_differs, confirm=confirmed)
    assert after.findings == []
    assert after.code == 0
    assert after.report["coverage"]["notices"] == ["Names that mean the same (checker.toml): Kyiv, Kiev."]
    put(newsroom, '[rules]\nplace-contradict = "off"\n')
    silenced = newsroom.settle(*files, reconcile=the_town_differs, confirm=confirmed)
    assert silenced.findings == []
    assert "place-contradict is off (1 not shown)" in silenced.report["coverage"]["notices"][0]


def test_outlets_that_count_as_one_are_one_origin(newsroom: Newsroom) -> None:
    newsroom.write("story/a.txt", "The harbour closed on Tuesday.\n", outlet="Velm Packet")
    newsroom.write("story/b.txt", "Ships were diverted to the south.\n", outlet="Velm Packet on Sunday")
    assert checked(newsroom).report["origins"] == []
    put(newsroom, 'one-origin = [["Velm Packet", "velm packet on Sunday"]]\n')
    report = checked(newsroom).report
    assert report["origins"] == [{"articles": ["a", "b"], "kind": "house", "source": None}]
    assert "2 pieces, 1 origin: a and b count as one source in this house." in report["coverage"]["notices"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('\nfail-on = "errors"\n', 'checker.toml, line 2: fail-on is "errors": wants error, warning or note'),
        ('# a\nfail_on = "error"\n', 'line 2: unknown key "fail_on"; did you mean fail-on?'),
        ("zzz = 1\n", 'line 1: unknown key "zzz"; there are: fail-on, desk-list'),
        ('[rules]\nF1 = "of"\n', 'line 2: rules.F1 is "of": wants codes with a level'),
        ('[rules]\n\nF99 = "off"\n', 'line 3: no finding has the code "F99"; see `checker explain`'),
        ('rules.f1 = "off"\n', 'line 1: no finding has the code "f1"; did you mean F1?'),
        (
            '[rules]\nnumbr-differ = "off"\n',
            'line 2: no finding has the code "numbr-differ"; did you mean number-differ',
        ),
        ('same-names = [\n  ["Kyiv"],\n]\n', "line 1: same-names is"),
        ('one-origin = ["Kyiv", "Kiev"]\n', "line 1: one-origin is"),
        ('allowed-hosts = "a.example"\n', "line 1: allowed-hosts is"),
        ('allowed-hosts = ["https://a.example/"]\n', "line 1: allowed-hosts is"),
        ('fail-on = "note\n', "checker.toml: wrong TOML"),
        ('decisions = "../d.jsonl"\n', "line 1: decisions is"),
        ("desk-list = 3\n", "line 1: desk-list is 3: wants a path"),
    ],
)
def test_a_wrong_setting_names_its_line_and_the_remedy(two: Newsroom, text: str, told: str) -> None:
    put(two, text)
    result = checked(two)
    assert result.code == 2
    assert told in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_a_wrong_setting_in_a_project_names_its_line_too(two: Newsroom) -> None:
    put(two, '[tool.other]\nfail-on = "errors"\n\n[tool.checker]\n# why\nfail-on = "errors"\n', "pyproject.toml")
    assert "pyproject.toml, line 6: fail-on is" in checked(two).err


ASKED = {"reconcile": the_office_differs, "confirm": lambda _: again(CONTRADICT)}


def sent(room: Newsroom, provider: Provider) -> bool:
    """Say whether a withheld article went out."""
    room.write("story/withheld.md", "A hidden word about the Astrid.\n", status="withheld")
    room.run("compare", "story/wire.txt", "story/tabloid.md", "story/withheld.md", "--quiet", "--no-cache")
    return any(b"hidden" in seen.body for seen in provider.seen)


@pytest.mark.parametrize(
    ("text", "environment", "goes_out"),
    [
        ("", None, True),
        ('allowed-hosts = ["models.example"]\n', None, False),
        ('allowed-hosts = ["127.0.0.1"]\n', None, True),
        ("allowed-hosts = []\n", None, False),
        ('allowed-hosts = ["127.0.0.1"]\n', "models.example", False),
    ],
)
def test_withheld_text_goes_to_the_hosts_of_the_house(
    two_pieces: Newsroom, text: str, environment: str | None, goes_out: bool
) -> None:
    put(two_pieces, text)
    if environment:
        two_pieces.setenv("CHECKER_ALLOWED_HOSTS", environment)
    with Provider(answerers=ASKED) as provider:
        two_pieces.setenv("OPENAI_BASE_URL", provider.url)
        two_pieces.setenv("OPENAI_API_KEY", "sk-0123456789")
        assert sent(two_pieces, provider) is goes_out


def test_no_folder_opens_withheld_text_to_its_own_host(two_pieces: Newsroom) -> None:
    put(two_pieces, '# ours\nallowed-hosts = ["127.0.0.1"]\n')
    with Provider(answerers=ASKED) as provider:
        put(two_pieces, f"OPENAI_BASE_URL={provider.url}\nOPENAI_API_KEY=sk-0123456789\n", ".env")
        assert not sent(two_pieces, provider)
        assert provider.seen == []
        result = two_pieces.run("compare", "story/wire.txt")
        assert result.code == 2
        assert "checker.toml, line 2: allowed-hosts" in result.err
        assert "--trust-env" in result.err


def test_two_places_for_settings_are_one_too_many(two: Newsroom) -> None:
    put(two, "")
    put(two, '[tool.checker]\nfail-on = "note"\n', "pyproject.toml")
    result = checked(two)
    assert result.code == 2
    assert "move all into one of them" in result.err


@pytest.mark.each
def test_init_writes_a_file_in_which_all_is_explained_and_nothing_set(two: Newsroom) -> None:
    assert two.run("init").code == 0
    path = two.folder / "checker.toml"
    written = path.read_text("utf-8")
    house = load_house(two.folder)
    assert house == House(file=house.file, text=written, decisions=house.decisions)
    assert set(re.findall(r"^# ([a-z-]+) = ", written, re.MULTILINE)) | {"rules"} >= set(KEYS)
    assert checked(two).code == 0
    again = two.run("init")
    assert again.code == 2
    assert "stays as it is" in again.err
    assert path.read_text("utf-8") == written


def test_what_it_proposes_holds(two: Newsroom) -> None:
    two.run("init")
    path = two.folder / "checker.toml"
    path.write_text(
        re.sub(r"^# (?=[\[a-zA-Z0-9-]+( =|\]$)|    \[|\]$)", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    put(two, "name\nIda Lund\n", "people.csv")
    house = load_house(two.folder)
    assert set(house.rules.values()) == {"off", "fix", "note"}
    assert house.same_names[0] == ("Kyiv", "Kiev")
    assert house.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert checked(two).code == 0


@pytest.mark.parametrize("there", ["pyproject", "link"])
def test_init_leaves_alone_what_is_there(two: Newsroom, there: str) -> None:
    if there == "pyproject":
        put(two, '[tool.checker]\nfail-on = "note"\n', "pyproject.toml")
    else:
        (two.folder / "checker.toml").symlink_to(Path("elsewhere.toml"))
    assert two.run("init").code == 2
    assert not (two.folder / "checker.toml").exists()
    assert not (two.folder / "elsewhere.toml").exists()


def test_every_code_that_a_finding_of_a_fact_can_have_takes_a_rule() -> None:
    assert {code.rpartition("-")[2] for code in FACT_CODES} == set(Verdict.__args__) - {"agree"}
