//! What the page prints, made from a report by plain functions.
//!
//! Nothing in here touches a browser, so all of it is tested natively. The worker makes the
//! models, the page prints them, and [`message`] is what passes between the two.

pub mod arrange;
pub mod message;
pub mod pasted;
pub mod prose;
pub mod query;
pub mod route;
pub mod view_model;
pub mod what_if;
pub mod words;
