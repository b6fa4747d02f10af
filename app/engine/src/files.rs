//! Files of the reader's machine, slice by slice.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::{DomException, File, FileReaderSync};

/// Bytes taken at a time: small enough to tell how far it is, large enough to be quick.
const SLICE: u32 = 8 << 20;

/// Reads a file whole, telling how far it is after each slice.
pub(super) fn read(file: &File, mut tell: impl FnMut(u64, u64)) -> Result<Vec<u8>, String> {
    let reader = FileReaderSync::new().map_err(|why| describe(&why))?;
    let size = file.size();
    let mut bytes = Vec::new();
    let mut from = 0.0;
    while from < size {
        let to = (from + f64::from(SLICE)).min(size);
        let slice = file
            .slice_with_f64_and_f64(from, to)
            .map_err(|why| describe(&why))?;
        let buffer = reader
            .read_as_array_buffer(&slice)
            .map_err(|why| describe(&why))?;
        let part = Uint8Array::new(&buffer);
        let start = bytes.len();
        bytes.resize(start + part.length() as usize, 0);
        if let Some(room) = bytes.get_mut(start..) {
            part.copy_to(room);
        }
        from = to;
        if size > f64::from(SLICE) {
            tell(whole(from), whole(size));
        }
    }
    Ok(bytes)
}

/// Sizes of files are whole numbers that a float holds exactly.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes of files"
)]
fn whole(size: f64) -> u64 {
    size as u64
}

fn describe(why: &JsValue) -> String {
    why.dyn_ref::<DomException>().map_or_else(
        || format!("{why:?}"),
        |why| format!("{} ({})", why.message(), why.name()),
    )
}
