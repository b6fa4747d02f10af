//! The controls and frameworks, compiled from `rules/catalogue/` by `build.rs`.
