//! The engine as a worker: messages in, reports out.

use js_sys::{JsString, global};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    let answer = scope.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let words = JsString::from("engine: ").concat(&event.data());
        // A worker that cannot answer is being shut down: nobody is left to tell.
        answer.post_message(&JsValue::from(words)).ok();
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker answers for as long as it lives.
    on_message.forget();
}
