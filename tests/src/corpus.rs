//! Files to assess: a small project with an artifact of every kind, and files that hurt.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A file with the name the report should give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path with `/` between folders.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file of those bytes.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
    }
}

/// The repository's top folder.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// A text file's content.
#[track_caller]
pub fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// A project with a Dockerfile, a compose file, inspect output, a bench log and a policy.
pub fn ferry() -> Vec<File> {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/ferry"))
}

/// Every file below a folder by its path from the folder's parent, in order of names.
#[track_caller]
pub fn folder(path: &Path) -> Vec<File> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut files = Vec::new();
    collect(path, &name, &mut files);
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

#[track_caller]
fn collect(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry of a folder").path();
        let leaf = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}/{leaf}");
        if path.is_dir() {
            collect(&path, &name, files);
        } else {
            let bytes = fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            files.push(File::new(name, bytes));
        }
    }
}

/// Writes files below a folder.
#[track_caller]
pub fn write(files: &[File], below: &Path) {
    for file in files {
        let path = below.join(&file.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).unwrap_or_else(|why| panic!("{}: {why}", parent.display()));
        }
        fs::write(&path, &file.bytes).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    }
}

/// Files that are broken, foreign or odd in a way that people have met, and are small.
pub fn odd() -> Vec<File> {
    let utf16: Vec<u8> = "FROM alpine\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        File::new("odd/empty/Dockerfile", ""),
        File::new("odd/blank/compose.yaml", " \n\n"),
        File::new(
            "odd/nul/Dockerfile",
            b"FROM alpine\0\nRUN a\0b\n".as_slice(),
        ),
        File::new(
            "odd/binary/image.tar",
            [0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe, 0x00, 0x9c],
        ),
        File::new(
            "odd/utf16/Dockerfile",
            [[0xff, 0xfe].as_slice(), &utf16].concat(),
        ),
        File::new(
            "odd/bom/Dockerfile",
            "\u{feff}FROM alpine:3.22\r\nUSER 0\r\n",
        ),
        File::new(
            "odd/latin/compose.yaml",
            b"services:\n  caf\xe9: {image: a}\n".as_slice(),
        ),
        File::new(
            "odd/cut/inspect.json",
            r#"[{"Id":"ab","HostConfig":{"Privileged":tr"#,
        ),
        File::new(
            "odd/other/daemon.json",
            r#"{"icc": false, "live-restore": true}"#,
        ),
        File::new("odd/other/README.md", "# Nothing of Docker's\n"),
        File::new("odd/names/🐳 héllo.Dockerfile", "FROM scratch\n"),
        File::new("odd/bomb/compose.yaml", alias_bomb()),
        File::new(
            "odd/deep/compose.yaml",
            format!("a: {}\n", "[".repeat(5_000)),
        ),
        File::new(
            "odd/deep/inspect.json",
            format!("[{}", "{\"a\":".repeat(5_000)),
        ),
    ]
}

/// A compose file whose aliases would unfold into 10⁹ entries.
pub fn alias_bomb() -> String {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..=9 {
        let alias = format!("*a{}", level - 1);
        let list = [alias.as_str(); 10].join(", ");
        writeln!(text, "a{level}: &a{level} [{list}]").expect("a text takes any text");
    }
    text.push_str("services:\n  x: {image: alpine, command: *a9}\n");
    text
}
