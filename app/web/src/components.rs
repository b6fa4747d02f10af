//! What the page is made of, a small component a file.

mod artifacts;
mod code;
mod comments;
mod controls;
mod copy;
mod decide;
mod decisions;
mod diff;
mod drop_zone;
mod export_menu;
mod frameworks;
mod icon;
mod notices;
mod overview;
pub(crate) mod page;
mod paste;
mod privacy;
mod progress;
mod projects;
mod recipes;
mod start;
mod status;
mod subject;
mod subjects;
mod tasks;
mod top_bar;
mod trends;
