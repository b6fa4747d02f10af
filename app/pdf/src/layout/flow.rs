//! Blocks set one below the other, on as many pages as they need.

use crate::fonts::Fonts;
use crate::layout::sheet::{BOTTOM, Link, Mark, Owner, Paper, Piece, SIDE, Sheet, TOP};
use crate::layout::symbol::Symbol;
use crate::layout::tree::{Child, NodeId, Role, Tree};
use crate::style::{Ink, Style};
use crate::text::{Line, Run, clip, wrap};

/// The pages laid out so far and the place the next block goes to.
pub(crate) struct Flow<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) paper: Paper,
    pub(crate) pages: Vec<Sheet>,
    pub(crate) tree: Tree,
    /// For the viewer's outline, in order.
    pub(crate) outline: Vec<Entry>,
    /// From the top edge, in points.
    pub(crate) y: f32,
    section: Option<NodeId>,
    section_title: String,
}

/// A heading the outline leads to.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// 2 for a section, 3 for what stands in it.
    pub(crate) level: u16,
    /// The heading's text.
    pub(crate) title: String,
    /// The page, counted from 0.
    pub(crate) page: usize,
    /// The heading's upper edge.
    pub(crate) y: f32,
}

impl<'a> Flow<'a> {
    /// One empty page.
    pub(crate) fn new(fonts: &'a Fonts, paper: Paper) -> Self {
        Self {
            fonts,
            paper,
            pages: vec![Sheet::default()],
            tree: Tree::default(),
            outline: Vec::new(),
            y: TOP,
            section: None,
            section_title: String::new(),
        }
    }

    /// The width between the margins.
    pub(crate) const fn width(&self) -> f32 {
        self.paper.width() - 2.0 * SIDE
    }

    /// The height left on this page.
    pub(crate) const fn left(&self) -> f32 {
        self.paper.height() - BOTTOM - self.y
    }

    /// The page being filled, counted from 0.
    pub(crate) const fn page(&self) -> usize {
        self.pages.len() - 1
    }

    /// Goes on at the top of a new page.
    pub(crate) fn turn(&mut self) {
        self.pages.push(Sheet {
            section: self.section_title.clone(),
            ..Sheet::default()
        });
        self.y = TOP;
    }

    /// Turns the page unless `height` fits on this one.
    pub(crate) fn need(&mut self, height: f32) {
        if self.left() < height && self.y > TOP {
            self.turn();
        }
    }

    /// Leaves white.
    pub(crate) fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// Adds a node to the section being filled.
    pub(crate) fn node(&mut self, role: Role) -> NodeId {
        self.tree.add(self.section, role)
    }

    /// Puts marks on the page being filled.
    pub(crate) fn put(&mut self, owner: Owner, marks: Vec<Mark>) {
        self.put_on(self.page(), owner, marks);
    }

    /// Puts marks on an earlier page.
    pub(crate) fn put_on(&mut self, page: usize, owner: Owner, marks: Vec<Mark>) {
        if marks.is_empty() {
            return;
        }
        if let Some(sheet) = self.pages.get_mut(page) {
            if let Owner::Node(node) = owner {
                self.tree
                    .attach(node, Child::Piece(page, sheet.pieces.len()));
            }
            sheet.pieces.push(Piece { owner, marks });
        }
    }

    /// Makes a place on page `page` lead to another.
    pub(crate) fn link(&mut self, page: usize, link: Link) {
        if let Some(sheet) = self.pages.get_mut(page) {
            self.tree
                .attach(link.node, Child::Link(page, sheet.links.len()));
            sheet.links.push(link);
        }
    }

    /// Starts a section; on a new page unless the rest of this one will do.
    pub(crate) fn section(&mut self, title: &str, room: f32) {
        title.clone_into(&mut self.section_title);
        if self.left() < room || self.pages.len() == 1 {
            self.turn();
        } else {
            self.space(26.0);
        }
        self.section = Some(self.tree.add(None, Role::Section));
        let style = Style::BODY.strong().size(17.0);
        self.heading(2, title, style, None);
        let (y, width) = (self.y + 3.0, self.width());
        self.put(
            Owner::Decoration,
            vec![Mark::bar(SIDE, y, width, 1.2, Ink::ACCENT)],
        );
        self.space(14.0);
    }

