"""Whose earlier report it is, and what of it a renamed draft changes: where its id stands, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from checker.schema import (
    Article,
    Cleared,
    Coverage,
    Draft,
    DraftSentence,
    Failure,
    Leaning,
    OneOrigin,
    Pack,
    Report,
    Run,
)
from checker.steps import followed as room
from checker.steps.followed import followed, nothing_stands
from tests.steps.newsdesk import article, cited, fact, moment, on, pair, position, quote

LINES = ("Lund said: “It was a [sic] slip.”", "Forty people are missing.", ("furniture", "Read also: [sic]"))
WIRE = article("wire", "Sixty people are missing.", "Lund spoke of a slip.")


def own(name: str, *lines: Any, **fields: Any) -> Article:
    return article(name, *(lines or LINES), **fields)


def report(draft: Article, *others: Article) -> Report:
    """Return a report in which the draft's id stands wherever an id can, and in brackets wherever a text can."""
    name, words = draft.id, cited(draft, 1, words="a [sic] slip")
    clash = fact(
        (draft, WIRE),
        (position("a [sic] slip", words), position("sixty", cited(WIRE, 1))),
        pair(1, 2, "contradict"),
        question="Is it [sic]?",
        explanation=f"[{name}] says it, [wire] does not, {name} does.",
    )
    return Report(
        run=Run(checker="1", started=moment("2031-03-06T12:00:00+00:00"), seconds=1.0, source="a test"),
        title="[sic]",
        draft=Draft(article=name, sentences=(DraftSentence(number=1, standing="supported", supported_by=(name,)),)),
        articles=(draft, WIRE.model_copy(update={"replaced_by": name}), *others),
        claims=(quote("c1", words, "Ida [sic] Lund"),),
        packs=(Pack(id="p1", articles=(name, "wire"), claims=("c1",), whole=True),),
        facts=(clash,),
        cleared=(Cleared(question="[sic]?", passages=(words,), reason=f"[{name}] means another day."),),
        origins=(OneOrigin(articles=(name, "wire"), kind="text"),),
        leanings=(Leaning(passage=cited(WIRE, 1), upon=name),),
        coverage=Coverage(not_compared=(name, "wire")),
        failures=tuple(
            Failure(step="draft", item=item, reason=f"no reply on [{name}]")
            for item in (f"article {name}", f"article {name}, sentences 1 to 2", f"article {name}s", f"the {name}")
        ),
    )


def test_a_renamed_draft_is_renamed_wherever_its_id_stands_and_nowhere_else() -> None:
    draft = own("final")
    assert followed(report(own("sic")), draft, {"final": draft, "wire": WIRE}) == _as_of("final")


def _as_of(name: str) -> Report:
    """Return the report as it is made of the draft under another name; ids and paths are those of the first."""
    made = report(own(name).model_copy(update={"origin": "sic.txt"}))
    (clash,) = made.facts
    explanation = f"[{name}] says it, [wire] does not, sic does."
    told = clash.judgements[0].model_copy(update={"explanation": explanation})
    changes = {"id": report(own("sic")).facts[0].id, "explanation": explanation, "judgements": (told,)}
    items = (f"article {name}", f"article {name}, sentences 1 to 2", "article sics", "the sic")
    failures = tuple(one.model_copy(update={"item": item}) for one, item in zip(made.failures, items, strict=True))
    return made.model_copy(update={"facts": (clash.model_copy(update=changes),), "failures": failures})


@pytest.mark.parametrize(
    ("draft", "others", "is_it"),
    [
        (own("sic"), (), True),
        (own("sic", "Nothing of it."), (), True),  # under its own name it is the draft, whatever it says by now
        (own("final", "Forty people are missing."), (), True),
        (own("final", "Forty people were missing."), (), False),
        (own("final", ("furniture", "Read also: [sic]")), (), False),
        (own("final"), (own("sic"),), False),  # the old name is another article now
        (own("wire"), (), False),  # the new name was another article then
    ],
)
def test_whose_report_it_is(draft: Article, others: tuple[Article, ...], is_it: bool) -> None:
    now = {one.id: one for one in (WIRE, *others, draft)}
    found = followed(report(own("sic")), draft, now)
    assert (found is not None) == is_it
    assert found is None or (found.draft is not None and found.draft.article == draft.id)


def test_a_report_without_a_draft_is_of_none() -> None:
    bare = report(own("sic")).model_copy(update={"draft": None})
    assert followed(bare, own("sic"), {}) is None
    assert nothing_stands(bare, own("sic")) == "does not hold the draft"


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (own("sic"), ""),
        (own("sic", "Forty people are missing.", "New."), ""),
        (own("sic", "New."), "has no sentence of the draft as it stands now"),
        (own("sic", published=on("2031-03-04")), "has another date, outlet, language or status of the draft"),
    ],
)
def test_why_nothing_of_a_draft_stands(draft: Article, told: str) -> None:
    assert nothing_stands(report(own("sic")), draft) == told


IDS = {
    "article": {"ArticleCoverage", "Draft", "FindingPassage", "Passage"},
    "upon": {"Leaning"},
    "replaced_by": {"Article"},
    "articles[]": {"OneOrigin", "Pack"},
    "not_compared[]": {"Coverage"},
    "supported_by[]": {"DraftSentence"},
}
TOLD = {"explanation": {"Fact", "Finding", "Judgement"}, "reason": {"Cleared", "Dismissed", "Failure"}}
OTHERS = """about action amount answer because caps[] checker checks[] claim claims[] code fact facts[] findings[]
    headline host how id item language meets[] message model note notices[] occasion of origin origins[] outlet path
    prompt prompts[] question request returned role source source[] speaker statement task text title unconfirmed[]
    unit url version when who wire words written"""
"""Fields of text that hold no id of an article, or that are told by themselves (`item`, the `id` of an article)."""


def test_every_field_of_a_report_that_holds_text_is_known() -> None:
    """A new field must be put down here, and in `checker.steps.followed` where it holds the id of an article."""
    schema = Report.model_json_schema()
    found: dict[str, set[str]] = {}
    for owner, noun in [("Report", schema), *schema["$defs"].items()]:
        for name, kind in noun.get("properties", {}).items():
            for field in _texts(kind, name):
                found.setdefault(field, set()).add(owner)
    assert {name: owners for name, owners in found.items() if name not in OTHERS.split()} == IDS | TOLD
    single, several = ({name for name in IDS if name.endswith("[]") == many} for many in (False, True))
    assert (single, several) == (room._ARTICLE, {f"{name}[]" for name in room._ARTICLES})
    assert set(TOLD) == room._TOLD


def _texts(kind: dict[str, Any], name: str) -> Iterator[str]:
    for one in (*kind.get("anyOf", ()), *kind.get("oneOf", ())):
        yield from _texts(one, name)
    if kind.get("type") == "array":
        for one in (kind.get("items"), *kind.get("prefixItems", ())):
            yield from _texts(one, f"{name}[]") if isinstance(one, dict) else ()
    if kind.get("type") == "string" and not kind.keys() & {"enum", "const", "format"}:
        yield name
