//! Draws the laid-out pages and writes the file.

mod pen;
mod structure;

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::{Destination, XyzDestination};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};

use crate::PdfError;
use crate::layout::flow::{Entry, Flow};
use crate::layout::sheet::{Link, Sheet};
use crate::words::Date;
use structure::Identifiers;

/// What the file says of itself.
pub(crate) struct Imprint {
    /// The document's title.
    pub(crate) title: String,
    /// What wrote it, with its version.
    pub(crate) producer: String,
    /// The day the report holds for: the only date in the file.
    pub(crate) day: Option<Date>,
    /// The report itself, carried along for machines.
    pub(crate) attachment: Option<Vec<u8>>,
}

/// Writes the file; the same pages and imprint give the same bytes.
pub(crate) fn write(flow: &Flow<'_>, imprint: Imprint) -> Result<Vec<u8>, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PdfError::Writer(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut identifiers = Identifiers::default();
    for sheet in &flow.pages {
        page(&mut document, flow, sheet, &mut identifiers)?;
    }
    document.set_outline(outline(&flow.outline));
    document.set_tag_tree(structure::tag_tree(&flow.tree, &identifiers));
    let date = imprint
        .day
        .map(|day| DateTime::new(day.year).month(day.month).day(day.day));
    let mut metadata = Metadata::new()
        .title(imprint.title)
        .language("en".to_owned())
        .creator(imprint.producer.clone())
        .producer(imprint.producer);
    if let Some(date) = date {
        metadata = metadata.creation_date(date);
    }
    document.set_metadata(metadata);
    if let Some(data) = imprint.attachment {
        document.embed_file(EmbeddedFile {
            path: "report.json".to_owned(),
            mime_type: MimeType::new("application/json"),
            description: Some("This report for machines, in full".to_owned()),
            association_kind: AssociationKind::Source,
            data: data.into(),
            modification_date: date,
            compress: Some(true),
            location: None,
        });
    }
    document
        .finish()
        .map_err(|error| PdfError::Writer(format!("{error:?}")))
}

fn page(
    document: &mut Document,
    flow: &Flow<'_>,
    sheet: &Sheet,
    identifiers: &mut Identifiers,
) -> Result<(), PdfError> {
    let size = PageSettings::from_wh(flow.paper.width(), flow.paper.height())
        .ok_or_else(|| PdfError::Writer("the paper has no size".to_owned()))?;
    let mut page = document.start_page_with(size);
    let mut surface = page.surface();
    let pieces = sheet
        .pieces
        .iter()
        .map(|piece| {
            let identifier = surface.start_tagged(structure::content_tag(piece.owner));
            pen::draw(&mut surface, flow.fonts, &piece.marks);
            surface.end_tagged();
            identifier
        })
        .collect();
    surface.finish();
    let links = sheet
        .links
        .iter()
        .filter_map(|link| Some(page.add_tagged_annotation(annotation(link)?)));
    let links = links.collect();
    page.finish();
    identifiers.add_page(pieces, links);
    Ok(())
}

fn annotation(link: &Link) -> Option<Annotation> {
    let (x, y, width, height) = link.area;
    let (page, top) = link.target;
    let target = Target::Destination(Destination::Xyz(destination(page, top)));
    let rect = Rect::from_xywh(x, y, width, height)?;
    Some(Annotation::new_link(
        LinkAnnotation::new(rect, target),
        Some(link.description.clone()),
    ))
}

fn destination(page: usize, y: f32) -> XyzDestination {
    XyzDestination::new(page, Point::from_xy(0.0, y.max(0.0)))
}

/// Sections with what stands in them one level down.
fn outline(entries: &[Entry]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for entry in entries {
        let node = OutlineNode::new(entry.title.clone(), destination(entry.page, entry.y));
        match &mut open {
            Some(section) if entry.level > 2 => section.push_child(node),
            _ => {
                if let Some(done) = open.replace(node.with_open(false)) {
                    outline.push_child(done);
                }
            }
        }
    }
    if let Some(done) = open {
        outline.push_child(done);
    }
    outline
}
