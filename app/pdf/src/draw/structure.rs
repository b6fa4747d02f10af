//! The structure tree in the PDF library's own terms.

use std::num::NonZeroU16;

use krilla::geom::Rect;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};

use crate::layout::sheet::Owner;
use crate::layout::tree::{Child, NodeId, Role, Tree};

/// What the library calls each piece and link, by page and position.
#[derive(Default)]
pub(super) struct Identifiers {
    pages: Vec<(Vec<Identifier>, Vec<Identifier>)>,
}

impl Identifiers {
    /// Keeps the names of the next page's pieces and links.
    pub(super) fn add_page(&mut self, pieces: Vec<Identifier>, links: Vec<Identifier>) {
        self.pages.push((pieces, links));
    }

    fn of(&self, child: Child) -> Option<Identifier> {
        match child {
            Child::Node(_) => None,
            Child::Piece(page, at) => self.pages.get(page)?.0.get(at).copied(),
            Child::Link(page, at) => self.pages.get(page)?.1.get(at).copied(),
        }
    }
}

/// How a piece is marked in the page's content.
pub(super) fn content_tag(owner: Owner) -> ContentTag<'static> {
    let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
    match owner {
        Owner::Node(_) => ContentTag::Other,
        Owner::Decoration => artifact(ArtifactType::Layout),
        Owner::Header => artifact(ArtifactType::Header),
        Owner::Footer => artifact(ArtifactType::Footer),
    }
}

/// The whole tree.
pub(super) fn tag_tree(tree: &Tree, identifiers: &Identifiers) -> TagTree {
    let mut tags = TagTree::new().with_lang(Some("en".to_owned()));
    for node in tree.top() {
        if let Some(group) = group(tree, *node, identifiers) {
            tags.push(group);
        }
    }
    tags
}

/// A node with everything below it; the layout never nests deeper than a table's cells.
fn group(tree: &Tree, id: NodeId, identifiers: &Identifiers) -> Option<TagGroup> {
    let (role, children) = tree.node(id)?;
    let nodes = children
        .iter()
        .filter_map(|child| match child {
            Child::Node(node) => group(tree, *node, identifiers).map(Node::from),
            Child::Piece(..) | Child::Link(..) => identifiers.of(*child).map(Node::from),
        })
        .collect();
    Some(TagGroup::with_children(kind(role), nodes))
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Section => Tag::Section.into(),
        Role::Heading { level, title } => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Table { summary } => Tag::Table.with_summary(Some(summary.clone())).into(),
        Role::HeadRows => Tag::THead.into(),
        Role::BodyRows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHeading => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHeading => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure {
            description,
            page,
            area: (x, y, width, height),
        } => {
            let bounds = Rect::from_xywh(*x, *y, *width, *height);
            Tag::Figure(Some(description.clone()))
                .with_bbox(bounds.map(|bounds| BBox::new(*page, bounds)))
                .into()
        }
        Role::Contents => Tag::TOC.into(),
        Role::ContentsItem => Tag::TOCI.into(),
        Role::Link => Tag::Link.into(),
    }
}
