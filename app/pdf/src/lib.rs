//! The report as a tagged PDF: for people who archive it and for those who read it aloud.
//!
//! Everything is laid out first, as marks on pages and a tree of what they mean, because
//! the running foot names the number of pages. Only then is it drawn. Nothing in here
//! reads a clock: the same report gives the same bytes.

mod draw;
mod fonts;
mod layout;
mod limits;
mod sections;
mod style;
mod text;
mod words;

use plimsoll_rules::export::json::Document;

pub use layout::sheet::Paper;

/// Why no PDF was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// A face that is part of the program could not be read.
    #[error("a font of the PDF cannot be read: {0}")]
    Font(String),
    /// The PDF library found the document at fault.
    #[error("the PDF was not written: {0}")]
    Writer(String),
}

/// Writes the report on A4.
pub fn write(document: &Document) -> Result<Vec<u8>, PdfError> {
    write_on(document, Paper::A4)
}

/// Writes the report on the paper given.
pub fn write_on(document: &Document, paper: Paper) -> Result<Vec<u8>, PdfError> {
    let fonts = fonts::Fonts::load()?;
    let (flow, imprint) = sections::lay_out(document, &fonts, paper);
    draw::write(&flow, imprint)
}
