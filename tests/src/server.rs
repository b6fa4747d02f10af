//! A server on this machine that remembers everything it was asked.
//!
//! It answers each connection once, on a thread of its own: browsers open more than they use, and
//! one that waits must not hold up the next.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A listening server; it ends when it is dropped.
pub struct Server {
    asked: Arc<Mutex<Vec<String>>>,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    port: u16,
}

/// A status line's end, a media type, and what follows.
type Answer = (&'static str, &'static str, Vec<u8>);

impl Server {
    /// Serves the files of a folder, and `index.html` for the folder itself.
    pub fn of_folder(folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self::answering(move |address| file(&folder, address))
    }

    /// Refuses everything: as a browser's proxy it shows whatever would have left the machine.
    pub fn refusing() -> Self {
        Self::answering(|_| ("502 Bad Gateway", "text/plain", Vec::new()))
    }

    fn answering(answer: impl Fn(&str) -> Answer + Clone + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on this machine");
        let port = listener.local_addr().expect("a bound port").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let ended = Arc::new(AtomicBool::new(false));
        let (noting, ending) = (Arc::clone(&asked), Arc::clone(&ended));
        let thread = thread::spawn(move || {
            for connection in listener.incoming() {
                if ending.load(Ordering::Relaxed) {
                    break;
                }
                let (answer, noting) = (answer.clone(), Arc::clone(&noting));
                // A browser may hang up before the answer is whole.
                thread::spawn(move || {
                    connection
                        .and_then(|it| converse(it, &answer, &noting))
                        .ok()
                });
            }
        });
        Self {
            asked,
            ended,
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
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // Whoever waits for a connection gets one, and sees that it is over.
        TcpStream::connect(self.authority()).ok();
        if let Some(thread) = self.thread.take() {
            // A panic in there was told when it happened.
            thread.join().ok();
        }
    }
}

/// Takes one request, notes it, and answers.
fn converse(
    mut connection: TcpStream,
    answer: &impl Fn(&str) -> Answer,
    asked: &Mutex<Vec<String>>,
) -> io::Result<()> {
    // A connection opened in advance and never used.
    connection.set_read_timeout(Some(Duration::from_mins(1)))?;
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    let Some(request) = lines.next().transpose()? else {
        return Ok(());
    };
    let mut words = request.split(' ');
    let (method, address) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    asked
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(format!("{method} {address}"));
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let (status, kind, body) = answer(address);
    let length = body.len();
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    connection.write_all(&body)
}

/// The file below the folder that an address means; nothing outside it.
fn file(folder: &Path, address: &str) -> Answer {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let inside = path.split('/').all(|part| part != "..");
    let path: PathBuf = folder.join(path);
    match inside.then(|| fs::read(&path).ok()).flatten() {
        Some(body) => ("200 OK", media_type(&path), body),
        None => ("404 Not Found", "text/plain", Vec::new()),
    }
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
