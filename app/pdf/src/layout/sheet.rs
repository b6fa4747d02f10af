//! A page as a list of things to draw, and the paper it is drawn on.

use crate::layout::tree::NodeId;
use crate::style::Ink;
use crate::text::{Line, Part};

/// The paper a document is laid out for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

impl Paper {
    /// Width in points.
    pub(crate) const fn width(self) -> f32 {
        match self {
            Self::A4 => 595.28,
            Self::Letter => 612.0,
        }
    }

    /// Height in points.
    pub(crate) const fn height(self) -> f32 {
        match self {
            Self::A4 => 841.89,
            Self::Letter => 792.0,
        }
    }
}

/// White at the left and right edge, in points.
pub(crate) const SIDE: f32 = 56.0;
/// Where a page's content begins, from the top edge.
pub(crate) const TOP: f32 = 74.0;
/// Where it ends, from the bottom edge.
pub(crate) const BOTTOM: f32 = 66.0;

/// One page.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// In reading order.
    pub(crate) pieces: Vec<Piece>,
    /// Places that lead elsewhere.
    pub(crate) links: Vec<Link>,
    /// The section it begins in, for the running header.
    pub(crate) section: String,
}

/// Things drawn together, with one meaning.
#[derive(Debug)]
pub(crate) struct Piece {
    /// What it is part of.
    pub(crate) owner: Owner,
    /// What to draw, first things below later ones.
    pub(crate) marks: Vec<Mark>,
}

/// What a piece is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The structure tree's node of this number.
    Node(NodeId),
    /// Nothing a reader would miss.
    Decoration,
    /// The running header.
    Header,
    /// The running footer.
    Footer,
}

/// One stroke of the pen. Coordinates are points from the top left corner.
#[derive(Debug)]
pub(crate) enum Mark {
    /// Text whose baseline starts at (`x`, `y`).
    Text { x: f32, y: f32, part: Part },
    /// A filled rectangle with rounded corners.
    Block {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        radius: f32,
        ink: Ink,
    },
    /// A filled polygon.
    Polygon { points: Vec<(f32, f32)>, ink: Ink },
    /// Joined straight lines with round ends.
    Stroke {
        points: Vec<(f32, f32)>,
        width: f32,
        ink: Ink,
    },
    /// A circle, filled where `line` is `None`.
    Circle {
        x: f32,
        y: f32,
        radius: f32,
        line: Option<f32>,
        ink: Ink,
    },
}

/// A place that leads to another page.
#[derive(Debug)]
pub(crate) struct Link {
    /// The structure node of it.
    pub(crate) node: NodeId,
    /// Left, top, width and height.
    pub(crate) area: (f32, f32, f32, f32),
    /// The page, counted from 0, and the height on it.
    pub(crate) target: (usize, f32),
    /// Where it leads, in words.
    pub(crate) description: String,
}

impl Mark {
    /// A line of text with its left edge at `x` and its baseline at `y`.
    pub(crate) fn line(line: Line, x: f32, y: f32) -> impl Iterator<Item = Self> {
        line.parts.into_iter().map(move |part| Self::Text {
            x: x + part.x,
            y,
            part,
        })
    }

    /// A rectangle without rounding.
    pub(crate) const fn bar(x: f32, y: f32, width: f32, height: f32, ink: Ink) -> Self {
        Self::Block {
            x,
            y,
            width,
            height,
            radius: 0.0,
            ink,
        }
    }
}
