"""The draft in the HTML report, in a real browser: its sentences by how they stand, and what a press of one shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.reports.browser import Desk
from tests.reports.draft_story import BRACK, night_draft

pytestmark = pytest.mark.once


def sentence(page: Any, number: int) -> Any:
    return page.locator(f"#a1-s{number}")


def panel(page: Any, number: int) -> Any:
    return page.locator(f"#d{number}")


def shown_sentences(page: Any) -> list[int]:
    return [
        int(one.get_attribute("id").removeprefix("a1-s")) for one in page.locator("a.said").all() if one.is_visible()
    ]


def test_each_sentence_has_its_colour_and_its_sign(desk: Callable[..., Desk]) -> None:
    page = desk().show(night_draft())
    signs = [one.inner_text() for one in page.locator("a.said .sign").all()]
    assert signs == ["=", "×", "»", "×", "∅", "·", "≠", "=", "·", "!"]
    colours = {
        sign: one.evaluate("one => getComputedStyle(one).color")
        for sign, one in zip(signs, page.locator("a.said .sign").all(), strict=True)
    }
    assert len({colours["="], colours["×"], colours["»"], colours["∅"], colours["·"]}) == 5


def test_a_press_shows_who_stands_against_a_sentence_and_who_says_it(desk: Callable[..., Desk]) -> None:
    page = desk(viewport={"width": 1200, "height": 800}).show(night_draft())
    assert not panel(page, 2).is_visible()
    sentence(page, 2).click()
    page.wait_for_selector("#d2:focus")
    assert sentence(page, 2).get_attribute("aria-expanded") == "true"
    assert "conflict; matches gazette and valley-radio: 1 origin" in panel(page, 2).inner_text()
    against, same = panel(page, 2).locator(".why").all()
    assert [side.locator(".place").first.inner_text() for side in against.locator(".side").all()] == [
        "draft p1",
        "herald p1",
    ]
    assert against.locator("mark").all_inner_texts() == ["Former"]
    left, right = (side.bounding_box() for side in against.locator(".side").all())
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    assert "Orlund’s mayor, Tilda Brack, thanked the crews" in same.inner_text()
    against.get_by_role("link", name="CHECK 2").click()
    page.wait_for_selector("li.finding.check summary:focus")
    sentence(page, 2).click()
    assert not panel(page, 2).is_visible()
    assert sentence(page, 2).get_attribute("aria-expanded") == "false"
    sentence(page, 2).click()
    page.wait_for_selector("#d2:focus")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "matches gazette: 1 origin"),
        (5, "In no source: time or place"),
        (8, "herald p2"),
        (10, "Nobody judged it"),
    ],
)
def test_what_a_press_tells(desk: Callable[..., Desk], number: int, told: str) -> None:
    page = desk().show(night_draft())
    sentence(page, number).click()
    page.wait_for_selector(f"#d{number}:focus")
    assert told in panel(page, number).inner_text()


def test_by_keyboard_alone(desk: Callable[..., Desk]) -> None:
    page = desk().show(night_draft())
    sentence(page, 8).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#d8:focus")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "close"
    page.keyboard.press("Escape")
    page.wait_for_selector("#a1-s8:focus")
    assert not panel(page, 8).is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "a1-s9"
    page.keyboard.press("Enter")
    page.wait_for_selector("#d9:focus")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#a1-s9:focus")


def test_counts_filter_the_sentences(desk: Callable[..., Desk]) -> None:
    page = desk().show(night_draft())
    sentence(page, 8).click()
    page.wait_for_selector("#d8:focus")
    conflict, unsourced = (page.get_by_role("button", name=name) for name in ("2 conflict", "1 in no source"))
    conflict.click()
    assert shown_sentences(page) == [2, 4]
    assert not panel(page, 8).is_visible()
    assert page.locator("#sentences-shown").inner_text() == "2 of 10 sentences"
    assert not page.locator(".draft > p.heading").is_visible()
    unsourced.focus()
    page.keyboard.press("Space")
    assert shown_sentences(page) == [2, 4, 5]
    assert unsourced.get_attribute("aria-pressed") == "true"
    conflict.click()
    unsourced.click()
    assert shown_sentences(page) == list(range(1, 11))
    assert page.locator("#sentences-shown").inner_text() == ""


def test_a_link_to_a_sentence_that_the_filter_hides_shows_it(desk: Callable[..., Desk]) -> None:
    page = desk().show(night_draft())
    page.get_by_role("button", name="2 match").click()
    assert shown_sentences(page) == [1, 8]
    page.locator("li.finding.fix").get_by_role("link", name="draft p2").click()
    page.wait_for_selector("#a1-s4:focus")
    assert shown_sentences(page) == list(range(1, 11))
    assert sentence(page, 4).get_attribute("tabindex") is None


def test_an_address_with_a_panel_opens_it(desk: Callable[..., Desk]) -> None:
    page = desk().show(night_draft(), anchor="d4")
    page.wait_for_selector("#d4:focus")
    assert panel(page, 4).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_all_is_open(desk: Callable[..., Desk], scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = desk(color_scheme=scheme).show(night_draft())
    page.evaluate("for (const one of document.querySelectorAll('a.said')) one.click()")
    page.get_by_role("button", name="2 conflict").click()
    page.get_by_role("button", name="2 conflict").click()
    page.evaluate("for (const one of document.querySelectorAll('.panel')) one.classList.add('open')")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []


def test_a_phone_never_scrolls_sideways_with_all_panels_open(desk: Callable[..., Desk]) -> None:
    page = desk(viewport={"width": 360, "height": 740}).show(night_draft())
    page.evaluate("for (const one of document.querySelectorAll('.panel')) one.classList.add('open')")
    assert panel(page, 2).bounding_box()["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_paper_says_how_each_sentence_stands(desk: Callable[..., Desk]) -> None:
    page = desk().show(night_draft())
    page.emulate_media(media="print")
    for number in range(1, 11):
        assert panel(page, number).locator(".stands b").is_visible()
        assert sentence(page, number).locator(".sign").is_visible()
    assert not panel(page, 2).locator(".sides").first.is_visible()


def test_without_script_a_press_shows_the_same(desk: Callable[..., Desk]) -> None:
    page = desk(java_script_enabled=False).show(night_draft())
    assert not panel(page, 2).is_visible()
    sentence(page, 2).click()
    assert panel(page, 2).is_visible()
    assert not panel(page, 2).get_by_role("button").is_visible()
    assert page.get_by_role("button", name="2 conflict").is_disabled()


MARKUP = "</a><script>document.title='owned'</script><img src=x onerror=alert(1)> {{ 7*7 }}"


def test_markup_in_a_draft_shows_as_text(desk: Callable[..., Desk]) -> None:
    shift = len(MARKUP) - len("What happens now?")
    sentences = tuple(
        one._replace(start=one.start + shift * (one.number > 9), end=one.end + shift * (one.number >= 9))
        for one in BRACK.sentences
    )
    text = BRACK.text.replace("What happens now?", MARKUP)
    marked = BRACK.model_copy(update={"text": text, "sentences": sentences})
    report = night_draft()
    page = desk().show(report.model_copy(update={"articles": (marked, *report.articles[1:])}))
    assert MARKUP in sentence(page, 9).inner_text()
    assert page.title() != "owned"
    assert page.locator("#draft img, #draft script").count() == 0
