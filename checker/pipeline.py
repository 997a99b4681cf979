"""The way through checker. Read this first.

    read → split → extract → align → reconcile → confirm → check → findings → report

| step      | from → to                                                       | asks a model?          |
|-----------|-----------------------------------------------------------------|------------------------|
| read      | files → `Article`s (`checker.readers`)                          | no                     |
| split     | text → numbered `Sentence`s with offsets (`checker.text`)       | no                     |
| extract   | one article → typed `Claim`s                                    | a request an article   |
| align     | all claims → `Pack`s                                            | no                     |
| reconcile | a pack → `Fact`s: a question, positions, a verdict              | a request a pack       |
| draft     | a draft against its sources → facts, and what bears it out      | one request            |
| confirm   | facts that are not plain agreement → the same, judged twice     | one request            |
| check     | passages → `Signal`s: what arithmetic and comparing text show   | no                     |
| findings  | facts and signals → `Finding`s, what the editor reads           | no                     |
| report    | all of it → terminal, JSON (`checker.reports`)                  | no                     |

This module goes from extract to findings. What comes before and after is joined to it by `checker.cli.run`: articles
arrive split, and a report leaves to be rendered. Check and findings are the same for all ways
(`checker.steps.telling`).

- `compare` goes all the way, but for the step draft.
- `thorough` is the same, with more than one request a pack: each for some aspects.
- `quick` leaves out extract and align, and shows the judge the sentences alone.
- `draft` is the same seen from one article: the others are reconciled among themselves, it is held against them in a
  request of its own, and each of its sentences comes to stand somewhere. `quick_draft` does so without claims.
- `checks_only` asks nobody: it goes from split to check.

Data flows one way. What is asked stands apart from how it is answered: the steps know an `Asker`, and nothing of
servers, files or keys. Whatever could not be done is a `Failure` in the report, never a verdict.
"""

from __future__ import annotations

from dataclasses import replace

from checker.errors import UsageError
from checker.model.asking import Asker
from checker.model.together import both
from checker.schema import Article, Fact, Pack, Report, Run
from checker.steps.accounting import run_of, run_without_model
from checker.steps.align import QUICK, align, pack_tokens, unpacked, whole_pack
from checker.steps.carry import NOTHING, Carried, carried_from, new_in, still_dropped, with_new_claims
from checker.steps.confirm import Confirmed, confirm
from checker.steps.draft import hold_against, unjudged
from checker.steps.draft_reply import Against
from checker.steps.extract import Extracted, extract
from checker.steps.outset import Options, Story
from checker.steps.reconcile import reconcile
from checker.steps.repeated import with_repeated
from checker.steps.telling import Judged, told, told_by_checks, told_claims

__all__ = ["Options", "Story", "checks_only", "claims_only", "compare", "draft", "quick", "quick_draft", "thorough"]


async def compare(story: Story, asker: Asker, options: Options) -> Report:
    """Cross-check the articles of a story, and each of them with itself.

    Returns a report in any case; `asker.awaiting` says whether requests still await their answers, and then it ends
    where the first of them is missing. What a provider refuses is a failure in the report.
    """
    judged = _claimed(await extract(options.shown(story), asker))
    if not asker.awaiting:
        judged = await _reconciled(_aligned(judged, options), asker, options)
    return _told(story, judged, asker, options)


async def thorough(story: Story, asker: Asker, options: Options) -> Report:
    """Cross-check as `compare` does, and have each pack judged in several requests at once, each for some aspects.

    It takes no longer, costs more, and misses less.
    """
    return await compare(story, asker, replace(options, thorough=True))


async def quick(story: Story, asker: Asker, options: Options) -> Report:
    """Cross-check the articles in one request that holds them all, without claims, and confirm what it finds.

    Cheaper for a small story that is checked once; it leaves no claims to keep, lists no single sources, infers no date
    of publication, and does not grow past one request. Returns and raises as `compare`; UsageError where the articles
    are more than one request may hold.
    """
    judged = await _reconciled(_in_one_pack(options.shown(story), options), asker, options)
    return _told(story, judged, asker, options)


async def draft(story: Story, asker: Asker, options: Options) -> Report:
    """Hold the draft among the articles against the others, and say of each of its sentences how it stands.

    Where an earlier report is given, what did not change is taken from it: an edited sentence costs the draft's own
    extract, the draft against its sources, and a second look at what is new. Returns and raises as `compare`.
    """
    shown = options.shown(story)
    carried = carried_from(options.earlier, shown, options.draft)
    fresh = _claimed(await extract(tuple(article for article in shown if article.id not in carried.articles), asker))
    read = {**carried.articles, **{article.id: article for article in fresh.articles}}
    claims = with_new_claims(fresh.claims, carried)
    judged = replace(fresh, articles=tuple(read[article.id] for article in shown), claims=claims)
    if not asker.awaiting:
        judged = await _held(_aligned(judged, options), carried, asker, options)
    return _told(story, judged, asker, options)


async def quick_draft(story: Story, asker: Asker, options: Options) -> Report:
    """Hold the draft against the others in one request without claims, and confirm what it finds.

    What the sources tell differently among themselves is not looked for. Returns and raises as `quick`.
    """
    shown = options.shown(story)
    carried = carried_from(options.earlier, shown, options.draft)
    judged = await _held(_in_one_pack(shown, options), carried, asker, options, among=False)
    return _told(story, judged, asker, options)


