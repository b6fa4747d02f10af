//! The three faces, what they can show and how wide it is.

use std::collections::HashMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::PdfError;
use crate::style::Style;

static TEXT: &[u8] = include_bytes!("../fonts/text.otf");
static STRONG: &[u8] = include_bytes!("../fonts/strong.otf");
static MONO: &[u8] = include_bytes!("../fonts/mono.ttf");

/// Stands for every character that no face can show.
const REPLACEMENT: char = '\u{FFFD}';

/// One of the faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    /// Running text.
    Text,
    /// Headings and what must catch the eye.
    Strong,
    /// Names, paths and hashes.
    Mono,
}

/// The faces, read once for each document.
pub(crate) struct Fonts {
    text: Loaded,
    strong: Loaded,
    mono: Loaded,
}

struct Loaded {
    font: Font,
    glyphs: HashMap<char, Glyph>,
}

/// A character's picture in one face.
#[derive(Clone, Copy)]
struct Glyph {
    id: u32,
    /// In ems.
    advance: f32,
}

impl Fonts {
    /// Reads the faces that are part of the program.
    pub(crate) fn load() -> Result<Self, PdfError> {
        Ok(Self {
            text: Loaded::read(TEXT)?,
            strong: Loaded::read(STRONG)?,
            mono: Loaded::read(MONO)?,
        })
    }

    /// The face that shows `character` when `wanted` is asked for, and its width in ems.
    ///
    /// What no face has is shown as the replacement character of the fixed-width one.
    pub(crate) fn resolve(&self, wanted: Face, character: char) -> (Face, f32) {
        for face in [wanted, Face::Text, Face::Mono] {
            if let Some(glyph) = self.loaded(face).glyphs.get(&character) {
                return (face, glyph.advance);
            }
        }
        (Face::Mono, self.mono.replacement().advance)
    }

    /// The width of a text on one line, in points.
    pub(crate) fn width(&self, style: Style, text: &str) -> f32 {
        let ems = |character| self.resolve(style.face, character).1 + style.tracking();
        text.chars()
            .map(|character| ems(character) * style.size)
            .sum()
    }

    /// The font as the PDF library knows it.
    pub(crate) fn font(&self, face: Face) -> Font {
        self.loaded(face).font.clone()
    }

    /// The glyphs of a text whose every character resolves to `face`, `tracking` ems apart.
    pub(crate) fn glyphs(&self, face: Face, tracking: f32, text: &str) -> Vec<KrillaGlyph> {
        let loaded = self.loaded(face);
        text.char_indices()
            .map(|(start, character)| {
                let glyph = loaded
                    .glyphs
                    .get(&character)
                    .copied()
                    .unwrap_or_else(|| loaded.replacement());
                let range = start..start + character.len_utf8();
                KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    glyph.advance + tracking,
                    0.0,
                    0.0,
                    0.0,
                    range,
                    None,
                )
            })
            .collect()
    }

    const fn loaded(&self, face: Face) -> &Loaded {
        match face {
            Face::Text => &self.text,
            Face::Strong => &self.strong,
            Face::Mono => &self.mono,
        }
    }
}

impl Loaded {
    fn read(bytes: &'static [u8]) -> Result<Self, PdfError> {
        let reader = FontRef::new(bytes).map_err(|error| PdfError::Font(error.to_string()))?;
        let font = Font::new(bytes.into(), 0)
            .ok_or_else(|| PdfError::Font("the PDF library refuses it".to_owned()))?;
        let metrics = reader.glyph_metrics(Size::new(1.0), LocationRef::default());
        let glyphs = reader
            .charmap()
            .mappings()
            .filter_map(|(code, id)| {
                let advance = metrics.advance_width(id)?;
                Some((
                    char::from_u32(code)?,
                    Glyph {
                        id: id.to_u32(),
                        advance,
                    },
                ))
            })
            .collect();
        Ok(Self { font, glyphs })
    }

    /// Only the fixed-width face has it; elsewhere glyph 0, which no text reaches.
    fn replacement(&self) -> Glyph {
        self.glyphs.get(&REPLACEMENT).copied().unwrap_or(Glyph {
            id: 0,
            advance: 0.6,
        })
    }
}
