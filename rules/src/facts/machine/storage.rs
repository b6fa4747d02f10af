//! Where a machine keeps images and containers, and what is mounted there.

use super::shown::{Shows, nobody_looked};
use crate::facts::{Fact, Need, Stated, Unknown};
use crate::finding::Evidence;
use crate::model::host::{FileState, Observation};

/// Where Docker keeps images and containers unless told otherwise.
const DATA_ROOT: &str = "/var/lib/docker";

impl Shows<'_> {
    /// The folder Docker keeps its data in.
    pub(super) fn root_folder(&self) -> String {
        let stated = self.answering().and_then(|(_, engine)| {
            let folder = engine.root_dir.value()?;
            folder.starts_with('/').then(|| folder.clone())
        });
        let set = || self.setting("data-root").or_else(|| self.setting("graph"));
        stated
            .or_else(|| set().map(|(folder, _)| folder.value))
            .unwrap_or_else(|| DATA_ROOT.to_owned())
    }

    pub(super) fn data_folders(&self) -> Fact<Vec<String>> {
        let mut folders = vec![self.root_folder()];
        let engine = self.answering();
        let by_containerd = engine.is_some_and(|(_, engine)| {
            let status = engine.driver_status.items().iter();
            let mut values = status.map(|(_, value)| value.value.as_str());
            values.any(|value| value.starts_with("io.containerd.snapshotter"))
        });
        let features = self.settings.iter();
        let mut features = features.filter_map(|(_, settings)| settings.object("features"));
        let is_asked_for = engine.is_none()
            && features.any(|it| it.flag("containerd-snapshotter").value() == Some(&true));
        if by_containerd || is_asked_for {
            folders.push(self.containerd_root());
        }
        folders.retain(|folder| !self.is_absent(folder));
        match engine {
            Some((artifact, engine)) => Fact::Stated {
                value: folders,
                evidence: Evidence {
                    artifact,
                    span: engine.root_dir.span(),
                },
            },
            None if self.knows_settings() => Fact::Default(folders),
            None => Fact::Unknown(Unknown {
                needs: Need::Source("`docker info` or the daemon's settings"),
                evidence: None,
            }),
        }
    }

    /// Claims that somebody looked for a folder and there is none.
    fn is_absent(&self, folder: &str) -> bool {
        let Some(Observation::Files(records)) = self.output("stat").and_then(|it| it.observed)
        else {
            return false;
        };
        records
            .iter()
            .any(|it| it.path.value == folder && it.state == FileState::Absent)
    }

    fn containerd_root(&self) -> String {
        let config = self.output("containerd_toml").and_then(|it| it.observed);
        let named = match config {
            Some(Observation::ContainerdConfig(config)) => config.root.as_ref(),
            _ => None,
        };
        let by_default = || "/var/lib/containerd".to_owned();
        named.map_or_else(by_default, |it| it.value.clone())
    }

    pub(super) fn mount_points(&self) -> Fact<Vec<Stated<String>>> {
        let Some(table) = self.output("mounts") else {
            return Fact::Unknown(nobody_looked());
        };
        match table.observed {
            Some(Observation::Mounts(read)) if table.is_whole() => {
                let apart = read.apart().into_iter();
                let points = apart.map(|mount| Stated {
                    value: mount.point.value.clone(),
                    evidence: table.at(mount.span),
                });
                Fact::Stated {
                    value: points.collect(),
                    evidence: table.whole(),
                }
            }
            _ => Fact::Unknown(table.unknown()),
        }
    }
}
