"""The HTML report in a real browser: every click, by keyboard alone, on a phone, in the dark, on paper."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from checker.schema import Report
from tests.reports.browser import Desk
from tests.reports.draft_story import night_draft
from tests.reports.screenshots import COMMAND, DRAFT, ROOT
from tests.reports.stories import GAZETTE, article, many_pieces, orlund, problem, shown
from tests.reports.test_html_report import checked_orlund
from tests.reports.test_terminal import hostile_report, twenty_findings

pytestmark = pytest.mark.once

MARKUP = (
    "</script><script>document.title='owned'</script><img src=https://evil.example/x.png onerror=alert(1)>"
    "<style>body{display:none}</style>&lt;b&gt;{{ 7*7 }} javascript:alert(1)"
)


def marked_up() -> Report:
    """Return a report whose every text tries to be markup."""
    piece = article(f"x{MARKUP}", ("title", f"Head {MARKUP}"), f"The dam held {MARKUP} said the mayor.")
    other = article("other", f"It broke {MARKUP} said nobody.")
    finding = problem(
        "fix",
        f"Did it hold? {MARKUP}",
        MARKUP,
        (shown(piece, 1, 2, words="The dam held"), shown(other, 2, 1)),
        explanation=MARKUP,
        id=MARKUP,
    )
    return orlund(title=MARKUP, articles=(piece, other), findings=(finding,), facts=(), cleared=(), single_sources=())


REPORTS: dict[str, Callable[[], Report]] = {
    "a story": checked_orlund,
    "twenty findings": twenty_findings,
    "nothing found": lambda: orlund(findings=(), facts=(), cleared=(), single_sources=()),
    "hostile letters": hostile_report,
    "markup": marked_up,
    "checks only": lambda: checked_orlund(judged_by="checks", facts=(), claims=(), single_sources=()),
    "twenty pieces": lambda: many_pieces(paragraphs=2),
    "a draft": night_draft,
}


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "twenty pieces"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(windows: Callable[..., Desk], name: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = windows(color_scheme=scheme).show(REPORTS[name]())
    colours_alone = {"runOnly": ["color-contrast", "link-in-text-block"]}  # nothing else differs in the dark
    for everything in (False, True) if scheme == "light" else (True,):
        if everything:
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found = Axe().run(page, options=None if scheme == "light" else colours_alone).response["violations"]
        assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []


def test_a_click_brings_the_passages_side_by_side_with_differing_words_marked(desk: Callable[..., Desk]) -> None:
    page = desk(viewport={"width": 1200, "height": 800}).show(checked_orlund())
    row = page.locator("li.finding", has_text="How many people left")
    assert not row.locator(".sides").is_visible()
    row.locator("summary").click()
    sides = row.locator(".side")
    assert sides.count() == 2
    assert [side.locator("mark").all_inner_texts() for side in sides.all()] == [
        ["About 400"],
        ["Some 1,400"],
    ]
    left, right = (side.bounding_box() for side in sides.all())
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    assert "Ring the county." in row.inner_text()
    row.locator("summary").click()
    assert not row.locator(".sides").is_visible()


def test_every_link_leads_to_something_that_then_is_seen(desk: Callable[..., Desk]) -> None:
    one = desk()
    page = one.show(checked_orlund())
    anchors = page.locator("a[href^='#']").evaluate_all("links => [...new Set(links.map(link => link.hash.slice(1)))]")
    assert len(anchors) > 20
    for anchor in anchors:
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = false")
        link = page.locator(f"a[href='#{anchor}']").first
        link.evaluate("link => link.click()")
        page.wait_for_selector(f"[id='{anchor}']:target")
        assert one.in_view(f"[id='{anchor}']"), anchor


def test_from_a_finding_to_its_sentence_and_back(desk: Callable[..., Desk]) -> None:
    one = desk()
    page = one.show(checked_orlund())
    page.locator("li.finding.fix").get_by_role("link", name="herald p1").click()
    page.wait_for_selector("#a2-s3:focus")
    sentence = page.locator("#a2-s3")
    assert sentence.locator("mark").inner_text() == "Former mayor Tilda Brack"
    page.locator("#a2-s3 + a.ref").first.click()
    page.wait_for_selector("li.finding.fix summary:focus")
    page.go_back()
    page.wait_for_selector("#a2-s3:focus")
    # The same link a second time, after its piece was closed again.
    page.evaluate("for (const one of document.querySelectorAll('details.article')) one.open = false")
    page.locator("li.finding.fix").get_by_role("link", name="herald p1").click()
    assert one.in_view("#a2-s3")


def test_the_matrix_leads_to_sentences_and_findings(desk: Callable[..., Desk]) -> None:
    one = desk()
    page = one.show(checked_orlund())
    row = page.locator("#matrix tbody tr", has_text="Which office does Tilda Brack hold?")
    assert [cell.inner_text().strip() for cell in row.locator("td").all()] == ["A", "B", "A"]
    row.get_by_role("link", name="B, in herald p1").click()
    page.wait_for_selector("#a2-s3:focus")
    row.get_by_role("link", name="FIX 1").click()
    page.wait_for_selector("li.finding.fix summary:focus")


def shown_levels(page: Any) -> list[str]:
    return [row.get_attribute("data-level") for row in page.locator("li.finding").all() if row.is_visible()]


def test_filter_by_level_and_kind(desk: Callable[..., Desk]) -> None:
    page = desk().show(checked_orlund())
    assert shown_levels(page) == ["fix", "check", "check", "check"]
    page.get_by_role("checkbox", name="CHECK").uncheck()
    assert shown_levels(page) == ["fix", "note"]
    assert page.locator("#shown").inner_text() == "2 of 5 shown"
    page.get_by_role("checkbox", name="FIX").uncheck()
    page.get_by_role("checkbox", name="NOTE").uncheck()
    assert shown_levels(page) == []
    for level in ("FIX", "CHECK", "NOTE"):
        page.get_by_role("checkbox", name=level).check()
    page.get_by_role("combobox", name="Kind").select_option("number")
    assert shown_levels(page) == ["check"]
    page.get_by_role("combobox", name="Kind").select_option("")
    assert page.locator("#shown").inner_text() == ""


def test_a_link_to_a_finding_that_the_filter_hides_shows_it(desk: Callable[..., Desk]) -> None:
    one = desk()
    page = one.show(checked_orlund())
    page.get_by_role("checkbox", name="FIX").uncheck()
    page.locator("#matrix").get_by_role("link", name="FIX 1").click()
    page.wait_for_selector("li.finding.fix summary:focus")
    assert page.get_by_role("checkbox", name="FIX").is_checked()


def test_open_all_and_close_all(desk: Callable[..., Desk]) -> None:
    page = desk().show(checked_orlund())
    page.get_by_role("button", name="Open all").click()
    assert all(row.locator(".body").is_visible() for row in page.locator("li.finding").all())
    page.get_by_role("button", name="Close all").click()
    assert not any(row.locator(".body").is_visible() for row in page.locator("li.finding").all())


def test_an_address_with_an_anchor_opens_what_it_names(desk: Callable[..., Desk]) -> None:
    one = desk()
    note = next(finding for finding in checked_orlund().findings if finding.level == "note")
    page = one.show(checked_orlund(), anchor=f"f-{note.id}")
    page.wait_for_selector("li.finding.note summary:focus")
    assert page.locator("li.finding.note .action").is_visible()


def test_keyboard_alone(desk: Callable[..., Desk]) -> None:
    one = desk()
    page = one.show(checked_orlund())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert one.focused() == "findings"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('li.finding summary')"):
            break
    at = "[...document.querySelectorAll('li.finding summary')].indexOf(document.activeElement)"
    assert page.evaluate(at) == 0
    page.keyboard.press("ArrowDown")
    assert page.evaluate(at) == 1
    page.keyboard.press("Enter")
    assert page.locator("li.finding").nth(1).locator(".sides").is_visible()
    page.keyboard.press("ArrowUp")
    assert page.evaluate(at) == 0
    page.keyboard.press("ArrowUp")
    assert page.evaluate(at) == 0
    page.keyboard.press("Tab")  # into the first finding, which is open: the place of its first passage
    assert page.evaluate("document.activeElement.hash") == "#a1-s4"
    page.keyboard.press("Enter")
    page.wait_for_selector("#a1-s4:focus")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("ref")
    page.get_by_role("checkbox", name="CHECK").focus()
    page.keyboard.press("Space")
    assert shown_levels(page) == ["fix", "note"]


def test_every_focus_can_be_seen(desk: Callable[..., Desk]) -> None:
    page = desk().show(checked_orlund())
    seen = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
        seen += 1
    assert seen == 40


@pytest.mark.parametrize("name", REPORTS)
def test_a_phone_never_scrolls_sideways(desk: Callable[..., Desk], name: str) -> None:
    page = desk(viewport={"width": 360, "height": 740}).show(REPORTS[name]())
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


PHONE = {"width": 375, "height": 812}
FAR = ("#cleared", "#matrix", "#checks", "#articles")


def folded(page: Any) -> list[bool]:
    return [not page.locator(f"{section} > details.far").evaluate("one => one.open") for section in FAR]


def test_a_phone_folds_what_is_far_below_and_a_desk_does_not(desk: Callable[..., Desk]) -> None:
    page = desk(viewport=PHONE).show(checked_orlund())
    assert all(folded(page))
    assert page.locator("#matrix h2").is_visible()
    assert not page.locator("#matrix table").is_visible()
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.locator("#matrix > details > summary").click()
    assert page.locator("#matrix table").is_visible()
    page.evaluate("for (const one of document.querySelectorAll('details.far')) one.open = true")
    assert page.evaluate("document.documentElement.scrollHeight") > tall * 1.5
    wide = desk(viewport={"width": 1200, "height": 800}).show(checked_orlund())
    assert not any(folded(wide))
    assert wide.locator("nav a").first.is_visible()


def test_on_a_phone_the_list_of_sections_stays_at_hand(desk: Callable[..., Desk]) -> None:
    one = desk(viewport=PHONE)
    page = one.show(checked_orlund())
    assert not page.locator("nav a").first.is_visible()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert one.in_view("nav summary")
    page.locator("nav summary").click()
    page.get_by_role("navigation").get_by_role("link", name="Who says what").click()
    page.wait_for_selector("#matrix table:visible")
    assert one.in_view("#matrix h2")
    assert not page.locator("nav a").first.is_visible()
    top = page.locator("#matrix h2").bounding_box()["y"]
    bar = page.locator("nav").bounding_box()
    assert bar["y"] + bar["height"] <= top


SAMPLES = {"compare": COMMAND, "draft": DRAFT}


@cache
def sample(name: str) -> Report:
    """Return the report on the sample story, whose sections are taller than any screen."""
    command = [sys.executable, "-m", "checker", *SAMPLES[name], "--format", "json"]
    return Report.model_validate_json(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def top_of(page: Any, section: str) -> float:
    """Return how far below the top of the window, or what sticks to it, the heading of a section stands."""
    bar = page.locator("nav").evaluate("nav => Math.max(nav.getBoundingClientRect().bottom, 0)")
    return page.locator(f"{section} h2").first.bounding_box()["y"] - bar


@pytest.mark.parametrize("name", SAMPLES)
def test_on_a_phone_every_section_is_reached_at_its_beginning(desk: Callable[..., Desk], name: str) -> None:
    page = desk(viewport=PHONE).show(sample(name))
    sections = page.locator("nav a").evaluate_all("links => links.map(link => link.hash)")
    assert {"#findings", "#matrix", "#articles"} <= set(sections)
    tall = 0
    for section in sections:
        page.locator("nav summary").click()
        page.locator(f"nav a[href='{section}']").click()
        page.wait_for_selector(f"{section}:target")
        page.wait_for_function("section => document.querySelector(section) === document.activeElement", arg=section)
        low = page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
        assert -1 <= top_of(page, section) < (PHONE["height"] if low else 100), section
        tall += page.locator(section).bounding_box()["height"] > PHONE["height"]
    assert tall > 1


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("section", ["findings", "matrix"])
@pytest.mark.parametrize("screen", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
def test_an_address_with_a_section_opens_at_its_beginning(
    desk: Callable[..., Desk], name: str, section: str, screen: dict[str, int]
) -> None:
    page = desk(viewport=screen).show(sample(name), anchor=section)
    page.wait_for_selector(f"#{section}:focus")
    assert page.locator(f"#{section}").bounding_box()["height"] > screen["height"]
    top = page.locator(f"#{section} h2").first.bounding_box()["y"]
    assert 0 <= top < 150


def test_a_phone_s_links_lead_into_what_is_folded(desk: Callable[..., Desk]) -> None:
    page = desk(viewport=PHONE).show(checked_orlund())
    page.locator("li.finding.fix .place a").first.click()
    page.wait_for_selector("details.article[open] :target:visible")


def test_axe_finds_nothing_on_a_phone(desk: Callable[..., Desk]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = desk(viewport=PHONE).show(checked_orlund())
    for everything in (False, True):
        if everything:
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []


def ground(page: Any) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_and_light_follow_the_system_until_the_button_is_pressed(desk: Callable[..., Desk], scheme: str) -> None:
    page = desk(color_scheme=scheme).show(checked_orlund())
    light, dark = "rgb(255, 255, 255)", "rgb(21, 23, 26)"
    first, second = (light, dark) if scheme == "light" else (dark, light)
    assert ground(page) == first
    for expected in (second, first):
        page.get_by_role("button", name="Dark or light").click()
        assert ground(page) == expected


@pytest.mark.parametrize("screen", [{}, {"viewport": PHONE}], ids=["desk", "phone"])
def test_paper_shows_all_that_is_closed_on_the_screen(desk: Callable[..., Desk], screen: dict[str, Any]) -> None:
    page = desk(color_scheme="dark", **screen).show(checked_orlund())
    page.emulate_media(media="print", color_scheme="dark")
    assert ground(page) == "rgb(255, 255, 255)"
    for hidden in ("nav", "form"):
        assert not page.locator(hidden).first.is_visible()
    for row in page.locator("li.finding .sides").all():
        assert row.bounding_box()["height"] > 0
    assert page.locator("details.article .text").first.bounding_box()["height"] > 0
    assert page.locator("#matrix table").bounding_box()["height"] > 0


def test_paper_tells_marks_and_numbers_without_their_grounds(desk: Callable[..., Desk]) -> None:
    page = desk().show(night_draft())
    page.emulate_media(media="print")
    weight = "mark => getComputedStyle(mark).fontWeight"
    marks = page.locator("a.said mark").all()
    assert marks
    assert {mark.evaluate(weight) for mark in marks} == {"700"}
    styles = "ref => [getComputedStyle(ref).color, getComputedStyle(ref).borderTopStyle]"
    assert page.locator("#draft .ref").first.evaluate(styles) == ["rgb(0, 0, 0)", "solid"]
    assert not page.locator("#draft h2 small").is_visible()


def test_without_script_everything_can_be_read(desk: Callable[..., Desk]) -> None:
    one = desk(java_script_enabled=False)
    page = one.show(checked_orlund())
    assert not page.locator("#filter").is_visible()
    page.locator("li.finding.check summary").first.click()
    assert page.locator("li.finding.check .sides").first.is_visible()


def test_markup_and_script_of_an_article_show_as_text(desk: Callable[..., Desk]) -> None:
    page = desk().show(marked_up())
    assert page.title() == MARKUP
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.locator("script, style, img, iframe, object, embed").count() == 2
    assert MARKUP in page.locator("#articles").inner_text()
    assert MARKUP in page.locator("li.finding").inner_text()
    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())"
            ".filter(name => name.startsWith('on') || name === 'style').length"
        )
        == 0
    )


def test_the_policy_stops_what_the_page_does_not_bring(windows: Callable[..., Desk]) -> None:
    one = windows()
    page = one.show(orlund(articles=(GAZETTE,)))
    page.evaluate(
        "for (const [tag, name, value] of [['img', 'src', 'https://evil.example/a.png'], ['script', 'src', "
        "'https://evil.example/a.js'], ['link', 'href', 'https://evil.example/a.css']]) { const made = "
        "document.createElement(tag); made.rel = 'stylesheet'; made[name] = value; document.head.append(made); }"
        "const inline = document.createElement('script'); inline.textContent = 'window.owned = 1'; "
        "document.head.append(inline)"
    )
    assert page.evaluate("window.owned") is None
    assert any("Content Security Policy" in line for line in one.complaints)
