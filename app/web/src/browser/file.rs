//! Files the reader gives, not read yet.

use js_sys::Reflect;
use web_sys::{File, FileList};

/// A file with its path as far as the browser tells it.
#[derive(Clone, Debug)]
pub struct Given {
    /// With `/` between folders.
    pub name: String,
    /// The file itself; only the worker reads it.
    pub file: File,
}

/// The files of an `<input type="file">`, with folders or without.
pub fn of_list(list: &FileList) -> Vec<Given> {
    (0..list.length())
        .filter_map(|at| list.get(at))
        .map(|file| {
            let path = Reflect::get(&file, &"webkitRelativePath".into()).ok();
            let path = path
                .and_then(|path| path.as_string())
                .filter(|path| !path.is_empty());
            Given {
                name: path.unwrap_or_else(|| file.name()),
                file,
            }
        })
        .collect()
}
