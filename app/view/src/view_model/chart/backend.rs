//! A drawing surface that writes down what is drawn on it.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::style::RGBColor;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    text_anchor::HPos, text_anchor::VPos,
};

use super::{Anchor, Ink, SIZE, Shape};

/// The drawing library speaks of colours only, so each meaning travels as the red of one.
pub(super) const fn ink(ink: Ink) -> RGBColor {
    RGBColor(ink as u8, 0, 0)
}

fn meaning(color: BackendColor) -> Option<Ink> {
    let visible = color.alpha > 0.0;
    Ink::ALL
        .get(usize::from(color.rgb.0))
        .copied()
        .filter(|_| visible)
}

/// Remembers every shape.
#[derive(Default)]
pub(super) struct Recorder {
    shapes: Rc<RefCell<Vec<Shape>>>,
}

impl Recorder {
    /// The shapes so far, also after the recorder was handed to the library.
    pub(super) fn shapes(&self) -> Rc<RefCell<Vec<Shape>>> {
        Rc::clone(&self.shapes)
    }

    fn push(&self, color: BackendColor, shape: impl FnOnce(Ink) -> Shape) {
        if let Some(ink) = meaning(color) {
            self.shapes.borrow_mut().push(shape(ink));
        }
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        SIZE
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.push(color, |ink| Shape::Dot {
            ink,
            at: point,
            radius: 1,
        });
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.push(style.color(), |ink| Shape::Path {
            ink,
            points: vec![from, to],
        });
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        self.push(style.color(), |ink| {
            if fill {
                Shape::Area { ink, points }
            } else {
                Shape::Path { ink, points }
            }
        });
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.push(style.color(), |ink| Shape::Path {
            ink,
            points: path.into_iter().collect(),
        });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.push(style.color(), |ink| Shape::Dot {
            ink,
            at: center,
            radius,
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.push(style.color(), |ink| Shape::Area {
            ink,
            points: corners.into_iter().collect(),
        });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        // SVG puts words on their baseline, which lies a quarter of the size below the middle.
        let size = rounded(style.size());
        let down = match style.anchor().v_pos {
            VPos::Top => size * 4 / 5,
            VPos::Center => size / 3,
            VPos::Bottom => -size / 5,
        };
        self.push(style.color(), |_| Shape::Label {
            at: (x, y + down),
            anchor,
            text: text.to_owned(),
        });
        Ok(())
    }

    /// Widths are guessed: no font is at hand, and only margins depend on it.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = u32::try_from(rounded(style.size())).unwrap_or_default();
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Ok((length.saturating_mul(size) / 2, size))
    }

    fn blit_bitmap(&mut self, _at: BackendCoord, _size: (u32, u32), _pixels: &[u8]) -> Drawn {
        // The chart has no pictures in it.
        Ok(())
    }
}

/// A font's size as a whole number; sizes are small and positive.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to 0..=1000 before"
)]
fn rounded(size: f64) -> i32 {
    size.round().clamp(0.0, 1000.0) as i32
}
