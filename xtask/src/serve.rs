//! `cargo xtask serve`: the page on this machine, built again on every change.

use anyhow::{Context, Result, bail};

use crate::setup::{self, Apt};
use crate::{command, dist};

/// Reads the flags, sets up, and serves until interrupted.
pub(crate) fn run(flags: &[&str]) -> Result<()> {
    let (mut port, mut debug) = (8080_u16, false);
    let mut flags = flags.iter();
    while let Some(flag) = flags.next() {
        match (*flag, flags.as_slice()) {
            ("--debug", _) => debug = true,
            ("--port", [number, ..]) => {
                port = number
                    .parse()
                    .with_context(|| format!("{number} is no port"))?;
                flags.next();
            }
            _ => bail!("serve knows --port N and --debug, not {flag}"),
        }
    }
    let tools = setup::tools(&mut Apt::new())?;
    let mut serve = dist::trunk(&tools)?;
    serve.args([
        "serve",
        "--address",
        "127.0.0.1",
        "--port",
        &port.to_string(),
    ]);
    if !debug {
        serve.arg("--release");
    }
    println!("http://127.0.0.1:{port}/ answers once the page is built; Ctrl+C ends it");
    command::shown(&mut serve)
}
