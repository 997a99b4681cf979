"""What lines are on their page: hits, and near misses that must stay news."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.text import roles
from checker.text.datelines import is_caption, is_dateline
from checker.text.furniture import is_furniture
from checker.text.roles import Hint, Unsplit, is_plain_words, line_roles, sentences_of_all, text_sentences

BODY = "The president confirmed on Wednesday that he had spoken with his counterpart. He gave no details."


def roles_of(*lines: str) -> list[str]:
    """Return the role of each line's first sentence."""
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    roles = {sentence.start: sentence.role for sentence in text_sentences(text)}
    return [roles[start] for start in starts]


def role_inside(line: str) -> str:
    """Return the role of a line that stands between paragraphs."""
    return roles_of(BODY, line, BODY)[1]


FURNITURE = """
Advertisement
ADVERTISEMENT
Advertisement banner
Advertisement - Continue reading below
Story continues below advertisement
Sponsored content
Publicidad
Anzeige
Publicité
Also Read: Taiwan President Urges China to Prioritise Economy Over Expansion
Read more: Five things to know about the call
Related: What the call means
RELATED STORIES
Lea también: Maduro confirma llamada
Lesen Sie auch: Was wir wissen
À lire aussi : Ce que l’on sait
Subscribe
Subscribe to our newsletter
Subscribe to our social media platforms to stay tuned
Sign up for our free daily newsletter
Sign up to receive the latest news in your inbox.
Follow us
Follow us on Facebook, X and Instagram
Join Quarrenby Insights on social media
Suscríbete a nuestro boletín
Síguenos en Twitter
Abonnieren Sie unseren Newsletter
Abonnez-vous à notre newsletter
The latest news in your social feeds
For the latest updates from the northern isles, visit our regional page.
Want more headlines from the United States? Our U.S. page is updated around the clock.
.jpg)
maduro-podium-caracas.jpg
(photo of the palace.png)
Cover Image
Share this article
Share on Facebook
Copy link
Leave a comment
3 min read
We use cookies to improve your experience.
Accept all cookies
© 2025 Clash Report
Copyright 2025 Clash Report. All rights reserved.
Alle Rechte vorbehalten
* * *
""".strip().splitlines()

NEWS = """
Advertisement revenue fell by a fifth last year, the company said.
Advertisers left the platform, and the advertisement was taken down.
Anzeige gegen den Minister wurde am Montag erstattet.
Subscribers to our newsletter service fell by 5 per cent, said the publisher.
Sign up for military service has doubled since May, officials said.
“Follow us on Facebook,” the general told his men.
Follow us, the general told his men, and you will live.
Join forces with the opposition, the channel urged its viewers.
Join Maduro on social media, the opposition urged its rivals, and you will be tracked.
For more than a decade, troops have had to visit our villages at night.
For more than a year, soldiers follow the border each morning.
Read the constitution, he told the court.
Watch: the army is coming, he warned.
Related charges were dropped in March.
Recommended: two doses a year, the ministry said.
Keep reading the constitution, he told the court.
Get the app banned, senators urged the government.
Share with the poor, the pope told the rich.
Cookies were handed out to soldiers, who used cookies as money.
Copyright law in Venezuela remains weak.
He said that he had sent the file maduro.jpg to a reporter.
Live rounds were fired.
Home prices rose.
""".strip().splitlines()


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    assert role_inside(line) == "furniture"


@pytest.mark.parametrize("line", NEWS)
def test_news_that_sounds_like_furniture(line: str) -> None:
    assert role_inside(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "December 01, 2025Clash Report",
        "By Global Leaders Insights Team | Dec 04, 2025",
        "By Jane Doe and John Smith",
        "By AFP",
        "Published: 4 December 2025 10:30 GMT",
        "Thursday, December 4, 2025 at 9:40 a.m. EST",
        "Updated on 2025-12-04 by Jane Doe",
        "2 hours ago",
        "Von Hans Müller, 4. Dezember 2025",
        "Por Juan Pérez",
        "Publié le 4 décembre 2025 à 10h30",
        "CARACAS (Reuters) -",
    ],
)
def test_datelines(line: str) -> None:
    assert roles_of("A Title of Some Words", line, BODY)[1] == "dateline"


@pytest.mark.parametrize(
    "line",
    [
        "CARACAS, Dec 4 (Agency) - The president confirmed the call.",
        "December 4, 2025 was the day on which the talks broke down.",
        "By Monday, the death toll had risen to five.",
        "On 4 December 2025 the two men spoke.",
        "By Friday evening nobody had answered",
    ],
)
def test_news_that_begins_like_a_dateline(line: str) -> None:
    assert role_inside(line) != "dateline"


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ariana Cubillos",
        "Photo by Ariana Cubillos",
        "File photo of Maduro at a rally in Caracas.",
        "(Image: Getty)",
        "Nicolás Maduro at a rally in Caracas on Monday. (AP Photo/Ariana Cubillos)",
        "Nicolás Maduro speaks in Caracas [Leonardo Fernandez/Reuters]",
        "Getty Images",
        "Chip Somodevilla/Getty Images",
        "Foto: EFE",
        "Bild: dpa",
    ],
)
def test_captions(line: str) -> None:
    assert role_inside(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Photo opportunities were limited, he said.",
        "Photos by the dozen were shown to the court.",
        "A spokesperson for Getty Images said that the pictures were genuine.",
        "The minister resigned on Monday, according to Reuters.",
        "The minister resigned on Monday. (AFP)",
        "Images, he said, are all that is left.",
    ],
)
def test_news_that_sounds_like_a_caption(line: str) -> None:
    assert role_inside(line) == "body"


