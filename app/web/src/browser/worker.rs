//! The workers.

use js_sys::{Array, Function, Object, Reflect, Uint8Array, global};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Blob, ErrorEvent, File, MessageEvent, Worker};

/// A worker and what listens to it.
pub struct Running {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

impl Running {
    /// Starts the program of that name: `engine` or `pdf`.
    pub fn start(
        name: &str,
        answered: impl Fn(JsValue) + 'static,
        failed: impl Fn(String) + 'static,
    ) -> Result<Self, JsValue> {
        let seam = Reflect::get(&global(), &"plimsoll".into())?;
        let spawn: Function = Reflect::get(&seam, &"spawn".into())?.dyn_into()?;
        let worker: Worker = spawn.call1(&seam, &name.into())?.dyn_into()?;
        let on_message =
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| answered(event.data()));
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            failed(event.message());
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Posts `{ body, files }`, as the engine takes it.
    pub fn post(&self, body: &[u8], files: &[File]) -> Result<(), JsValue> {
        let list: Array = files.iter().collect();
        let message = Object::new();
        Reflect::set(&message, &"body".into(), &Uint8Array::from(body))?;
        Reflect::set(&message, &"files".into(), &list)?;
        self.worker.post_message(&message)
    }

    /// Posts `{ json }`, as the PDF writer takes it.
    pub fn post_report(&self, json: &Blob) -> Result<(), JsValue> {
        let message = Object::new();
        Reflect::set(&message, &"json".into(), json)?;
        self.worker.post_message(&message)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
