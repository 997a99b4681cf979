"""Where a sentence stands on the page, as an editor counts: by paragraphs of running text."""

from __future__ import annotations

from checker.schema import Article, Sentence


def sentence_places(article: Article) -> dict[int, str]:
    """Return for each sentence number of the article its place: "p3", "head", "deck", "pull quote", "heading p4".

    Only running text is counted, as a reader counts it: furniture, headline, deck, dateline and captions are no
    paragraphs, and a heading is named after the paragraph below it. Line breaks part paragraphs; in a text whose lines
    are broken inside sentences, only blank lines do.
    """
    body = [sentence for sentence in article.sentences if sentence.role == "body"]
    broken_lines = any("\n" in article.text[sentence.start : sentence.end].strip() for sentence in body)
    places: dict[int, str] = {}
    paragraph = 0
    before: Sentence | None = None
    for sentence in article.sentences:
        if sentence.role == "body":
            if before is None or _parted(article.text[before.end : sentence.start], broken_lines) or paragraph == 0:
                paragraph += 1
            places[sentence.number] = f"p{paragraph}"
        elif sentence.role == "heading":
            places[sentence.number] = f"heading p{paragraph + 1}"
        elif sentence.role == "title":
            places[sentence.number] = "head"
        else:
            places[sentence.number] = sentence.role.replace("_", " ")
        before = sentence
    return places


def place_of(article: Article, places: dict[int, str], sentences: tuple[int, ...], start: int) -> str:
    """Return the place of the first of these sentences, else of the sentence at this offset; "" where there is none."""
    for number in sentences:
        if number in places:
            return places[number]
    at = next((sentence for sentence in article.sentences if sentence.start <= start < sentence.end), None)
    return places[at.number] if at else ""


def _parted(between: str, broken_lines: bool) -> bool:
    """Say whether the text between two sentences parts paragraphs."""
    return between.count("\n") > (1 if broken_lines else 0)