def checks_only(story: Story, options: Options) -> Report:
    """Run the built-in checks over the articles, and ask no model: what they cannot show is not looked for.

    Nothing is sent, so that articles under embargo are checked as well.
    """
    return told_by_checks(story, run_without_model(options.started), options)


async def claims_only(story: Story, asker: Asker, options: Options) -> Report:
    """Extract the typed claims of the articles and compare nothing."""
    shown = tuple(article for article in story.articles if article.id not in options.kept_back)
    judged = _claimed(await extract(shown, asker))
    return told_claims(story, judged, _run(judged, asker, options), options)


def _claimed(extracted: tuple[Extracted, ...]) -> Judged:
    return Judged(
        articles=tuple(one.article for one in extracted),
        claims=tuple(claim for one in extracted for claim in one.claims),
        failures=tuple(failure for one in extracted for failure in one.failures),
        unread=frozenset(one.article.id for one in extracted if one.failures),
    )


def _aligned(judged: Judged, options: Options) -> Judged:
    packs = align(judged.articles, judged.claims, options.pack_tokens)
    read = [article for article in judged.articles if article.id not in judged.unread]
    return replace(judged, packs=packs, failures=judged.failures + unpacked(read, packs))


def _in_one_pack(articles: tuple[Article, ...], options: Options) -> Judged:
    if pack_tokens(articles) > options.pack_tokens:
        raise UsageError("the articles are more than one request may hold: leave out --way quick")
    return Judged(articles, packs=(whole_pack(articles, name=QUICK),) if articles else ())


async def _reconciled(judged: Judged, asker: Asker, options: Options, known: Carried = NOTHING) -> Judged:
    """Reconcile the packs, and have what does not plainly agree, and is not `known`, judged a second time."""
    found = await reconcile(judged.packs, judged.articles, judged.claims, asker, thorough=options.thorough)
    again = await _confirmed(known.unknown(found.facts), judged.articles, asker, options)
    failures = judged.failures + found.failures + again.failures
    return replace(judged, packs=found.packs, facts=again.facts, cleared=found.cleared, failures=failures)


async def _held(judged: Judged, carried: Carried, asker: Asker, options: Options, *, among: bool = True) -> Judged:
    """Hold the draft against the sources, and where `among`, reconcile these among themselves, all at once.

    What is carried from an earlier report is judged no more, and what is new is confirmed by itself: so the requests
    about the sources are those of a comparison of them alone.
    """
    name = options.draft
    own = next((article for article in judged.articles if article.id == name), None)
    sources = tuple(article for article in judged.articles if article.id != name)
    packs: tuple[Pack, ...] = ()
    if among and len(sources) > 1 and not carried.among_settled:
        packs = align(sources, [claim for claim in judged.claims if claim.passage.article != name], options.pack_tokens)
    of_sources = Judged(sources, judged.claims, packs)
    # The draft stands last, so that the sources are called the same in every request, wherever its file was named.
    of_draft = tuple(pack.model_copy(update={"id": f"draft-{pack.id}"}) for pack in judged.packs)
    in_order = replace(judged, articles=sources if own is None else (*sources, own), packs=of_draft)
    told_apart, (against, again) = await both(
        _reconciled(of_sources, asker, options, carried), _against(own, in_order, carried, asker, options)
    )
    judged_again = again.facts
    if own is not None:
        carried, judged_again = with_repeated(still_dropped(carried, against, own.id), judged_again, own.id)
    new = (*told_apart.facts, *judged_again, *against.backed, *against.dropped)
    failures = told_apart.failures + against.failures + again.failures
    if own is not None and not asker.awaiting:
        failures += unjudged(own, against, carried.told)
    return replace(
        judged,
        packs=tuple(dict.fromkeys(carried.packs + told_apart.packs + against.packs)),
        facts=(*carried.facts, *new),
        cleared=tuple(dict.fromkeys(carried.cleared + against.cleared + told_apart.cleared)),
        failures=judged.failures + failures,
        against=replace(
            against,
            unsourced=tuple(dict.fromkeys(carried.unsourced + against.unsourced)),
            told=carried.told | against.told,
        ),
    )


async def _against(
    own: Article | None, judged: Judged, carried: Carried, asker: Asker, options: Options
) -> tuple[Against, Confirmed]:
    """Return what is new in how the draft stands to its sources, and its facts after the second look."""
    if own is None or carried.holds_all_of(own):
        return Against(), await _confirmed(carried.unsure, judged.articles, asker, options, options.draft)
    read_whole = own.id not in judged.unread
    found = await hold_against(own, judged.packs, judged.articles, judged.claims, asker, read_whole=read_whole)
    new = new_in(found, carried, own.id)
    return new, await _confirmed((*carried.unsure, *new.facts), judged.articles, asker, options, own.id)


async def _confirmed(
    facts: tuple[Fact, ...], articles: tuple[Article, ...], asker: Asker, options: Options, draft: str | None = None
) -> Confirmed:
    if asker.awaiting or not options.confirm:
        return Confirmed(facts)
    return await confirm(facts, articles, asker, draft)


def _told(story: Story, judged: Judged, asker: Asker, options: Options) -> Report:
    return told(story, judged, _run(judged, asker, options), options)


def _run(judged: Judged, asker: Asker, options: Options) -> Run:
    return run_of(asker, judged.articles, options.started, options.source, options.host)
