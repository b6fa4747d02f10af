//! What the page prints, made from a report by plain functions.
