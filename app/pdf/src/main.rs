//! The PDF writer as a worker, started when the first PDF is asked for.
//!
//! A message is `{json: Blob, paper?: "a4" | "letter"}` with the report's JSON document.
//! The answer is `{pdf: ArrayBuffer}`, handed over without a copy, or `{error: string}`.

use js_sys::{Array, Object, Reflect, Uint8Array, global};
use plimsoll_pdf::{Paper, write_on};
use plimsoll_rules::export::json::Document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

fn main() {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    let answering = scope.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let (message, transferred) = answer(&event.data());
        // A worker that cannot answer is being shut down: nobody is left to tell.
        answering
            .post_message_with_transfer(&message, &transferred)
            .ok();
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker answers for as long as it lives.
    on_message.forget();
}

/// The answer to one message, and what of it changes hands.
fn answer(message: &JsValue) -> (Object, Array) {
    match written(message) {
        Ok(pdf) => {
            let buffer = Uint8Array::from(pdf.as_slice()).buffer();
            (object("pdf", &buffer), Array::of1(&buffer))
        }
        Err(error) => (object("error", &JsValue::from(error)), Array::new()),
    }
}

fn written(message: &JsValue) -> Result<Vec<u8>, String> {
    let json = text(message).ok_or("the message to the PDF writer has no report")?;
    let paper = match word(message, "paper").as_deref() {
        Some("letter") => Paper::Letter,
        Some(_) | None => Paper::A4,
    };
    let document = Document::from_json(&json)?;
    write_on(&document, paper).map_err(|error| error.to_string())
}

/// The report of a message.
fn text(message: &JsValue) -> Option<String> {
    let file: Blob = Reflect::get(message, &"json".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let reader = FileReaderSync::new().ok()?;
    let bytes = reader.read_as_array_buffer(&file).ok()?;
    String::from_utf8(Uint8Array::new(&bytes).to_vec()).ok()
}

/// A property of a message that is a string.
fn word(message: &JsValue, name: &str) -> Option<String> {
    Reflect::get(message, &JsValue::from(name))
        .ok()?
        .as_string()
}

/// An object with one property.
fn object(name: &str, value: &JsValue) -> Object {
    let object = Object::new();
    // A new plain object takes any property.
    Reflect::set(&object, &JsValue::from(name), value).ok();
    object
}
