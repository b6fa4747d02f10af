//! What stands in the document, section by section.

mod accepted;
mod answers;
mod cover;
mod failed;
mod figure;
mod frameworks;
mod index;
mod inputs;
mod method;
mod reviewed;
mod running;
mod summary;

use plimsoll_rules::export::json::Document;

use crate::draw::Imprint;
use crate::fonts::Fonts;
use crate::layout::flow::Flow;
use crate::layout::sheet::Paper;
use crate::limits;
use crate::words::Date;
use index::Index;

/// The document's title.
const TITLE: &str = "Docker compliance report";

/// A section: its title, and what fills it.
struct Section {
    title: &'static str,
    /// How much of a page must be left for it to begin there, in points.
    room: f32,
    fill: fn(&mut Flow<'_>, &Index<'_>),
}

/// Every section, in order; each is there even when it has nothing to list, and says so.
static SECTIONS: [Section; 9] = [
    Section {
        title: "Summary",
        room: f32::MAX,
        fill: summary::fill,
    },
    Section {
        title: "Failed controls",
        room: f32::MAX,
        fill: failed::fill,
    },
    Section {
        title: "Accepted risks and answers",
        room: 200.0,
        fill: accepted::fill,
    },
    Section {
        title: "Not reviewed",
        room: 200.0,
        fill: reviewed::not_reviewed,
    },
    Section {
        title: "Passed and not applicable",
        room: 200.0,
        fill: reviewed::passed,
    },
    Section {
        title: "Frameworks",
        room: 260.0,
        fill: frameworks::fill,
    },
    Section {
        title: "Method",
        room: 300.0,
        fill: method::fill,
    },
    Section {
        title: "Inputs and subjects",
        room: 260.0,
        fill: inputs::fill,
    },
    Section {
        title: "Sign-off",
        room: 190.0,
        fill: method::sign_off,
    },
];

/// Lays the whole document out.
pub(crate) fn lay_out<'a>(
    document: &Document,
    fonts: &'a Fonts,
    paper: Paper,
) -> (Flow<'a>, Imprint) {
    let index = Index::new(document);
    let mut flow = Flow::new(fonts, paper);
    let contents = cover::fill(&mut flow, &index);
    for section in &SECTIONS {
        flow.section(section.title, section.room);
        (section.fill)(&mut flow, &index);
    }
    cover::contents(&mut flow, &contents);
    running::heads_and_feet(&mut flow, &index);
    let imprint = Imprint {
        title: TITLE.to_owned(),
        producer: format!("Plimsoll {}", document.tool.version),
        day: document.assessed_on.as_deref().and_then(Date::read),
        attachment: index.attached.then(|| index.json.into_bytes()),
    };
    (flow, imprint)
}

/// Rows a table prints of what it is given.
fn shown<T>(rows: &[T]) -> &[T] {
    rows.get(..limits::ROWS).unwrap_or(rows)
}
