"""What is new, gone and changed between two reports on one story."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.schema import Article, Finding, Report, Standing
from checker.steps.levels import ORDER
from checker.steps.same_finding import passages_as_they_stand, same_matter


@dataclass(frozen=True)
class Changed:
    """A finding of both reports that is not the same in both. `edited` are the articles whose passages changed."""

    old: Finding
    new: Finding
    edited: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything of weight changed: a model's wording alone is not."""
        return bool(self.edited) or (self.old.level, self.old.verdict) != (self.new.level, self.new.verdict)


@dataclass(frozen=True)
class Stand:
    """A sentence of a draft whose standing is another than before; `old` is None where the sentence is new."""

    number: int
    text: str
    old: Standing | None
    new: Standing


@dataclass(frozen=True)
class Changes:
    """The findings of two reports, sorted: `dismissed` were shown in the old one and are dismissed in the new one.

    `stands` are the sentences of a draft that stand otherwise now, or are new.
    """

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    changed: tuple[Changed, ...]
    dismissed: tuple[Finding, ...]
    same: int
    stands: tuple[Stand, ...] = ()

    @property
    def risen(self) -> tuple[Finding, ...]:
        """The findings that stand in the new report and did not, or not as gravely, in the old one."""
        return (
            *self.new,
            *(one.new for one in self.changed if ORDER.index(one.new.level) < ORDER.index(one.old.level)),
        )


def changes(old: Report, new: Report) -> Changes:
    """Return what became of the findings. One is known again by its id, or else by aspect and overlapping passages."""
    silenced = tuple(one.finding for one in new.dismissed)
    pairs = dict(_pairs(old, new, (*new.findings, *silenced)))
    before = {finding.id: finding for finding in old.findings}
    met = {after: before[name] for name, after in pairs.items()}
    both = [
        Changed(met[finding.id], finding, _edited(met[finding.id], finding))
        for finding in new.findings
        if finding.id in met
    ]
    return Changes(
        new=tuple(finding for finding in new.findings if finding.id not in met),
        gone=tuple(finding for finding in old.findings if finding.id not in pairs),
        changed=tuple(one for one in both if one.differs),
        dismissed=tuple(finding for finding in silenced if finding.id in met),
        same=sum(not one.differs for one in both),
        stands=tuple(_stands(old, new)),
    )


def _stands(old: Report, new: Report) -> Iterator[Stand]:
    """Yield the sentences of the new report's draft that stand otherwise than in the old one, or did not stand there.

    A sentence is known again by its text, wherever it stands now; the draft's file may have been renamed.
    """
    if old.draft is None or new.draft is None:
        return
    before, after = _articles(old)[old.draft.article], _articles(new)[new.draft.article]
    known: defaultdict[str, deque[Standing]] = defaultdict(deque)
    for one in old.draft.sentences:
        known[before.sentence_text(one.number)].append(one.standing)
    for one in new.draft.sentences:
        text = after.sentence_text(one.number)
        was = known[text].popleft() if known[text] else None
        if was != one.standing:
            yield Stand(one.number, text, was, one.standing)


def _pairs(old: Report, new: Report, later: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Yield the ids of each old finding that is met again, and of the new one: equal ids first."""
    ids = {finding.id for finding in later}
    rest = [finding for finding in old.findings if finding.id not in ids]
    yield from ((finding.id, finding.id) for finding in old.findings if finding.id in ids)
    known = {finding.id for finding in old.findings}
    left = [finding for finding in later if finding.id not in known]
    old_articles, new_articles = _articles(old), _articles(new)
    for finding in rest:
        was = finding.aspect, passages_as_they_stand(finding, old_articles)
        for other in left:
            if same_matter(was, (other.aspect, passages_as_they_stand(other, new_articles)), new_articles):
                yield finding.id, other.id
                left.remove(other)
                break


def _edited(old: Finding, new: Finding) -> tuple[str, ...]:
    """Return the articles that say otherwise now, or only now, or no longer, what the finding is about."""
    was, now = ({(one.article, one.text) for one in finding.passages} for finding in (old, new))
    return tuple(sorted({article for article, _ in was ^ now}))


def _articles(report: Report) -> dict[str, Article]:
    return {article.id: article for article in report.articles}
