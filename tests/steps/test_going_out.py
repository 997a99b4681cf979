"""Whether a draft can go out when it is said to: times with a zone and without, days, and dates that were inferred."""

from __future__ import annotations

import pytest

from checker.schema import Published
from checker.steps.going_out import is_past, too_early
from tests.steps.newsdesk import article, moment, on

NIGHT = "2031-03-04T06:00"


@pytest.mark.parametrize(
    ("goes_out", "published", "early"),
    [
        (on(NIGHT), on("2031-03-04T05:59"), False),
        (on(NIGHT), on(NIGHT), False),
        (on(NIGHT), on("2031-03-04T06:01"), True),  # both without a zone: as they stand
        (on(f"{NIGHT}Z"), on("2031-03-04T07:01+01:00"), True),
        (on(f"{NIGHT}Z"), on("2031-03-04T07:00+01:00"), False),
        (on(f"{NIGHT}Z"), on("2031-03-04T20:00"), False),  # it may be 06:00 UTC where the day begins first
        (on(f"{NIGHT}Z"), on("2031-03-04T20:01"), True),
        (on(NIGHT), on("2031-03-04T18:00Z"), False),  # so it may be where the day ends last
        (on(NIGHT), on("2031-03-04T18:01Z"), True),
        (on("2031-03-04"), on("2031-03-04"), False),
        (on("2031-03-04"), on("2031-03-04T23:59"), False),
        (on("2031-03-04"), on("2031-03-05"), True),
        (on(NIGHT), on("2031-03-05"), True),
        (on(NIGHT), on("2031-03-05", known="metadata"), True),
        (on(NIGHT), on("2031-03-05", known="inferred"), False),
        (on(NIGHT), Published(), False),
        (Published(), on("2031-03-05"), False),
    ],
)
def test_what_was_published_after_the_draft_goes_out(goes_out: Published, published: Published, early: bool) -> None:
    draft, source = article("draft", "It is so.", published=goes_out), article("wire", "So.", published=published)
    assert bool(too_early(draft, (draft, source))) == early


def test_a_source_that_came_before_is_not_named() -> None:
    draft = article("draft", "It is so.", published=on("2031-03-04"))
    days = {"a": "2031-03-04", "b": "2031-03-05", "c": "2031-03-06T10:00Z", "d": "2031-03-06", "e": "2031-03-07"}
    sources = [article(name, "So.", published=on(day)) for name, day in days.items()]
    (all_but_one,) = too_early(draft, (draft, *sources))
    assert all_but_one == (
        "The draft goes out 2031-03-04, before 4 of its 5 sources were published "
        "(b 2031-03-05, c 2031-03-06 10:00+00:00, d 2031-03-06, 1 more): look at --publish-at."
    )
    assert "before its source was published (b 2031-03-05)" in too_early(draft, (draft, sources[1]))[0]
    assert "before each of its 3 sources was published" in too_early(draft, (*sources[1:4], draft))[0]


@pytest.mark.parametrize(
    ("goes_out", "past"),
    [
        (on("2031-03-04T11:59Z"), True),
        (on("2031-03-04T12:00Z"), False),
        (on("2031-03-03T23:59"), True),  # without a zone it is over only where days end last
        (on("2031-03-04T00:00"), False),
        (on("2031-03-03"), True),
        (on("2031-03-04"), False),
        (Published(), False),
    ],
)
def test_a_time_that_is_over_everywhere(goes_out: Published, past: bool) -> None:
    assert is_past(goes_out, moment("2031-03-04T12:00+00:00")) == past