@pytest.mark.parametrize(
    "line",
    ["Military buildup and airspace warning", "What happens next?", "- Maduro Hints at Opening for Dialogue"],
)
def test_headings(line: str) -> None:
    assert role_inside(line) == "heading"


@pytest.mark.parametrize("line", ["He left.", "“We do not want this peace", "and so it ended", "He said:", "No!"])
def test_short_lines_that_head_nothing(line: str) -> None:
    assert role_inside(line) == "body"


def test_unfinished_last_line_is_body() -> None:
    assert roles_of(BODY, "Trump said that he would call again")[1] == "body"


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (("A Title of Some Words", BODY), ["title", "body"]),
        (("A Title | Clash Report", "A Title", BODY), ["title", "title", "body"]),
        (("Advertisement", "Is It War?", BODY), ["furniture", "title", "body"]),
        (("A Title", "The call was short, and nobody says more", BODY), ["title", "deck", "body"]),
        (("A Title", "The call was short.", "By Jane Doe", BODY), ["title", "deck", "dateline", "body"]),
        (("A Title", "The call was short.", BODY), ["title", "body", "body"]),
        (("A Title", "Key points", BODY), ["title", "heading", "body"]),
        ((BODY, "A Short Line", BODY), ["body", "heading", "body"]),
        (("World", "A Title", BODY), ["furniture", "title", "body"]),
    ],
)
def test_top_of_the_page(lines: tuple[str, ...], roles: list[str]) -> None:
    assert roles_of(*lines) == roles


@pytest.mark.parametrize("text", [BODY, "Trump called Maduro yesterday", "Just one line", "Well?"])
def test_single_line_is_body(text: str) -> None:
    assert {sentence.role for sentence in text_sentences(text)} == {"body"}


def test_hints_decide_over_shape() -> None:
    text = f"{BODY}\nA Title\n{BODY}\nSection"
    title = text.index("A Title")
    section = text.index("Section")
    found = text_sentences(text, "en", [Hint(title, title + 7, "title"), Hint(section, len(text), "heading")])
    assert [sentence.role for sentence in found] == ["body", "body", "title", "body", "body", "heading"]


def test_sentences_are_numbered_from_1() -> None:
    assert [sentence.number for sentence in text_sentences(f"A Title\n\n{BODY}")] == [1, 2, 3]


def test_blank_text_has_no_sentences() -> None:
    assert text_sentences(" \n\u00a0\n") == ()


ANY_LINE = st.one_of(st.sampled_from([*FURNITURE, *NEWS, BODY, "A Title", ""]), st.text(max_size=60))


@given(st.lists(ANY_LINE, max_size=12))
@settings(max_examples=150)
def test_any_lines_get_roles(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = text_sentences(text)
    assert "".join("".join(text[item.start : item.end].split()) for item in found) == "".join(text.split())


PLAIN = (
    "Talks|End|at|Ago|ago|via|Via|By|by|Ana|Reuters|reserved|Vorbehalten|Follow|us|on|X|Live|Photo|Stand|Über|d’un|a|"
    "5|12|Dec|4|2025|min|read|A380"
).split("|")


@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=30).map(" ".join))
@settings(max_examples=400)
def test_plain_words_are_told_by_a_glance_as_by_every_pattern(line: str) -> None:
    if is_plain_words(line):
        assert not any(fits(line) for fits in (is_furniture, is_dateline, is_caption))
    told = line_roles(["Title", line, BODY], [None, None, None])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(roles, "is_plain_words", lambda _: False)
        assert line_roles(["Title", line, BODY], [None, None, None]) == told


def test_most_headlines_are_plain_words() -> None:
    headlines = "Talks End Without Agreement", "What the harbor expects", "Ein Sturm über Oslo", "Talks End in Round 12"
    assert all(map(is_plain_words, headlines))


SENTENCES = (
    "Der|The|the|story|latest|Please|subscribe|Photo|File|photo|We|use|cookies|to|our|newsletter|Ana|on|Monday|at|5|p.m|"
    "All|rights|reserved|Alle|Rechte|vorbehalten|(Reuters)|said|By|This|site|uses|a"
).split("|")


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12).map(lambda words: f"{' '.join(words)}."))
@settings(max_examples=400)
def test_plain_sentences_are_told_by_a_glance_as_by_every_pattern(line: str) -> None:
    told = line_roles(["Title", line, BODY], [None, None, None])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(roles, "_is_plain_sentence", lambda _: False)
        assert line_roles(["Title", line, BODY], [None, None, None]) == told


def test_texts_split_together_are_split_as_each_alone() -> None:
    texts = [
        Unsplit(f"A Title Here\n\n{BODY}\n\nAdvertisement\n"),
        Unsplit("“Ja.”\u00a0Er kam am 3. Mai. Dann ging er.\n", "de"),
        Unsplit("", "en"),
        Unsplit(f"  Eins • zwei\r\n{BODY}", None, (Hint(2, 6, "heading"),)),
        Unsplit(BODY, "en", (), ""),
    ]
    assert sentences_of_all(texts) == [text_sentences(one.text, one.language, one.hints) for one in texts]
