//! The worker as the page sees it: sources go in once, answers carry their run.

use std::collections::{BTreeMap, BTreeSet};

use plimsoll_view::message::{self, Decisions, Request, Source};
use plimsoll_view::view_model::rows::Rows;
use wasm_bindgen::prelude::JsValue;
use web_sys::File;

use crate::browser::describe;
use crate::browser::worker::Running;

/// What a source is made of.
#[derive(Clone, Debug)]
pub enum Body {
    /// Pasted, or of the sample.
    Text(String),
    /// Of the reader's machine; the worker reads it.
    File(File),
}

/// The worker, started when first needed and again after a cancel.
#[derive(Default)]
pub struct Client {
    running: Option<Running>,
    run: u32,
    bodies: BTreeMap<u32, (String, Body)>,
    /// What this very worker has.
    known: BTreeSet<u32>,
    /// What went into the last finished report.
    finished: BTreeSet<u32>,
    /// What came of a report so far.
    rows: Rows,
}

/// How a worker's words reach the page.
pub struct Listener {
    /// Takes an answer.
    pub answered: Box<dyn Fn(JsValue)>,
    /// Takes the reason why there will be none.
    pub failed: Box<dyn Fn(String)>,
}

impl Client {
    /// The run that counts; answers of others are late.
    pub const fn run(&self) -> u32 {
        self.run
    }

    /// Adds a source under its number.
    pub fn add(&mut self, id: u32, name: String, body: Body) {
        self.bodies.insert(id, (name, body));
    }

    /// Drops a source; the worker hears of it with the next assessment.
    pub fn remove(&mut self, id: u32) {
        self.bodies.remove(&id);
    }

    /// Asks for a report over everything there is.
    pub fn assess(&mut self, listener: Listener, decisions: Decisions) -> Result<(), String> {
        self.start(listener)?;
        self.run += 1;
        // What came for a run that is superseded belongs to nothing.
        self.rows = Rows::default();
        let (mut sources, mut files) = (Vec::new(), Vec::new());
        for (id, (name, body)) in &self.bodies {
            if self.known.contains(id) {
                continue;
            }
            let text = match body {
                Body::Text(text) => Some(text.clone()),
                Body::File(file) => {
                    files.push(file.clone());
                    None
                }
            };
            sources.push(Source {
                id: *id,
                name: name.clone(),
                text,
            });
        }
        let removed = self
            .known
            .iter()
            .filter(|id| !self.bodies.contains_key(id))
            .copied()
            .collect();
        self.known = self.bodies.keys().copied().collect();
        let run = self.run;
        self.post(
            &Request::Assess {
                run,
                sources,
                removed,
                decisions,
            },
            &files,
        )
    }

    /// Asks something about the last report.
    pub fn ask(&mut self, listener: Listener, request: &Request) -> Result<(), String> {
        self.start(listener)?;
        self.post(request, &[])
    }

    /// Keeps rows of the report of the present run, which is about to come.
    pub fn keep(&mut self, rows: Rows) {
        self.rows.append(rows);
    }

    /// Notes that the report of the present run is there, and hands over its rows.
    pub fn finish(&mut self) -> Rows {
        self.finished = self.known.clone();
        std::mem::take(&mut self.rows)
    }

    /// Ends the worker, and forgets what no finished report holds. Says what is left.
    pub fn cancel(&mut self) -> BTreeSet<u32> {
        self.running = None;
        self.run += 1;
        self.known.clear();
        self.bodies.retain(|id, _| self.finished.contains(id));
        self.finished.clone()
    }

    fn start(&mut self, listener: Listener) -> Result<(), String> {
        if self.running.is_none() {
            let running = Running::start("engine", listener.answered, listener.failed);
            self.running = Some(running.map_err(|why| refusal(&why))?);
            self.known.clear();
        }
        Ok(())
    }

    fn post(&self, request: &Request, files: &[File]) -> Result<(), String> {
        let bytes = message::encode(request)?;
        match &self.running {
            Some(running) => running.post(&bytes, files).map_err(|why| refusal(&why)),
            None => Ok(()),
        }
    }
}

fn refusal(why: &JsValue) -> String {
    format!(
        "The engine does not run in this browser: {}.",
        describe(why)
    )
}
