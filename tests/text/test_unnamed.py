"""Sources that a text does not name: which sentences rest on one, on several, on none."""

from __future__ import annotations

import pytest

from checker.text.unnamed import unnamed_source

ONE = [
    "A source said the talks had failed.",
    "The talks have failed, according to a person familiar with the matter.",
    "One senior official close to the talks later said they had failed.",
    "“They have failed,” said a diplomat who was in the room.",
    "Captain Jon Pell had left the bridge, a crew member said.",
    "The source had said as much in May.",
    "An aide, who asked not to be named, told the Packet so.",
    "Eine Quelle im Ministerium sprach von 40 Toten.",
    "Una fuente del ministerio habló de 40 muertos.",
    "Une source au ministère a parlé de 40 morts.",
    "She spoke on condition of anonymity.",
    "An unnamed aide quoted by the Packet calls it a mistake.",
    "One crewman, who did not want to be named, spoke of complaints.",
    "He agreed to speak anonymously.",
]
SEVERAL = [
    "Officials said the talks had failed.",
    "The talks have failed, according to two people familiar with the matter.",
    "Crew members said the captain had left the bridge.",
    "Several witnesses later told reporters of a second blast.",
    "Sources close to the ministry have confirmed the plan.",
    "Three diplomats in Oldport privately warned of delays.",
    "“They failed,” said officials at the ministry.",
    "Aus Kreisen der Regierung hieß es, der Plan sei tot.",
    "Unnamed officials quoted by the Packet say that the two leaders met.",
    "Plusieurs sources ont confirmé le plan.",
]
NONE = [
    "Harbour master Ida Lund said 40 people were missing.",
    "Forty people were missing, harbour master Ida Lund said.",
    "Five witnesses were heard, the court said.",
    "Lund told officials that the quay was closed.",
    "She told a lawyer about it.",
    "The minister said he would resign.",
    "A lawyer, Ida Lund, said he had resigned.",
    "A witness named Per Holm said so.",
    "An official holiday was declared.",
    "The city has 40 officers.",
    "Experts were called in.",
    "The river is the source of the Velm.",
    "Police said two people had been hurt.",
    "Divers recovered an unidentified body on Monday.",
    "An unidentified man was killed, police chief Ida Lund said.",
    "Unidentified passengers were among the dead, the harbour said.",
    "The boy is not to be named.",
    "An anonymous donor paid for it.",
    "The stream is unnamed on the map.",
]


@pytest.mark.parametrize("sentence", ONE)
def test_one(sentence: str) -> None:
    found = unnamed_source(sentence)
    assert found is not None
    assert not found.several


@pytest.mark.parametrize("sentence", SEVERAL)
def test_several(sentence: str) -> None:
    found = unnamed_source(sentence)
    assert found is not None
    assert found.several


@pytest.mark.parametrize("sentence", NONE)
def test_a_source_that_is_named_or_none_at_all(sentence: str) -> None:
    assert unnamed_source(sentence) is None


def test_the_words_are_those_that_say_so() -> None:
    sentence = "The talks failed, two officials close to them later said."
    found = unnamed_source(sentence)
    assert found is not None
    assert sentence[slice(*found.words)] == "officials close to them later said"


def test_a_long_sentence_takes_no_longer_than_it_is_long() -> None:
    """Nested repeats must not multiply: a hostile sentence of 100,000 characters is read in one go."""
    assert unnamed_source("a person with " * 4000 + "officials who " * 4000) is None
