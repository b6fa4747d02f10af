//! `--mount`: a mount in long form.

use super::command::partial;
use super::paths;
use super::piece::Piece;
use super::tree::{Branch, Map};
use super::values::{boolean, fields};
use super::variables::Variables;
use crate::artifact::Problem;
use crate::model::yaml::quote;

/// Reads `type=bind,source=/a,target=/b,readonly` as the long form of a compose file.
pub(super) fn read(
    value: &Piece<'_>,
    variables: &Variables,
    problems: &mut Vec<Problem>,
) -> Branch {
    let mut mount = Mount {
        variables,
        map: Map::default(),
        kind: None,
        device: None,
        is_bound: false,
        problems,
    };
    for field in fields(value) {
        match field.split('=') {
            Some((key, value)) => mount.field(&key, Some(&value)),
            None => mount.field(&field, None),
        }
    }
    mount.finish(value)
}

struct Mount<'t, 'v, 'p> {
    variables: &'v Variables,
    map: Map,
    kind: Option<(Piece<'t>, Piece<'t>)>,
    /// The option `device` of a volume's driver.
    device: Option<Piece<'t>>,
    /// Whether the options of a volume's driver bind a path of the host.
    is_bound: bool,
    problems: &'p mut Vec<Problem>,
}

impl<'t> Mount<'t, '_, '_> {
    fn field(&mut self, key: &Piece<'t>, value: Option<&Piece<'t>>) {
        let name = key.text.to_ascii_lowercase();
        let Some(value) = value else {
            match name.as_str() {
                "readonly" | "ro" => self.switch(&["read_only"], key, true),
                "volume-nocopy" => self.switch(&["volume", "nocopy"], key, true),
                "bind-nonrecursive" | "bind-create-src" | "rw" | "u" | "z" => {}
                _ => self.unknown(key),
            }
            return;
        };
        match name.as_str() {
            "type" => self.kind = Some((key.clone(), value.clone())),
            "source" | "src" => self.text(&["source"], key, &paths::of_host(value)),
            "target" | "dst" | "destination" => self.text(&["target"], key, value),
            "readonly" | "ro" => self.stated(&["read_only"], key, value),
            "consistency" => self.text(&["consistency"], key, value),
            "bind-propagation" => self.text(&["bind", "propagation"], key, value),
            "bind-recursive" => self.text(&["bind", "recursive"], key, value),
            "volume-subpath" => self.text(&["volume", "subpath"], key, value),
            "image-subpath" => self.text(&["image", "subpath"], key, value),
            "volume-nocopy" => self.stated(&["volume", "nocopy"], key, value),
            "tmpfs-size" => self.text(&["tmpfs", "size"], key, value),
            "tmpfs-mode" => self.text(&["tmpfs", "mode"], key, value),
            "volume-opt" => self.option(value),
            "volume-label" | "volume-driver" | "bind-nonrecursive" | "bind-create-src"
            | "relabel" | "u" | "idmap" | "chown" | "notmpcopyup" | "subpath" => {}
            _ => self.unknown(key),
        }
    }

    fn option(&mut self, value: &Piece<'t>) {
        let Some((name, value)) = value.split('=') else {
            return;
        };
        match name.text.as_str() {
            "device" => self.device = Some(value),
            "o" => {
                let mut words = value.text.split(',');
                self.is_bound |= words.any(|word| matches!(word.trim(), "bind" | "rbind"));
            }
            _ => {}
        }
    }

    fn text(&mut self, path: &[&str], key: &Piece<'_>, value: &Piece<'_>) {
        let leaf = Branch::text(self.variables.text(value), value.span);
        self.map.set(path, key.span, leaf);
    }

    fn switch(&mut self, path: &[&str], at: &Piece<'_>, is_on: bool) {
        self.map.set(path, at.span, Branch::boolean(is_on, at.span));
    }

    fn stated(&mut self, path: &[&str], key: &Piece<'_>, value: &Piece<'_>) {
        match boolean(&value.text) {
            Some(is_on) => self.switch(path, value, is_on),
            None => self.text(path, key, value),
        }
    }

    fn unknown(&mut self, key: &Piece<'_>) {
        let message = format!("A mount has no option {}", quote(&key.text));
        self.problems.push(partial(key.span, message));
    }

    fn finish(mut self, whole: &Piece<'_>) -> Branch {
        // A volume made on the spot that only stands for a path of the host is that path.
        if let Some(device) = self.device.take().filter(|_| self.is_bound) {
            self.text(&["source"], &device, &paths::of_host(&device));
            self.map
                .insert("type", device.span, Branch::text("bind", device.span));
            return Branch::Map(self.map);
        }
        match self.kind.take() {
            Some((key, kind)) if kind.is_literal => {
                let name = kind.text.to_ascii_lowercase();
                self.map
                    .insert("type", key.span, Branch::text(name, kind.span));
            }
            Some((key, kind)) => self.text(&["type"], &key, &kind),
            None => {
                let leaf = Branch::text("volume", whole.span);
                self.map.insert("type", whole.span, leaf);
            }
        }
        Branch::Map(self.map)
    }
}
