"""The HTML report as bytes: what stands in it, its policy, its size. How it behaves: test_html_browser."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings

from checker.reports.harmless import harmless
from checker.reports.html_report import render_html
from checker.schema import (
    Cut,
    Keys,
    Leaning,
    LookedUp,
    OneOrigin,
    Report,
    Signal,
)
from tests.reports.draft_story import night_draft
from tests.reports.stories import (
    GAZETTE,
    HERALD,
    PIECES,
    VALLEY_RADIO,
    article,
    cited,
    many_pieces,
    orlund,
    problem,
    shown,
)
from tests.reports.test_terminal import reports, twenty_findings


def checked_orlund(**fields: Any) -> Report:
    """Return the small report with what the built-in checks add to it."""
    defaults: dict[str, Any] = {
        "findings": tuple(
            finding.model_copy(update={"id": f"id{at}", "aspect": aspect})
            for at, (finding, aspect) in enumerate(
                zip(orlund().findings, ("quote", "role", "status", "number", "certainty"), strict=True)
            )
        ),
        "origins": (OneOrigin(articles=("gazette", "valley-radio"), kind="credit", source="Nordwire"),),
        "leanings": (Leaning(passage=cited(HERALD, 5), upon="gazette"),),
        "quotations": (
            LookedUp(
                passage=cited(GAZETTE, 8, words="nobody rang us before five"),
                speaker="Ove Stagg",
                fate="shortened",
                places=(cited(HERALD, 6, words="Nobody rang us."),),
            ),
            LookedUp(passage=cited(HERALD, 6, words="Nobody rang us."), fate="only here"),
        ),
        "signals": (
            Signal(
                code="F1",
                kind="clash",
                aspect="number",
                message="400 people here, 1,400 there.",
                passages=(
                    cited(GAZETTE, 5, words="About 400 people"),
                    cited(HERALD, 5, words="Some 1,400 people"),
                ),
            ),
            Signal(
                code="R1",
                kind="meets",
                aspect="role",
                message="One may have left office.",
                passages=(cited(HERALD, 3),),
            ),
        ),
    }
    return orlund(**(defaults | fields))


class Reading(HTMLParser):
    """What a page holds: its text without style and script, ids and links."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("src", "href", "action", "srcset", "data", "poster", "style") or name.startswith("on"):
                self.addresses.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] not in (["style"], ["script"]):
            self.text.append(data)


PAGES = {
    "a story": checked_orlund(),
    "twenty findings": twenty_findings(),
    "a draft": night_draft(),
    "many pieces": many_pieces(count=3, paragraphs=30),
    "nothing": orlund(articles=(), findings=(), facts=(), claims=(), cleared=(), single_sources=()),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_has_a_target_and_every_id_is_one(name: str) -> None:
    page = Reading(render_html(PAGES[name]))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.addresses == []


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_names_the_hashes_of_style_and_script(name: str) -> None:
    page = render_html(PAGES[name]).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    for tag, kind in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind} &#39;sha256-{digest}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy


def test_the_whole_of_every_piece_can_be_read() -> None:
    page = "".join("".join(Reading(render_html(checked_orlund())).text).split())
    for piece in PIECES:
        for sentence in piece.sentences:
            words = "".join(harmless(piece.text[sentence.start : sentence.end]).split())
            assert words in page


def test_what_the_checks_found_is_shown() -> None:
    text = " ".join("".join(Reading(render_html(checked_orlund())).text).split())
    assert "Check F1 sees a clash: 400 people here, 1,400 there." in text
    assert "R1 sees no clash: One may have left office." in text
    assert "nobody rang us before five Ove Stagg: longer elsewhere, the cut is not marked, herald p2" in text
    assert "Only here: 1" in text
    assert "one source with valley-radio (Nordwire)" in text
    assert "leans on gazette" in text


def test_levels_stand_in_order_and_what_is_beyond_twelve_is_folded() -> None:
    page = render_html(twenty_findings()).decode()
    assert re.findall(r'<span class="level">([A-Z]+) \d+</span> <span class="question"', page) == (
        ["HOLD"] + ["FIX"] * 5 + ["CHECK"] * 14
    )
    before, after = page.split("<summary>8 CHECK more</summary>")
    assert before.count('<li class="finding') == 12
    assert after.count('<li class="finding') == 8


def test_what_a_reader_left_out_of_a_file_is_listed() -> None:
    piece = GAZETTE.model_copy(update={"cut": (Cut(kind="thread", text="> On Monday <x> wrote"),)})
    text = " ".join("".join(Reading(render_html(orlund(articles=(piece, HERALD, VALLEY_RADIO)))).text).split())
    assert "Left out of this file: 1 thread: > On Monday <x> wrote" in text


def test_equal_reports_give_equal_bytes() -> None:
    assert render_html(checked_orlund()) == render_html(checked_orlund())


def test_no_page_claims_more_than_a_checker_can_know() -> None:
    text = " ".join(Reading(render_html(checked_orlund())).text)
    assert not re.search(r"\bverified\b|\btrue\b|per cent", text, re.IGNORECASE)


def test_no_path_of_the_articles_is_told() -> None:
    placed = GAZETTE.model_copy(update={"origin": "secret-folder/gazette.md"})
    assert b"secret-folder" not in render_html(orlund(articles=(placed, HERALD, VALLEY_RADIO)))


def test_a_story_of_twenty_pieces_stays_under_two_megabytes() -> None:
    report = many_pieces()
    assert sum(len(piece.text) for piece in report.articles) > 100_000
    assert len(render_html(report)) < 2_000_000


def test_an_id_or_a_language_from_outside_is_no_attribute() -> None:
    piece = article('a" onclick="x', "It held.").model_copy(update={"language": 'en" onclick="x'})
    finding = problem("fix", "Did it?", "Ask.", (shown(piece, 1, 1),), id='q" onclick="x', keys=Keys())
    page = Reading(render_html(orlund(articles=(piece,), findings=(finding,), facts=(), claims=(), cleared=())))
    assert page.addresses == []
    assert "f-n1" in page.ids


@settings(max_examples=50)
@given(report=reports())
def test_any_text_is_text(report: Report) -> None:
    named = tuple(one.model_copy(update={"id": f"{one.id}{at}"}) for at, one in enumerate(report.findings))
    report = report.model_copy(update={"findings": named})
    bare = orlund(articles=(), findings=(), facts=(), claims=(), cleared=(), single_sources=())
    page, known = Reading(render_html(report)), {*Reading(render_html(checked_orlund())).tags}
    assert {*page.tags} <= known
    assert page.addresses == Reading(render_html(bare)).addresses == []
    assert len(page.ids) == len(set(page.ids))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", "".join(page.text))
