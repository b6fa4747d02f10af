//! Marks as strokes, fills and glyphs on a page.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point};
use krilla::paint::{Fill, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;

use crate::fonts::Fonts;
use crate::layout::sheet::Mark;
use crate::style::Ink;

/// How far a quarter circle's control points lie from its ends, for a radius of 1.
const ARC: f32 = 0.552_284_8;

/// Draws marks in order.
pub(super) fn draw(surface: &mut Surface<'_>, fonts: &Fonts, marks: &[Mark]) {
    for mark in marks {
        match mark {
            Mark::Text { x, y, part } => {
                let glyphs = fonts.glyphs(part.face, part.style.tracking(), &part.text);
                fill(surface, part.style.ink);
                let (at, font) = (Point::from_xy(*x, *y), fonts.font(part.face));
                surface.draw_glyphs(at, &glyphs, font, &part.text, part.style.size, false);
            }
            Mark::Block {
                x,
                y,
                width,
                height,
                radius,
                ink,
            } => {
                let path = block(*x, *y, *width, *height, *radius);
                filled(surface, path, *ink);
            }
            Mark::Polygon { points, ink } => filled(surface, lines(points, true), *ink),
            Mark::Stroke { points, width, ink } => {
                stroked(surface, lines(points, false), *width, *ink);
            }
            Mark::Circle {
                x,
                y,
                radius,
                line,
                ink,
            } => {
                let path = block(x - radius, y - radius, 2.0 * radius, 2.0 * radius, *radius);
                match line {
                    Some(width) => stroked(surface, path, *width, *ink),
                    None => filled(surface, path, *ink),
                }
            }
        }
    }
}

fn fill(surface: &mut Surface<'_>, ink: Ink) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: colour(ink).into(),
        ..Fill::default()
    }));
}

fn filled(surface: &mut Surface<'_>, path: Option<Path>, ink: Ink) {
    if let Some(path) = path {
        fill(surface, ink);
        surface.draw_path(&path);
    }
}

fn stroked(surface: &mut Surface<'_>, path: Option<Path>, width: f32, ink: Ink) {
    if let Some(path) = path {
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            paint: colour(ink).into(),
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        }));
        surface.draw_path(&path);
    }
}

fn colour(Ink(red, green, blue): Ink) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn lines(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(first.0, first.1);
    for (x, y) in rest {
        path.line_to(*x, *y);
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// A rectangle with rounded corners; a circle where the radius is half its side.
fn block(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    let r = radius.min(width / 2.0).min(height / 2.0);
    let (right, bottom, c) = (x + width, y + height, r * (1.0 - ARC));
    if r <= 0.0 {
        return lines(&[(x, y), (right, y), (right, bottom), (x, bottom)], true);
    }
    path.move_to(x + r, y);
    path.line_to(right - r, y);
    path.cubic_to(right - c, y, right, y + c, right, y + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - c, right - c, bottom, right - r, bottom);
    path.line_to(x + r, bottom);
    path.cubic_to(x + c, bottom, x, bottom - c, x, bottom - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + c, x + c, y, x + r, y);
    path.close();
    path.finish()
}
