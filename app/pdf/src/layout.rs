//! From blocks to pages: a display list for each page and a tree of what it all means.

pub(crate) mod flow;
pub(crate) mod sheet;
pub(crate) mod symbol;
pub(crate) mod table;
pub(crate) mod tree;
