//! What the marks on the pages mean, for readers who do not see them.

/// A node of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(usize);

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Role {
    /// A section with its heading.
    Section,
    /// A heading; the title's is level 1.
    Heading { level: u16, title: String },
    /// A paragraph.
    Paragraph,
    /// A table, and what it holds in a few words.
    Table { summary: String },
    /// A table's heading rows.
    HeadRows,
    /// A table's other rows.
    BodyRows,
    /// A row.
    Row,
    /// The heading of a column.
    ColumnHeading,
    /// The heading of a row.
    RowHeading,
    /// A cell.
    Cell,
    /// A picture in words, on page `page`; left, top, width and height.
    Figure {
        description: String,
        page: usize,
        area: (f32, f32, f32, f32),
    },
    /// The table of contents.
    Contents,
    /// A line of it.
    ContentsItem,
    /// Something that leads elsewhere.
    Link,
}

/// A child of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Child {
    /// Another node.
    Node(NodeId),
    /// A piece on a page, by page and position.
    Piece(usize, usize),
    /// A link on a page, by page and position.
    Link(usize, usize),
}

#[derive(Debug)]
struct Node {
    role: Role,
    children: Vec<Child>,
}

/// The whole tree. Nodes without a parent are its top.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    top: Vec<NodeId>,
}

impl Tree {
    /// Adds a node under `parent`, after what is there.
    pub(crate) fn add(&mut self, parent: Option<NodeId>, role: Role) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node {
            role,
            children: Vec::new(),
        });
        match parent.and_then(|parent| self.nodes.get_mut(parent.0)) {
            Some(parent) => parent.children.push(Child::Node(id)),
            None => self.top.push(id),
        }
        id
    }

    /// Adds a piece or link to a node, after what is there.
    pub(crate) fn attach(&mut self, node: NodeId, child: Child) {
        if let Some(node) = self.nodes.get_mut(node.0) {
            node.children.push(child);
        }
    }

    /// The nodes without a parent, in reading order.
    pub(crate) fn top(&self) -> &[NodeId] {
        &self.top
    }

    /// What a node is, and its children in reading order.
    pub(crate) fn node(&self, id: NodeId) -> Option<(&Role, &[Child])> {
        self.nodes
            .get(id.0)
            .map(|node| (&node.role, node.children.as_slice()))
    }
}
