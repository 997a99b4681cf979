"""Words of fires, crashes and blasts: their nouns by kind, what they do, and what shows that there were several."""

from __future__ import annotations

from checker.text.word_stems import stem

KINDS = {
    "fire": "fire", "blaze": "fire", "inferno": "fire", "crash": "crash", "collision": "crash", "derailment": "crash",
    "sinking": "sinking", "shipwreck": "sinking", "collapse": "collapse", "explosion": "blast", "blast": "blast",
    "shooting": "shooting", "stabbing": "stabbing", "robbery": "robbery", "heist": "robbery", "burglary": "robbery",
    "avalanche": "avalanche", "landslide": "landslide", "mudslide": "landslide", "murder": "murder",
    "kidnapping": "kidnapping", "abduction": "kidnapping", "assassination": "murder",
}  # fmt: skip
# What such a thing does at once: its date is that of the thing.
DOES = frozenset(
    "destroyed gutted damaged killed injured wounded broke happened occurred struck swept tore ripped claimed wrecked "
    "razed engulfed levelled leveled flattened".split()
)
DONE = frozenset("destroyed gutted damaged killed injured wounded wrecked razed hurt lost levelled flattened".split())
# Words of a second one: nobody knows which of the two is meant.
SEVERAL = frozenset(
    "again another second third fourth new latest later earlier previous previously repeat repeated series string "
    "spate wave separate similar anniversary first last further fires blazes crashes collisions explosions blasts "
    "shootings stabbings robberies burglaries avalanches landslides murders collapses kidnappings abductions "
    "sinkings derailments assassinations".split()
)
# Of these a town has a new one every week, so that they show nothing; nor does what all such things do.
COMMON = frozenset(
    map(
        stem,
        "house houses home homes flat flats apartment building buildings car cars lorry truck van motorcycle bus road "
        "street motorway highway man men woman women people person child children boy girl driver drivers passenger "
        "passengers police officer officers firefighter firefighters shop shops school bar city town village night "
        "morning evening afternoon cause caused start started begin began break broke happen happened occur occurred "
        "destroy destroyed gut gutted damage damaged kill killed injure injured hurt die died dead rip tear tore sweep "
        "swept strike struck leave left million thousand hundred one two three four five six seven eight nine ten "
        "crown crowns euro euros dollar dollars pound pounds close closed shut block blocked near off outside "
        "inside beside along behind beyond around across".split(),
    )
)
# Of what happens every week, two words besides the place must show that it is one.
OFTEN = frozenset("crash shooting stabbing robbery avalanche landslide murder kidnapping".split())
# They narrow nothing by which two of a kind are told apart.
PLAIN = frozenset("big huge major fatal deadly devastating massive serious terrible fierce horrific tragic".split())
