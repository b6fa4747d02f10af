//! Host devices given to a service.

use super::field::Field;
use super::setting::{Setting, part};

/// One entry of `devices`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The path on the host, or the name of a CDI device.
    pub source: String,
    /// The path in the container; the short form repeats the source where it names none.
    pub target: String,
    /// Letters of `rwm`, if stated.
    pub permissions: Option<String>,
}

impl Field<'_> {
    /// Reads one device in either form.
    pub fn device(&self) -> Setting<Device> {
        if self.node().is_none_or(|node| node.scalar().is_some()) {
            return self.text().parse(|text| short(text));
        }
        self.mapping().and_then(|stated| {
            let source = part!(self.get("source").text());
            let target = part!(self.get("target").text());
            let permissions = part!(self.get("permissions").text());
            let (Some(source), Some(target)) = (source, target) else {
                let problem = "a device needs its `source` and its `target`";
                return Setting::malformed(stated.span, problem);
            };
            Setting::set(
                Device {
                    source,
                    target,
                    permissions,
                },
                stated.span,
            )
        })
    }
}

fn short(text: &str) -> Result<Device, String> {
    let mut parts = text.split(':').map(str::to_owned);
    let source = parts.next().unwrap_or_default();
    let target = parts.next().unwrap_or_else(|| source.clone());
    let permissions = parts.next();
    match parts.next() {
        None if source.is_empty() => Err("a device needs its path on the host".to_owned()),
        None => Ok(Device {
            source,
            target,
            permissions,
        }),
        Some(_) => Err("a device in short form has at most three parts".to_owned()),
    }
}
