//! The page.

use js_sys::{Function, Reflect, global};
use leptos::prelude::*;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, throw_val};
use web_sys::{MessageEvent, Worker};

/// Starts the worker of that name: `engine` or `pdf`.
fn spawn(name: &str) -> Result<Worker, JsValue> {
    let seam = Reflect::get(&global(), &"plimsoll".into())?;
    let spawn: Function = Reflect::get(&seam, &"spawn".into())?.dyn_into()?;
    spawn.call1(&seam, &name.into())?.dyn_into()
}

/// Greets that worker and shows its answer.
fn greet(name: &str, answer: WriteSignal<String>) -> Result<(), JsValue> {
    let worker = spawn(name)?;
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        answer.set(event.data().as_string().unwrap_or_default());
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The page keeps listening for as long as it is open.
    on_message.forget();
    worker.post_message(&"hello".into())
}

fn main() {
    let (engine, set_engine) = signal(String::new());
    let (pdf, set_pdf) = signal(String::new());
    mount_to_body(move || {
        view! {
            <main>
                <h1>"Plimsoll"</h1>
                <p id="engine" role="status">{engine}</p>
                <button
                    type="button"
                    on:click=move |_| greet("pdf", set_pdf).unwrap_or_else(|why| throw_val(why))
                >
                    "PDF"
                </button>
                <p id="pdf" role="status">{pdf}</p>
            </main>
        }
    });
    greet("engine", set_engine).unwrap_or_else(|why| throw_val(why));
}
