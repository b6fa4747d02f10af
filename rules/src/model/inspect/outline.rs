//! What of a container others ask for; the rest is read again when it is judged.
//!
//! A container takes more memory than its text, and a document may hold ten thousand.

use super::container::without_slash;
use super::value::Reader;
use super::{Container, Engine, Field};
use crate::artifact::Problem;
use crate::model::json::{Member, Raw, Tape};
use crate::span::{Span, Spanned};

/// Labels that say what started a container.
const LABELS: &[&str] = &[
    "com.docker.compose.project",
    "com.docker.compose.service",
    "com.docker.swarm.service.id",
    "com.docker.swarm.service.name",
];

/// One inspected container, as far as it names others and is named by them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The engine that printed it.
    pub engine: Engine,
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
    /// `Id`.
    pub id: Field<String>,
    /// `Name`, without the leading slash.
    pub name: Field<String>,
    /// `Image`: the id of the image it was made from.
    pub image: Field<String>,
    /// `Config.Image`: the name it was started from.
    pub image_name: Field<String>,
    /// `State.Status`.
    pub status: Field<String>,
    /// The labels that say what started it.
    pub labels: Vec<(&'static str, String)>,
    /// `NetworkSettings.Networks`: name and id.
    pub networks: Vec<(String, String)>,
    /// `Mounts` of volumes: name and target.
    pub volumes: Vec<(String, String)>,
}

impl Outline {
    /// Reads what a container's members say of that; problems are told with the rest.
    pub(super) fn read(members: &[Member<'_>]) -> Self {
        let reader = &mut Reader::default();
        let mut read = Self::default();
        for &(ref key, raw) in members {
            match key.as_ref() {
                "Id" => read.id = reader.string("Id", raw),
                "Name" => read.name = reader.string("Name", raw).map(without_slash),
                "Image" => read.image = reader.string("Image", raw),
                "Config" => read.config(reader, raw),
                "State" => read.status = reader.string_in("State", "Status", raw),
                "NetworkSettings" => read.networks(reader, raw),
                "Mounts" => read.volumes(reader, raw),
                _ => {}
            }
        }
        read
    }

    /// The object it was found in, taken apart again; `text` is that of the document.
    ///
    /// Nothing where this was read from another text.
    pub fn tape<'t>(&self, text: &'t str) -> Option<Tape<'t>> {
        Tape::read(text, self.span).ok()
    }

    /// The whole container, and what of it could not be read.
    ///
    /// `tape` is of the object it was found in.
    pub fn whole(&self, tape: &Tape<'_>) -> (Container, Vec<Problem>) {
        let members = tape.root().members().into_iter().flatten();
        let members: Vec<Member<'_>> = members.collect();
        let mut reader = Reader::default();
        let mut container = Container::read(&mut reader, &members);
        (container.engine, container.span, container.index) = (self.engine, self.span, self.index);
        (container, reader.problems)
    }

    /// The value of one of the labels that say what started it.
    pub fn label(&self, name: &str) -> Option<&str> {
        let mut labels = self.labels.iter();
        let (_, value) = labels.find(|(own, _)| *own == name)?;
        Some(value)
    }

    fn config(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("Config", raw) {
            match key.as_ref() {
                "Image" => self.image_name = reader.string("Config.Image", raw),
                "Labels" => {
                    for (key, raw) in reader.object("Config.Labels", raw) {
                        let known = LABELS.iter().find(|label| **label == key);
                        if let (Some(label), Field::Stated(value)) =
                            (known, reader.string("Config.Labels", raw))
                        {
                            self.labels.push((label, value.value));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn networks(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        let what = "NetworkSettings.Networks";
        for (key, raw) in reader.object("NetworkSettings", raw) {
            if key != "Networks" {
                continue;
            }
            for (name, raw) in reader.object(what, raw) {
                if let Field::Stated(id) = reader.string_in(what, "NetworkID", raw) {
                    self.networks.push((name.into_owned(), id.value));
                }
            }
        }
    }

    fn volumes(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        let mounts = reader.list("Mounts", raw, |reader, item| {
            let (mut name, mut target) = (None, String::new());
            for (key, raw) in reader.object("Mounts", item) {
                match key.as_ref() {
                    "Name" => name = reader.string("Mounts.Name", raw).value().cloned(),
                    "Destination" => {
                        let stated = reader.string("Mounts.Destination", raw);
                        target = stated.value().cloned().unwrap_or_default();
                    }
                    _ => {}
                }
            }
            Some((name?, target))
        });
        if let Field::Stated(Spanned { value, .. }) = mounts {
            self.volumes = value;
        }
    }
}
