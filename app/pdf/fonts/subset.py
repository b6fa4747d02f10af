#!/usr/bin/env python3
"""Cuts the three faces of the PDF down to what a report needs; README.md says why.

Usage: subset.py INTER_REGULAR INTER_SEMIBOLD JETBRAINS_MONO_REGULAR
Needs fonttools. The same inputs and version give the same bytes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
GREEK_AND_CYRILLIC = [*range(0x370, 0x400), *range(0x400, 0x460), 0x490, 0x491]
PUNCTUATION = [
    *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2022, 0x2026, 0x202F,
    0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2122,
]
SIGNS = [
    *range(0x2190, 0x2194), 0x21B5, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265,
    0x25A0, 0x25A1, 0x25AA, 0x25B2, 0x25B6, 0x25BC, 0x25C6, 0x25CB, 0x25CF,
    0x26A0, 0x2713, 0x2717, 0xFFFD,
]
# Control characters appear as their pictures, and only in the fixed-width face.
PICTURES = [*range(0x2400, 0x2422), 0x2500, 0x2502, 0x2514, 0x251C]

FULL = LATIN + GREEK_AND_CYRILLIC + PUNCTUATION + SIGNS
FACES = [
    ("text.otf", FULL, True),
    ("strong.otf", LATIN + PUNCTUATION + SIGNS, True),
    ("mono.ttf", FULL + PICTURES, False),
]


def with_tabular_figures(font):
    """Points the digits at the figures of equal width, so that columns align."""
    features = font["GSUB"].table.FeatureList.FeatureRecord
    lookups = font["GSUB"].table.LookupList.Lookup
    substitutes = {}
    for record in features:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in lookups[index].SubTable:
                    table = getattr(table, "ExtSubTable", table)
                    substitutes.update(table.mapping)
    for table in font["cmap"].tables:
        for code in [*range(0x30, 0x3A), 0x2212]:
            glyph = table.cmap.get(code)
            if glyph in substitutes:
                table.cmap[code] = substitutes[glyph]


def main():
    here = Path(__file__).parent
    for source, (name, codes, tabular) in zip(sys.argv[1:], FACES, strict=True):
        font = TTFont(source, recalcTimestamp=False)
        if tabular:
            with_tabular_figures(font)
        options = subset.Options()
        options.layout_features = []
        options.hinting = False
        options.desubroutinize = False
        options.notdef_outline = True
        options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "MVAR", "STAT", "DSIG", "meta"]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        font.save(here / name)


main()
