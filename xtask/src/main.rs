//! Set-up, serve, test, dist: one small module per verb.

fn main() {}
