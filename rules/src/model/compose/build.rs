//! How a service's image is built.

use super::field::Field;
use super::pairs::Pair;
use super::setting::Setting;
use crate::model::yaml::Value;

/// A service's `build`; the short form states the context alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// The folder or address the build reads.
    pub context: Setting<String>,
    /// The Dockerfile's path, seen from the context.
    pub dockerfile: Setting<String>,
    /// A Dockerfile written into the compose file.
    pub dockerfile_inline: Setting<String>,
    /// The stage to build.
    pub target: Setting<String>,
    /// The network of `RUN` instructions.
    pub network: Setting<String>,
    /// Whether the build runs with all privileges.
    pub privileged: Setting<bool>,
    /// Privileges granted to the build, such as `security.insecure`.
    pub entitlements: Vec<Setting<String>>,
    /// Build arguments.
    pub args: Vec<Setting<Pair>>,
}

impl Field<'_> {
    /// Reads `build` in either form.
    pub fn build(&self) -> Setting<Build> {
        let Some(node) = self.node() else {
            return Setting::Absent;
        };
        if let (Value::Scalar(_), false) = (&node.value, node.is_null()) {
            let build = Build {
                context: self.text(),
                dockerfile: Setting::Absent,
                dockerfile_inline: Setting::Absent,
                target: Setting::Absent,
                network: Setting::Absent,
                privileged: Setting::Absent,
                entitlements: Vec::new(),
                args: Vec::new(),
            };
            return Setting::set(build, node.span);
        }
        self.mapping().map(|_| Build {
            context: self.get("context").text(),
            dockerfile: self.get("dockerfile").text(),
            dockerfile_inline: self.get("dockerfile_inline").text(),
            target: self.get("target").text(),
            network: self.get("network").text(),
            privileged: self.get("privileged").boolean(),
            entitlements: self.get("entitlements").texts(),
            args: self.get("args").pairs(),
        })
    }
}
