//! The few sizes, inks and faces everything is set in.

use crate::fonts::Face;

/// A colour, as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ink(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl Ink {
    pub(crate) const TEXT: Self = Self(0x10, 0x22, 0x2f);
    pub(crate) const SOFT: Self = Self(0x4a, 0x5d, 0x6a);
    pub(crate) const FAINT: Self = Self(0x5f, 0x70, 0x7b);
    pub(crate) const LINE: Self = Self(0xdd, 0xe3, 0xe4);
    pub(crate) const ACCENT: Self = Self(0x0b, 0x5c, 0x7a);
    pub(crate) const WATER: Self = Self(0x7f, 0xb9, 0xcc);
    pub(crate) const WASH: Self = Self(0xf3, 0xf7, 0xf8);
    pub(crate) const WHITE: Self = Self(0xff, 0xff, 0xff);
    pub(crate) const CRITICAL: Self = Self(0x9b, 0x1b, 0x3b);
    pub(crate) const HIGH: Self = Self(0xc2, 0x41, 0x0c);
    pub(crate) const MEDIUM: Self = Self(0x9a, 0x67, 0x00);
    pub(crate) const LOW: Self = Self(0x3b, 0x6e, 0xa5);
    pub(crate) const PASSED: Self = Self(0x1c, 0x7a, 0x4d);
    pub(crate) const UNKNOWN: Self = Self(0x6d, 0x5a, 0xa8);
}

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    /// The face asked for; characters it lacks come from another.
    pub(crate) face: Face,
    /// In points.
    pub(crate) size: f32,
    /// Its colour.
    pub(crate) ink: Ink,
}

impl Style {
    pub(crate) const BODY: Self = Self {
        face: Face::Text,
        size: 9.5,
        ink: Ink::TEXT,
    };
    pub(crate) const NOTE: Self = Self {
        face: Face::Text,
        size: 8.5,
        ink: Ink::SOFT,
    };
    pub(crate) const CELL: Self = Self {
        face: Face::Text,
        size: 8.5,
        ink: Ink::TEXT,
    };
    pub(crate) const SMALL: Self = Self {
        face: Face::Text,
        size: 7.5,
        ink: Ink::FAINT,
    };

    /// The same in another colour.
    pub(crate) const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// The same in another size.
    pub(crate) const fn size(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// The same in the heavier face.
    pub(crate) const fn strong(self) -> Self {
        Self {
            face: Face::Strong,
            ..self
        }
    }

    /// The same in the fixed-width face, whose letters look larger and are set smaller.
    pub(crate) fn mono(self) -> Self {
        if self.face == Face::Mono {
            return self;
        }
        Self {
            face: Face::Mono,
            size: self.size * 0.9,
            ..self
        }
    }

    /// What comes between two characters, in ems: large letters stand closer.
    pub(crate) fn tracking(self) -> f32 {
        match self.size {
            size if size > 30.0 => -0.03,
            size if size > 12.0 => -0.018,
            _ => 0.0,
        }
    }

    /// From one baseline to the next, in points.
    pub(crate) fn leading(self) -> f32 {
        let size = if self.face == Face::Mono {
            self.size / 0.9
        } else {
            self.size
        };
        if size > 12.0 {
            size * 1.25
        } else {
            size * 1.42
        }
    }
}
