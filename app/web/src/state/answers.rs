//! What the workers answer, and what becomes of it.

use std::sync::Arc;

use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use plimsoll_view::message::{Format, Progress, Response, Stage, decode};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

use super::App;
use crate::browser::worker::Running;
use crate::browser::{describe, download};
use crate::engine::{Body, Client};

/// How far work is that has just been asked for.
pub(super) fn beginning(run: u32) -> Progress {
    Progress {
        run,
        stage: Stage::Reading,
        done: 0,
        total: 0,
        label: String::new(),
    }
}

impl App {
    pub(super) fn answered(self, message: &JsValue) {
        let bytes = message
            .dyn_ref::<Uint8Array>()
            .map_or_else(Vec::new, Uint8Array::to_vec);
        match decode::<Response>(&bytes) {
            Ok(response) => self.take(response),
            Err(why) => self.fail(format!(
                "The engine's answer could not be read ({why}). Reload the page: its parts may be of different versions."
            )),
        }
    }

    /// The worker broke down: what it was given last is let go, so that the rest lives on.
    pub(super) fn stopped(self, why: &str) {
        self.fail(format!(
            "The engine stopped ({why}). What was added last is left out; your decisions are kept."
        ));
        self.cancel();
    }

    fn take(self, response: Response) {
        if response.run().is_some_and(|run| run != self.run()) {
            return;
        }
        match response {
            Response::Ready => {}
            Response::Progress(progress) => self.progress.set(Some(progress)),
            Response::Assessed { page, .. } => {
                self.engine.update_value(Client::finish);
                self.detail.set(None);
                self.hardening.set(None);
                self.progress.set(None);
                self.report.set(Some(Arc::from(page)));
                self.restore_focus();
            }
            Response::Detail { detail, .. } => self.detail.set(Some(Arc::from(detail))),
            Response::Hardened { hardening, .. } => {
                self.hardening.set(Some(Arc::from(hardening)));
                self.restore_focus();
            }
            Response::Exported {
                format: Format::PdfSource,
                text,
                ..
            } => self.write_pdf(&text),
            Response::Exported {
                file_name,
                mime,
                text,
                ..
            } => {
                self.save(&file_name, &mime, &text);
            }
            Response::Sample { files, .. } => {
                let text = |text: Option<String>| Body::Text(text.unwrap_or_default());
                self.add(
                    files
                        .into_iter()
                        .map(|file| (file.name, text(file.text)))
                        .collect(),
                );
            }
            Response::Failed { message, .. } => self.fail(message),
        }
    }

    /// Offers a text as a file.
    pub fn save(self, file_name: &str, mime: &str, text: &str) {
        if let Err(why) = download::text(file_name, mime, text) {
            self.fail(format!(
                "{file_name} could not be saved: {}.",
                describe(&why)
            ));
        }
    }

    /// Has the PDF writer make a file of the report's JSON.
    fn write_pdf(self, json: &str) {
        self.note("The PDF is being written…");
        let written = move |answer: JsValue| {
            let part = |key: &str| Reflect::get(&answer, &key.into()).unwrap_or(JsValue::UNDEFINED);
            self.notices
                .update(|notices| notices.retain(|it| !it.text.starts_with("The PDF is")));
            let saved = match part("error").as_string() {
                Some(why) => Err(why),
                None => download::offer("plimsoll-report.pdf", "application/pdf", &part("pdf"))
                    .map_err(|why| describe(&why)),
            };
            if let Err(why) = saved {
                self.fail(format!("The PDF could not be written: {why}."));
            }
        };
        let failed = move |why: String| self.fail(format!("The PDF could not be written: {why}."));
        match Running::start("pdf", written, failed) {
            Ok(running) => {
                if let Err(why) = running.post_report(json) {
                    self.fail(format!(
                        "The PDF could not be asked for: {}.",
                        describe(&why)
                    ));
                }
                self.pdf.set_value(Some(running));
            }
            Err(why) => self.fail(format!(
                "The PDF writer does not start: {}.",
                describe(&why)
            )),
        }
    }
}
