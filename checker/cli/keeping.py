"""The last report on a draft, kept in the cache folder: so the same command again after an edit is a re-check."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.drafting import Desk, earlier_of, why_lost
from checker.cli.sources import models_of
from checker.errors import CheckerError
from checker.model.folder import write_whole
from checker.readers.paths import STDIN
from checker.readers.reports import read_report
from checker.schema import Article, Report
from checker.settings import Settings
from checker.steps.followed import followed

if TYPE_CHECKING:
    from checker.cli.run import Arguments

FOLDER = "drafts"


@dataclass(frozen=True)
class LastReport:
    """Where the last report on a draft lies; `goes_on` says whether a run takes from it what did not change."""

    path: Path
    goes_on: bool

    def read(self) -> Report | None:
        """Return the report; None where there is none, or none of this version."""
        try:
            return read_report(self.path) if self.goes_on and self.path.is_file() else None
        except (CheckerError, OSError):
            return None

    def write(self, report: Report) -> None:
        """Keep a report. A folder that cannot be written to costs the next run, and not this one."""
        from checker.reports.json_report import render_json

        with contextlib.suppress(CheckerError, OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self.path, render_json(report))


def last_report(arguments: Arguments, settings: Settings) -> LastReport | None:
    """Return where the last report of this draft check lies; None where none is kept.

    It goes by the draft's path, the names of the sources, the way, the server and the models, so that no check goes on
    from what another draft, or another model, was told of. A run that replays answers, writes requests out or may keep
    nothing keeps no report either; one that asks everything again (`--refresh`) takes nothing from it.
    """
    drafting = arguments.drafting
    if drafting is None or drafting.path == STDIN or arguments.no_cache or arguments.checks_only:
        return None
    if arguments.answers is not None or arguments.pending is not None:
        return None
    models = models_of(arguments, settings.model, settings)
    names = [str(drafting.path.resolve()), str(arguments.quick), settings.origin, *models.values()]
    names += sorted({str(path.resolve()) for path in arguments.articles[1:]})
    key = hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return LastReport(settings.cache_folder / FOLDER / f"{key}.json", goes_on=not arguments.refresh)


def going_on(
    desk: Desk,
    arguments: Arguments,
    articles: Sequence[Article],
    last: LastReport | None,
    before: Report | None,
) -> tuple[Desk, str]:
    """Return the desk with the earlier report of which something is kept, and a line to tell the user.

    It is the report at hand (`before`), else the one that `--earlier` names, else the last that was kept.
    """
    drafting = arguments.drafting
    if drafting is None:
        return desk, ""
    if before is not None:
        return replace(desk, earlier=None if why_lost(before, quick=arguments.quick) else before), ""
    if drafting.earlier is not None:
        named, line = earlier_of(drafting.earlier, desk, articles, quick=arguments.quick)
        return replace(desk, earlier=named), line
    kept = None if last is None else last.read()
    if kept is None or why_lost(kept, quick=arguments.quick):
        return desk, ""
    now = {article.id: article for article in articles}
    kept = followed(kept, now[desk.draft or ""], now)
    if kept is None:
        return desk, ""
    when = f"{kept.run.started:%Y-%m-%d %H:%M} UTC"
    return replace(
        desk, earlier=kept
    ), f"going on from the check of {when}: what did not change stays, unless --refresh"


def prune_reports(cache_folder: Path, before: float) -> int:
    """Forget the reports that were written before a time (seconds since 1970); return how many."""
    gone = 0
    for path in (cache_folder / FOLDER).glob("*.json"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime <= before:
                path.unlink()
                gone += 1
    return gone
