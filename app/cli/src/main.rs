//! The compliance report for Docker, as a command.

fn main() {}