    /// A heading inside a section, kept with what follows; the symbol stands before it.
    pub(crate) fn subheading(&mut self, title: &str, symbol: Option<Symbol>) {
        if self.y > TOP {
            self.space(6.0);
        }
        self.need(80.0);
        self.heading(3, title, Style::BODY.strong().size(11.0), symbol);
        self.space(3.0);
    }

    fn heading(&mut self, level: u16, title: &str, style: Style, symbol: Option<Symbol>) {
        let title = clip(title, 300);
        let node = self.node(Role::Heading {
            level,
            title: title.clone(),
        });
        self.outline.push(Entry {
            level,
            title: title.clone(),
            page: self.page(),
            y: self.y - 6.0,
        });
        let indent = if symbol.is_some() { 15.0 } else { 0.0 };
        if let Some(symbol) = symbol {
            let marks = symbol.marks(SIDE + 4.5, self.y + style.leading() * 0.5, 8.0);
            self.put(Owner::Decoration, marks);
        }
        let lines = wrap(self.fonts, &[Run::new(title, style)], self.width() - indent);
        self.lines(node, lines, SIDE + indent, style);
    }

    /// A paragraph over the whole width.
    pub(crate) fn paragraph(&mut self, runs: &[Run], style: Style) {
        self.indented(runs, style, 0.0);
    }

    /// A paragraph with white at its left.
    pub(crate) fn indented(&mut self, runs: &[Run], style: Style, indent: f32) {
        let node = self.node(Role::Paragraph);
        let lines = wrap(self.fonts, runs, self.width() - indent);
        self.need(style.leading() * if lines.len() > 2 { 2.0 } else { 1.0 });
        self.lines(node, lines, SIDE + indent, style);
        self.space(style.size * 0.6);
    }

    /// A plain sentence or more, with code between backticks.
    pub(crate) fn say(&mut self, text: &str) {
        self.paragraph(&Run::inline(text, Style::BODY), Style::BODY);
    }

    /// The same, smaller and quieter.
    pub(crate) fn note(&mut self, text: &str) {
        self.paragraph(&Run::inline(text, Style::NOTE), Style::NOTE);
    }

    /// A passage set off by a bar at its left, e.g. what to change.
    pub(crate) fn aside(&mut self, label: &str, text: &str) {
        let style = Style::BODY;
        let mut runs = vec![Run::new(
            format!("{label}  "),
            style.strong().ink(Ink::ACCENT),
        )];
        runs.extend(Run::inline(text, style));
        let node = self.node(Role::Paragraph);
        self.need(style.leading() * 2.0);
        let mut lines = wrap(self.fonts, &runs, self.width() - 14.0)
            .into_iter()
            .peekable();
        while lines.peek().is_some() {
            self.need(style.leading());
            let top = self.y;
            let room = self.left();
            let (mut here, mut used) = (Vec::new(), 0.0);
            while used + style.leading() <= room.max(style.leading()) {
                let Some(line) = lines.next() else { break };
                here.push(line);
                used += style.leading();
            }
            let bar = Mark::bar(SIDE, top, 2.0, used, Ink::ACCENT);
            self.put(Owner::Decoration, vec![bar]);
            self.lines(node, here, SIDE + 14.0, style);
        }
        self.space(style.size * 0.6);
    }

    /// Sets lines one below the other, turning pages where they end.
    pub(crate) fn lines(&mut self, node: NodeId, lines: Vec<Line>, x: f32, style: Style) {
        let mut marks = Vec::new();
        for line in lines {
            if self.left() < style.leading() && self.y > TOP {
                self.put(Owner::Node(node), std::mem::take(&mut marks));
                self.turn();
            }
            marks.extend(Mark::line(line, x, self.y + baseline(style)));
            self.y += style.leading();
        }
        self.put(Owner::Node(node), marks);
    }
}

/// From a line's upper edge to its baseline.
pub(crate) fn baseline(style: Style) -> f32 {
    style.leading() * 0.5 + style.size * 0.36
}
