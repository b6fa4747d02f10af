//! The PDF writer, loaded when first asked for.
