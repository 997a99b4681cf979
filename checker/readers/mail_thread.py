"""The thread below an e-mail: what was written in the message itself, and what it quotes, signs with or passes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.schema import Cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.readers.document import Block

_ORIGINAL = re.compile(
    r"[-_*\s]*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|forwarded message|"
    r"begin forwarded message:?|weitergeleitete nachricht|message transféré|mensaje reenviado)[-_*:\s]*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:on|am|le|el)\b.{5,200}\b(?:wrote|schrieb|a écrit|escribió)\b.{0,80}:\s*", re.IGNORECASE | re.DOTALL
)
_HEADER = re.compile(
    r"\s*\*?(?:from|to|cc|sent|date|subject|reply-to|von|an|gesendet|datum|betreff|de|à|envoyé|objet|para|enviado|fecha|"
    r"asunto)\*?\s?:\*?\s.*",
    re.IGNORECASE,
)
# How every line begins that one of these can match, which spares all others the long patterns.
_MAY_BEGIN = re.compile(
    r"[-_*\s]|message\b|on\b|am\b|le\b|el\b|[a-zàé-]{1,12}\*?\s?:|[^\W\d_]+ ?[^\W\d_]+ [mn]", re.IGNORECASE
)
_FEWEST_HEADERS = 3
_SIGNATURE = "-- "
_LEAST_WORDS = 12
_FOLLOWING = 40


def split_thread(blocks: list[Block]) -> tuple[list[Block], tuple[Cut, ...]]:
    """Return what was written in this message, and what was cut: the messages quoted below it, and the signature."""
    begin = next((place for place in range(len(blocks)) if _begins_thread(blocks, place)), len(blocks))
    own, thread = blocks[:begin], blocks[begin:]
    if thread and sum(len(block.text.split()) for block in own) < _LEAST_WORDS:
        passed_on = _passed_on(thread)
        if sum(len(block.text.split()) for block in passed_on) >= _LEAST_WORDS:
            again, cut = split_thread(passed_on)
            return again, (*_cut("thread", [*own, *thread[: len(thread) - len(passed_on)]]), *cut)
    signed = next((place for place, block in enumerate(own) if block.text.rstrip() == _SIGNATURE.strip()), len(own))
    quoted = [block for block in own[:signed] if block.text.lstrip().startswith(">")]
    kept = [block for block in own[:signed] if not block.text.lstrip().startswith(">")]
    return kept, (*_cut("signature", own[signed + 1 :]), *_cut("thread", [*quoted, *thread]))


def _begins_thread(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether the messages before this one begin here: a line that says so, or the heads of a message."""
    text = blocks[place].text.strip()
    if _MAY_BEGIN.match(text) is None:
        return False
    if _ORIGINAL.fullmatch(text):
        return True
    near = " ".join(block.text for block in blocks[place : place + 2])
    if _WROTE.fullmatch(text) or (_WROTE.fullmatch(near) and not _HEADER.match(text)):
        return True
    heads = [line for block in blocks[place : place + _FEWEST_HEADERS] for line in block.text.split("\n")]
    return len(heads) >= _FEWEST_HEADERS and all(_HEADER.fullmatch(line) for line in heads[:_FEWEST_HEADERS])


def _passed_on(thread: Sequence[Block]) -> list[Block]:
    """Return a message that was passed on without the lines that say so, its heads, and the marks of quoting."""
    place = 0
    while place < len(thread) and place < _FOLLOWING:
        lines = thread[place].text.strip().lstrip("> ").split("\n")
        if not all(not line.strip() or _ORIGINAL.fullmatch(line) or _HEADER.fullmatch(line) for line in lines):
            break
        place += 1
    unmarked = (block._replace(text=re.sub(r"(?m)^(?:> ?)+", "", block.text)) for block in thread[place:])
    return list(unmarked)


def _cut(kind: str, blocks: Sequence[Block]) -> tuple[Cut, ...]:
    text = "\n".join(block.text.strip() for block in blocks if block.text.strip())
    return (Cut.model_validate({"kind": kind, "text": text}),) if text else ()
