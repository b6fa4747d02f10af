//! Files and whole folders dropped on the page.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, DataTransferItemList, File, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry,
};

use super::file::{Given, of_list};

/// The most files taken at once.
pub const MOST: usize = 20_000;
/// Folders in which tools keep what nobody wrote by hand.
const LEFT_OUT: [&str; 2] = [".git", "node_modules"];

/// What was dropped.
#[derive(Debug, Default)]
pub struct Dropped {
    /// The files, folders opened.
    pub files: Vec<Given>,
    /// What was left out and why, one sentence each.
    pub notes: Vec<String>,
}

/// Something that was dropped and is not opened yet.
#[derive(Clone, Debug)]
pub struct Held {
    entry: FileSystemEntry,
    /// The file itself, where it is one: a page from disk cannot open its entry later.
    file: Option<File>,
}

/// Takes hold of what was dropped: it must be called while the event is being handled.
pub fn entries(transfer: &DataTransfer) -> Vec<Held> {
    let items: DataTransferItemList = transfer.items();
    let held = |at| {
        let item = items.get(at)?;
        let entry = item.webkit_get_as_entry().ok().flatten()?;
        let file = entry.is_file().then(|| item.get_as_file().ok().flatten());
        Some(Held {
            entry,
            file: file.flatten(),
        })
    };
    (0..items.length()).filter_map(held).collect()
}

/// The files of a drop without folders, for browsers that know no entries.
pub fn files(transfer: &DataTransfer) -> Vec<Given> {
    transfer.files().as_ref().map_or_else(Vec::new, of_list)
}

/// Opens folders, one after the other.
pub async fn open(mut waiting: Vec<Held>) -> Dropped {
    let mut dropped = Dropped::default();
    let mut left_out = 0_usize;
    waiting.reverse();
    while let Some(Held { entry, file: held }) = waiting.pop() {
        if dropped.files.len() >= MOST {
            dropped.notes.push(format!(
                "Only the first {MOST} files were taken. Drop a smaller folder to choose which."
            ));
            break;
        }
        if entry.is_file() {
            let name = entry.full_path().trim_start_matches('/').to_owned();
            let opened = match held {
                Some(file) => Ok(file),
                None => file(entry.unchecked_into()).await,
            };
            match opened {
                Ok(file) => dropped.files.push(Given { name, file }),
                Err(why) => dropped
                    .notes
                    .push(format!("“{name}” could not be opened: {}.", reason(&why))),
            }
        } else if LEFT_OUT.contains(&&*entry.name()) {
            left_out += 1;
        } else {
            let name = entry.name();
            match children(&entry.unchecked_into()).await {
                Ok(mut inside) => {
                    inside.sort_unstable_by_key(FileSystemEntry::name);
                    let held = |entry| Held { entry, file: None };
                    waiting.extend(inside.into_iter().rev().map(held));
                }
                // A page from disk may not look into folders that are dropped on it.
                Err(why) => dropped.notes.push(format!(
                    "The folder “{name}” could not be opened this way ({}). Use “Choose a folder” instead.",
                    reason(&why)
                )),
            }
        }
    }
    if left_out > 0 {
        dropped.notes.push(format!(
            "{left_out} folders named {} were left out: tools fill them.",
            LEFT_OUT.join(" or ")
        ));
    }
    dropped
}

/// What the browser says, as a part of a sentence.
fn reason(why: &JsValue) -> String {
    super::describe(why).trim_end_matches('.').to_owned()
}

async fn file(entry: FileSystemFileEntry) -> Result<File, JsValue> {
    called(|done, failed| {
        entry.file_with_callback_and_callback(done, failed);
        Ok(())
    })
    .await
    .map(JsCast::unchecked_into)
}

/// A folder's entries; browsers hand them out in batches and end with an empty one.
async fn children(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let batch: Array =
            called(|done, failed| reader.read_entries_with_callback_and_callback(done, failed))
                .await?
                .unchecked_into();
        if batch.length() == 0 || all.len() > MOST {
            return Ok(all);
        }
        all.extend(batch.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

/// Waits for a call that answers one of two callbacks.
async fn called(
    call: impl FnOnce(&Function, &Function) -> Result<(), JsValue>,
) -> Result<JsValue, JsValue> {
    let call = Rc::new(RefCell::new(Some(call)));
    let mut outcome = Ok(());
    let promise = Promise::new(&mut |resolve, reject| {
        if let Some(call) = call.borrow_mut().take() {
            let refuse = reject.clone();
            let failed = Closure::once_into_js(move |why: JsValue| {
                // Settling a promise cannot fail.
                refuse.call1(&JsValue::NULL, &why).ok();
            });
            outcome = call(&resolve, failed.unchecked_ref());
        }
    });
    outcome?;
    JsFuture::from(promise).await
}
