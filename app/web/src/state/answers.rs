//! What the workers answer, and what becomes of it.

use std::sync::Arc;
use std::time::Duration;

use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use plimsoll_view::message::{Format, Progress, Response, Stage, decode};
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::detail::ControlDetail;
use plimsoll_view::view_model::rows::Rows;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::Blob;

use super::App;
use crate::browser::worker::Running;
use crate::browser::{describe, download};
use crate::engine::Body;

/// How long after a change what it replaced is still on the screen at most.
const AFTERWARDS: Duration = Duration::from_millis(500);

/// Lets go of rows, as many at a time as cost nobody a frame.
fn shed(mut rows: Rows) {
    if rows.shed() {
        set_timeout(move || shed(rows), Duration::ZERO);
    }
}

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
        let part = |key: &str| Reflect::get(message, &key.into()).unwrap_or(JsValue::UNDEFINED);
        let bytes = part("body")
            .dyn_ref::<Uint8Array>()
            .map_or_else(Vec::new, Uint8Array::to_vec);
        match decode::<Response>(&bytes) {
            Ok(response) => self.take(response, part("file").dyn_ref()),
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

    fn take(self, response: Response, file: Option<&Blob>) {
        if response.run().is_some_and(|run| run != self.run()) {
            return;
        }
        match response {
            Response::Ready => {}
            Response::Progress(progress) => self.progress.set(Some(progress)),
            Response::Rows { rows, .. } => self.engine.update_value(|engine| engine.keep(rows)),
            Response::Assessed { run, mut page } => {
                self.engine
                    .update_value(|engine| page.put_rows(engine.finish()));
                self.detail.set(None);
                self.hardening.set(None);
                // What was open is gone before the screen is drawn anew: each takes its time.
                let show = move || {
                    if run == self.run() {
                        self.progress.set(None);
                        self.show(Some(Arc::from(page)));
                        self.restore_focus();
                    }
                };
                set_timeout(show, Duration::ZERO);
            }
            Response::Detail { detail, .. } => self.open_with(detail),
            Response::Hardened { hardening, .. } => {
                self.hardening.set(Some(Arc::from(hardening)));
                self.restore_focus();
            }
            Response::Exported {
                format, file_name, ..
            } => match file {
                Some(report) if format == Format::PdfSource => self.write_pdf(report),
                Some(file) => self.saved(&file_name, download::offer(&file_name, file)),
                None => self.fail(format!("{file_name} came without its content.")),
            },
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

    /// Shows a report, and lets go of the one before.
    pub(super) fn show(self, page: Option<Arc<PageModel>>) {
        let before = self.report.get_untracked();
        self.report.set(page);
        // By then nothing that was drawn of it is left.
        set_timeout(
            move || {
                if let Some(mut page) = before.and_then(Arc::into_inner) {
                    shed(page.take_rows());
                }
            },
            AFTERWARDS,
        );
    }

    /// Shows a control, or adds further findings to those of the one that is open.
    fn open_with(self, mut detail: Box<ControlDetail>) {
        let further = std::mem::take(&mut detail.findings);
        let is_open = |open: &Arc<ControlDetail>| open.id == detail.id;
        if detail.from == 0 {
            self.findings.set(further);
            self.detail.set(Some(Arc::from(detail)));
        } else if self.detail.read_untracked().as_ref().is_some_and(is_open)
            && self.findings.read_untracked().len() == detail.from
        {
            self.findings.update(|findings| findings.extend(further));
        }
    }

    /// Offers a text as a file.
    pub fn save(self, file_name: &str, mime: &str, text: &str) {
        self.saved(file_name, download::text(file_name, mime, text));
    }

    fn saved(self, file_name: &str, outcome: Result<(), JsValue>) {
        if let Err(why) = outcome {
            self.fail(format!(
                "{file_name} could not be saved: {}.",
                describe(&why)
            ));
        }
    }

    /// Has the PDF writer make a file of the report's JSON.
    fn write_pdf(self, json: &Blob) {
        self.note("The PDF is being written…");
        let written = move |answer: JsValue| {
            let part = |key: &str| Reflect::get(&answer, &key.into()).unwrap_or(JsValue::UNDEFINED);
            self.notices
                .update(|notices| notices.retain(|it| !it.text.starts_with("The PDF is")));
            let saved = match part("error").as_string() {
                Some(why) => Err(why),
                None => download::bytes("plimsoll-report.pdf", "application/pdf", &part("pdf"))
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
