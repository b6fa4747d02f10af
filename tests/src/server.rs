//! A server on this machine that remembers everything it was asked.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tiny_http::{Header, Request, Response, Server as Listener};

/// A listening server; it ends when it is dropped.
pub struct Server {
    listener: Arc<Listener>,
    asked: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<()>>,
    port: u16,
}

impl Server {
    /// Serves the files of a folder, and `index.html` for the folder itself.
    pub fn of_folder(folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self::answering(move |request| serve(&folder, request))
    }

    /// Refuses everything: as a browser's proxy it shows whatever would have left the machine.
    pub fn refusing() -> Self {
        Self::answering(|request| request.respond(Response::empty(502)))
    }

    fn answering(answer: impl Fn(Request) -> std::io::Result<()> + Send + 'static) -> Self {
        let listener = Listener::http("127.0.0.1:0").expect("a free port on this machine");
        let port = listener
            .server_addr()
            .to_ip()
            .expect("a port, not a socket file")
            .port();
        let listener = Arc::new(listener);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (listening, noting) = (Arc::clone(&listener), Arc::clone(&asked));
        let thread = thread::spawn(move || {
            for request in listening.incoming_requests() {
                let line = format!("{} {}", request.method(), request.url());
                noting
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(line);
                // A browser may hang up before the answer is whole.
                answer(request).ok();
            }
        });
        Self {
            listener,
            asked,
            thread: Some(thread),
            port,
        }
    }

    /// Its address, ending with `/`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Its address as a proxy is named.
    pub fn authority(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Everything it was asked so far, as `GET /path`, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.listener.unblock();
        if let Some(thread) = self.thread.take() {
            // A panic in there was told when it happened.
            thread.join().ok();
        }
    }
}

fn serve(folder: &Path, request: Request) -> std::io::Result<()> {
    match path(folder, request.url())
        .and_then(|path| File::open(&path).ok().map(|file| (path, file)))
    {
        Some((path, file)) => {
            let kind = format!("Content-Type: {}", media_type(&path));
            let kind = kind.parse::<Header>().expect("a header in ASCII");
            request.respond(Response::from_file(file).with_header(kind))
        }
        None => request.respond(Response::empty(404)),
    }
}

/// The file below the folder that an address means; nothing outside it.
fn path(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let inside = path.split('/').all(|part| part != "..");
    inside
        .then(|| folder.join(path))
        .filter(|path| path.is_file())
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
