//! A compiler for wasm: the toolchain's own target, or else Debian's Rust.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{Apt, Outcome, announce};
use crate::versions::DEBIAN_LLD;
use crate::{command, workspace};

/// The one target of the page.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// A sealed network may swallow the request: then we do without.
const DOWNLOAD_LIMIT: Duration = Duration::from_mins(1);
/// The name under which rustup knows Debian's Rust.
const LINKED: &str = "debian-wasm";

/// How this machine compiles wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The toolchain in use has the target.
    Installed,
    /// Debian's Rust, which compiles the standard library along with the page.
    Debian {
        /// Whether rustup chooses the compiler here.
        by_rustup: bool,
    },
}

impl Toolchain {
    /// Sets the variables this command needs to compile wasm, and no other command should have.
    pub(crate) fn apply(self, command: &mut Command) {
        command.env("CARGO_ENCODED_RUSTFLAGS", flags());
        let Self::Debian { by_rustup } = self else {
            return;
        };
        command
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
                debian_linker(),
            )
            .env_remove("CARGO")
            .env_remove("RUSTC");
        if by_rustup {
            command.env("RUSTUP_TOOLCHAIN", LINKED);
        } else {
            command.env("RUSTC", "/usr/bin/rustc");
        }
    }

    /// Whether clippy knows the target: Debian's Rust for the web has none.
    pub(crate) fn has_clippy(self) -> bool {
        self == Self::Installed
    }

    fn words(self) -> String {
        match self {
            Self::Installed => format!("{TARGET} of the toolchain in use"),
            Self::Debian { .. } => {
                format!(
                    "Debian's rustc and wasm-ld-{DEBIAN_LLD}, std compiled along; for the page only"
                )
            }
        }
    }
}

/// What this machine has, without installing anything.
pub(crate) fn detect() -> Option<Toolchain> {
    if forced() {
        return debian();
    }
    has_target().then_some(Toolchain::Installed).or_else(debian)
}

pub(super) fn ensure(apt: &mut Apt) -> Result<Outcome<Toolchain>> {
    if !forced() && has_target() {
        return Ok(found(Toolchain::Installed));
    }
    if !apt.may_install() {
        return Ok(detect().map_or_else(|| Outcome::Absent(both_ways()), found));
    }
    // Once linked, Debian's Rust has been the answer before: no second wait for a download.
    if let Some(toolchain) = debian().filter(|_| is_linked()) {
        return Ok(found(toolchain));
    }
    if !forced() && workspace::on_path("rustup").is_some() {
        announce(&format!(
            "rustup target add {TARGET}, for at most {} s",
            DOWNLOAD_LIMIT.as_secs()
        ));
        let mut add = command::new("rustup");
        let added = command::bounded(add.args(["target", "add", TARGET]), DOWNLOAD_LIMIT, |_| {});
        // Its word is not enough: it can call a deleted target up to date.
        if has_target() {
            return Ok(Outcome::Installed(
                Toolchain::Installed,
                Toolchain::Installed.words(),
            ));
        }
        match added {
            Ok(()) => announce("rustup is content, yet the target's folder is not there"),
            Err(error) => announce(&format!("{error:#}")),
        }
    }
    let had_all = debian().is_some();
    if !had_all {
        if !apt.is_usable() {
            bail!(both_ways());
        }
        apt.install(&[
            "rustc-web",
            "cargo-web",
            "rust-web-src",
            &format!("lld-{DEBIAN_LLD}"),
        ])
        .with_context(both_ways)?;
    }
    let toolchain = debian().with_context(both_ways)?;
    link()?;
    Ok(if had_all {
        found(toolchain)
    } else {
        Outcome::Installed(toolchain, toolchain.words())
    })
}

fn found(toolchain: Toolchain) -> Outcome<Toolchain> {
    Outcome::Found(toolchain, toolchain.words())
}

fn both_ways() -> String {
    format!(
        "no compiler for wasm. Either `rustup target add {TARGET}`, or as root on Debian \
         `apt-get install rustc-web cargo-web rust-web-src lld-{DEBIAN_LLD}`"
    )
}

fn forced() -> bool {
    env::var_os("PLIMSOLL_WASM").is_some_and(|choice| choice == "debian")
}

/// Whether the toolchain in use has the target's library on disk.
fn has_target() -> bool {
    command::output(command::new("rustc").args(["--print", "sysroot"])).is_ok_and(|root| {
        Path::new(&root)
            .join("lib/rustlib")
            .join(TARGET)
            .join("lib")
            .is_dir()
    })
}

fn debian() -> Option<Toolchain> {
    let parts = [
        "/usr/bin/rustc",
        "/usr/bin/cargo",
        "/usr/lib/rustlib/src/rust/library",
    ];
    let whole = parts.iter().all(|part| Path::new(part).exists())
        && workspace::on_path(&debian_linker()).is_some();
    whole.then(|| Toolchain::Debian {
        by_rustup: workspace::on_path("rustup").is_some(),
    })
}

fn debian_linker() -> String {
    format!("wasm-ld-{DEBIAN_LLD}")
}

fn is_linked() -> bool {
    workspace::on_path("rustup").is_none()
        || command::output(command::new("rustup").args(["toolchain", "list"]))
            .is_ok_and(|list| list.lines().any(|name| name.starts_with(LINKED)))
}

fn link() -> Result<()> {
    if is_linked() {
        return Ok(());
    }
    command::output(command::new("rustup").args(["toolchain", "link", LINKED, "/usr"])).map(drop)
}

/// Keeps the builder's folders out of the panic messages in the page, and makes it smaller.
fn flags() -> String {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = vec![format!(
        "--remap-path-prefix={}=",
        workspace::root().display()
    )];
    flags.extend(home.map(|home| format!("--remap-path-prefix={}=cargo", home.display())));
    // These flags replace those of .cargo/config.toml, so what stands there is said again.
    flags.extend(["--cfg".to_owned(), "erase_components".to_owned()]);
    // Cargo's separator for flags that may hold spaces.
    flags.join("\u{1f}")
}
