//! The engine as a worker: messages in, reports out.

mod files;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect, Uint8Array, global};
use plimsoll_engine::Engine;
use plimsoll_view::message::{self, Progress, Request, Response, Source, Stage};
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, throw_str, throw_val};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, File, MessageEvent};

fn main() {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    let page = Page {
        scope: scope.clone(),
    };
    let engine = Rc::new(RefCell::new(Engine::default()));
    page.tell(&Response::Ready);
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        match request(&event.data()) {
            Ok((request, files)) => answer(&mut engine.borrow_mut(), &page, request, &files),
            // Both ends are built together, so this is a fault of ours: let it be seen.
            Err(why) => throw_str(&why),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker answers for as long as it lives.
    on_message.forget();
}

/// The page, as something to talk to.
struct Page {
    scope: DedicatedWorkerGlobalScope,
}

impl Page {
    fn tell(&self, response: &Response) {
        self.tell_with(response, &JsValue::UNDEFINED);
    }

    fn tell_with(&self, response: &Response, file: &JsValue) {
        let bytes = message::encode(response).unwrap_or_else(|why| throw_str(&why));
        let body = Uint8Array::from(bytes.as_slice());
        let message = Object::new();
        for (name, part) in [("body", body.as_ref()), ("file", file)] {
            // A fresh object takes every member.
            Reflect::set(&message, &name.into(), part).ok();
        }
        // A worker that cannot answer is being shut down: nobody is left to tell.
        self.scope
            .post_message_with_transfer(&message, &Array::of1(&body.buffer()))
            .ok();
    }

    /// Answers. What grows with what was given goes beside the answer or ahead of it, so that the
    /// page need not take it in one go.
    fn answer(&self, mut response: Response) {
        match &mut response {
            Response::Assessed { run, page } => {
                for rows in page.take_rows().parts() {
                    self.tell(&Response::Rows { run: *run, rows });
                }
            }
            Response::Exported { mime, text, .. } => {
                let text = std::mem::take(text);
                let file = file(mime, &text).unwrap_or_else(|why| throw_val(why));
                return self.tell_with(&response, &file);
            }
            Response::Ready
            | Response::Progress(_)
            | Response::Rows { .. }
            | Response::Detail { .. }
            | Response::Hardened { .. }
            | Response::Sample { .. }
            | Response::Failed { .. } => {}
        }
        self.tell(&response);
    }
}

/// A text as a file, which the page hands on without reading it.
fn file(mime: &str, text: &str) -> Result<JsValue, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let bytes = Uint8Array::from(text.as_bytes());
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &options).map(JsValue::from)
}

/// Takes a message apart.
fn request(message: &JsValue) -> Result<(Request, Array), String> {
    let part = |key: &str| Reflect::get(message, &key.into()).map_err(|_| format!("no {key}"));
    let body = part("body")?
        .dyn_into::<Uint8Array>()
        .map_err(|_| "no body")?;
    let request = message::decode(&body.to_vec())?;
    Ok((request, part("files")?.dyn_into().map_err(|_| "no files")?))
}

fn answer(engine: &mut Engine, page: &Page, request: Request, files: &Array) {
    let response = match request {
        Request::Assess {
            run,
            sources,
            removed,
            decisions,
        } => {
            for id in removed {
                engine.forget(id);
            }
            take(engine, page, run, sources, files);
            engine.assess(run, &decisions, |progress| {
                page.tell(&Response::Progress(progress));
            })
        }
        Request::Detail {
            run,
            control,
            findings,
        } => engine.detail(run, &control, findings),
        Request::Harden {
            run,
            subject,
            without,
        } => engine.harden(run, &subject, &without),
        Request::Export { run, format } => engine.export(run, format),
        Request::Sample { run } => Engine::sample(run),
    };
    page.answer(response);
}

/// Reads the sources; those without text are `files`, in order.
fn take(engine: &mut Engine, page: &Page, run: u32, sources: Vec<Source>, files: &Array) {
    let mut files = files.iter().map(JsCast::unchecked_into::<File>);
    for source in sources {
        let bytes = match (source.text, &mut files) {
            (Some(text), _) => Ok(text.into_bytes()),
            (None, files) => match files.next() {
                Some(file) => files::read(&file, |done, total| {
                    let label = source.name.clone();
                    let stage = Stage::Reading;
                    page.tell(&Response::Progress(Progress {
                        run,
                        stage,
                        done,
                        total,
                        label,
                    }));
                }),
                None => Err("nothing came with its name".to_owned()),
            },
        };
        match bytes {
            Ok(bytes) => engine.give(source.id, &source.name, bytes),
            Err(why) => page.tell(&Response::Failed {
                run,
                message: format!(
                    "“{}” could not be read: {why}. The report goes on without it.",
                    source.name
                ),
            }),
        }
    }
}
