//! Text on its way to the page: made harmless, measured, broken into lines.

use crate::fonts::{Face, Fonts};
use crate::style::Style;

/// A stretch of text in one style.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// What it says; cleaned when it is broken into lines.
    pub(crate) text: String,
    /// How it looks.
    pub(crate) style: Style,
}

/// A line that fits its column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    /// From left to right.
    pub(crate) parts: Vec<Part>,
    /// Without the spaces at its end, in points.
    pub(crate) width: f32,
}

/// A stretch of a line in one face and style.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// From the line's left edge, in points.
    pub(crate) x: f32,
    /// The face that has every character of it.
    pub(crate) face: Face,
    /// The style asked for.
    pub(crate) style: Style,
    /// What it says.
    pub(crate) text: String,
}

/// One character with what the breaking needs to know.
struct Cell {
    character: char,
    face: Face,
    style: Style,
    /// In points.
    width: f32,
}

impl Run {
    /// Text in one style.
    pub(crate) fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }

    /// Text whose passages between backticks are set in the fixed-width face.
    pub(crate) fn inline(text: &str, style: Style) -> Vec<Self> {
        let mut runs = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('`') {
            let Some((code, behind)) = after.split_once('`') else {
                break;
            };
            runs.push(Self::new(before, style));
            runs.push(Self::new(code, style.mono()));
            rest = behind;
        }
        runs.push(Self::new(rest, style));
        runs.retain(|run| !run.text.is_empty());
        runs
    }
}

/// Breaks runs into lines no wider than `width` points, each at least one character long.
pub(crate) fn wrap(fonts: &Fonts, runs: &[Run], width: f32) -> Vec<Line> {
    let cells: Vec<Cell> = runs
        .iter()
        .flat_map(|run| {
            run.text
                .chars()
                .map(move |character| (shown(character), run.style))
        })
        .map(|(character, style)| {
            let (face, ems) = fonts.resolve(style.face, character);
            Cell {
                character,
                face,
                style,
                width: (ems + style.tracking()) * style.size,
            }
        })
        .collect();
    let mut lines = Vec::new();
    let mut rest = cells.as_slice();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(fitting(rest, width));
        lines.push(Line::of(line));
        rest = after;
    }
    lines
}

/// At most `limit` characters of a text; an ellipsis shows that some are gone.
pub(crate) fn clip(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// What is shown for a character: controls as their pictures, breaks as spaces.
///
/// Characters that steer the direction or carry no agreed meaning become visible, so that
/// nothing on the page can read otherwise than it is stored.
pub(crate) fn shown(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{61C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF0}'..='\u{FFFF}'
        | '\u{E000}'..='\u{F8FF}'
        | '\u{E0000}'..='\u{10FFFF}' => '\u{FFFD}',
        character if u32::from(character) & 0xFFFE == 0xFFFE => '\u{FFFD}',
        character => character,
    }
}

/// How many of the cells make the next line; at least one.
///
/// A space is the best place to break. Where none leaves the line at least two fifths
/// full, a path's or a name's own punctuation serves, and failing that any character.
fn fitting(cells: &[Cell], width: f32) -> usize {
    let (mut used, mut at_space, mut at_sign) = (0.0, None, None);
    for (index, cell) in cells.iter().enumerate() {
        used += cell.width;
        if cell.character == ' ' {
            // A space may hang over the edge: nothing is printed there.
            at_space = Some((index + 1, used));
        } else if used > width && index > 0 {
            let full = at_space.filter(|(_, reached)| *reached >= width * 0.4);
            let best = full.or(at_sign).or(at_space).map_or(index, |(end, _)| end);
            return best;
        } else if matches!(
            cell.character,
            '/' | '-' | '_' | '.' | ':' | ',' | '=' | '@' | '#' | '&'
        ) {
            at_sign = Some((index + 1, used));
        }
    }
    cells.len()
}

impl Line {
    fn of(cells: &[Cell]) -> Self {
        let mut line = Self::default();
        let mut x = 0.0;
        for cell in cells {
            match line.parts.last_mut() {
                Some(part) if part.face == cell.face && part.style == cell.style => {
                    part.text.push(cell.character);
                }
                _ => line.parts.push(Part {
                    x,
                    face: cell.face,
                    style: cell.style,
                    text: cell.character.to_string(),
                }),
            }
            x += cell.width;
            if cell.character != ' ' {
                line.width = x;
            }
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Run, shown, wrap};
    use crate::fonts::Fonts;
    use crate::style::Style;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let fonts = Fonts::load().unwrap();
        wrap(&fonts, &[Run::new(text, Style::BODY)], width)
            .into_iter()
            .map(|line| line.parts.into_iter().map(|part| part.text).collect())
            .collect()
    }

    #[test]
    fn lines_break_at_spaces_and_paths_at_their_signs() {
        assert_eq!(lines("one two three", 45.0), ["one two ", "three"]);
        assert_eq!(
            lines("deploy/production/compose.yaml", 80.0),
            ["deploy/", "production/", "compose.yaml"]
        );
    }

    #[test]
    fn what_steers_the_reader_s_eye_is_visible() {
        let text: String = "a\u{202e}b\0c\td".chars().map(shown).collect();
        assert_eq!(text, "a\u{fffd}b\u{2400}c d");
    }

    proptest! {
        /// Nothing is lost, and no line is wider than its column unless it is one character.
        #[test]
        fn wrapping_keeps_every_character(text in "\\PC{0,120}", width in 1.0_f32..300.0) {
            let fonts = Fonts::load().unwrap();
            let lines = wrap(&fonts, &Run::inline(&text, Style::BODY), width);
            let mut together = String::new();
            for line in &lines {
                let said: String = line.parts.iter().map(|part| part.text.as_str()).collect();
                prop_assert!(line.width <= width + 0.01 || said.trim_end().chars().count() <= 1);
                together.push_str(&said);
            }
            let expected: String =
                Run::inline(&text, Style::BODY).iter().flat_map(|run| run.text.chars()).map(shown).collect();
            prop_assert_eq!(together, expected);
        }
    }
}
