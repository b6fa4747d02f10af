//! Adding and removing what is assessed.

use leptos::prelude::*;
use plimsoll_view::message::KindOverride;
use plimsoll_view::pasted;
use wasm_bindgen_futures::spawn_local;
use web_sys::DataTransfer;

use super::{App, Given};
use crate::browser::file::Given as GivenFile;
use crate::browser::{drop, paste};
use crate::engine::Body;

impl App {
    /// Adds sources and judges. A name that was there already is replaced: files are given again
    /// after an edit.
    pub fn add(self, sources: Vec<(String, Body)>) {
        if sources.is_empty() {
            self.note("There was no file in what you gave.");
            return;
        }
        let replaced: Vec<u32> = self
            .sources
            .read_untracked()
            .iter()
            .filter(|before| sources.iter().any(|(name, _)| *name == before.name))
            .map(|before| before.id)
            .collect();
        if !replaced.is_empty() {
            self.note(match replaced.len() {
                1 => "One file was there already; the new one replaces it.".to_owned(),
                many => format!("{many} files were there already; the new ones replace them."),
            });
        }
        self.forget(&replaced);
        for (name, body) in sources {
            let id = self.number();
            self.sources.update(|list| {
                list.push(Given {
                    id,
                    name: name.clone(),
                });
            });
            self.engine
                .update_value(|engine| engine.add(id, name, body));
        }
        self.assess();
    }

    /// Adds files of the reader's machine.
    pub fn add_files(self, files: Vec<GivenFile>) {
        self.add(
            files
                .into_iter()
                .map(|it| (it.name, Body::File(it.file)))
                .collect(),
        );
    }

    /// Adds a text, under a name of its own where it has none.
    pub fn add_text(self, name: &str, text: String) {
        let name = match name.trim() {
            "" => {
                let taken = self.sources.read_untracked();
                pasted::name(&taken.iter().map(|it| it.name.clone()).collect::<Vec<_>>())
            }
            typed => typed.to_owned(),
        };
        self.add(vec![(name, Body::Text(text))]);
    }

    /// Adds what was dropped or pasted: files, folders, or a text.
    pub fn add_transferred(self, transfer: &DataTransfer) {
        let entries = drop::entries(transfer);
        if entries.is_empty() {
            let files = drop::files(transfer);
            match paste::text(transfer).filter(|_| files.is_empty()) {
                Some(text) => self.add_text("", text),
                None => self.add_files(files),
            }
            return;
        }
        spawn_local(async move {
            let dropped = drop::open(entries).await;
            for note in dropped.notes {
                self.note(note);
            }
            self.add_files(dropped.files);
        });
    }

    /// Removes sources and judges what is left.
    pub fn remove(self, ids: &[u32]) {
        self.forget(ids);
        self.assess();
    }

    /// Removes everything; decisions stay.
    pub fn clear(self) {
        let ids: Vec<u32> = self
            .sources
            .read_untracked()
            .iter()
            .map(|it| it.id)
            .collect();
        self.remove(&ids);
    }

    /// Takes sources for what the reader says they are, and judges again.
    pub fn retype(self, ids: &[u32], kind: &str) {
        self.kinds.update(|kinds| {
            kinds.retain(|it| !ids.contains(&it.source));
            if !kind.is_empty() {
                kinds.extend(ids.iter().map(|id| KindOverride {
                    source: *id,
                    kind: kind.to_owned(),
                }));
            }
        });
        self.assess();
    }

    fn forget(self, ids: &[u32]) {
        self.sources
            .update(|list| list.retain(|source| !ids.contains(&source.id)));
        self.kinds
            .update(|kinds| kinds.retain(|it| !ids.contains(&it.source)));
        for id in ids {
            self.engine.update_value(|engine| engine.remove(*id));
        }
    }
}
