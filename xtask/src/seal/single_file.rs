//! The whole page in one file that runs from a disk.
//!
//! Scripts and styles stand in the page, pictures and fonts are `data:` addresses, and each program
//! is gzipped text in a block that does nothing until boot.js unpacks it at its first use.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{PAGE, WORKERS, html, policy, read, read_text};

/// Makes the one file of this page and the files beside it.
pub(crate) fn assemble(folder: &Path, page: &str) -> Result<String> {
    let page = html::replaced(page, "link", |link| {
        let Some(href) = link.attribute("href") else {
            return Ok(None);
        };
        match link.attribute("rel") {
            Some("stylesheet") => {
                let css = embed_urls(folder, &read_text(&folder.join(own(href)))?)?;
                Ok(Some(format!("<style>{css}</style>")))
            }
            Some("icon" | "apple-touch-icon") => {
                Ok(Some(link.tag.replace(href, &address(folder, own(href))?)))
            }
            // An installable app and hints to a network make no sense on a disk.
            Some("manifest" | "preload" | "modulepreload" | "prefetch") => Ok(Some(String::new())),
            _ => Ok(None),
        }
    })?;
    let page = html::replaced(&page, "script", |script| {
        let Some(src) = script.attribute("src") else {
            return Ok(None);
        };
        let text = html::script_text(&read_text(&folder.join(own(src)))?);
        Ok(Some(format!("<script>{text}</script>")))
    })?;

    let mut blocks = String::new();
    for name in [PAGE].iter().chain(&WORKERS) {
        let packed = STANDARD.encode(gzip(&read(&folder.join(format!("{name}_bg.wasm")))?)?);
        writeln!(
            blocks,
            "<script type=\"text/plain\" id=\"plimsoll-{name}.wasm\">{packed}</script>"
        )?;
    }
    let page = html::before_body_ends(&page, &blocks)?;
    html::with_policy(&page, &policy::single_file(&page))
}

/// These bytes, gzipped as tightly as gzip can; the same bytes give the same result.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// A reference of the page as a path below the folder.
fn own(reference: &str) -> &str {
    reference.strip_prefix("./").unwrap_or(reference)
}

/// The style sheet with every file it names put in its place.
fn embed_urls(folder: &Path, css: &str) -> Result<String> {
    let mut result = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("url(") {
        let (url, after) = after
            .split_once(')')
            .context("a style sheet ends within url(…)")?;
        let plain = url.trim().trim_matches(['"', '\'']);
        result.push_str(before);
        if plain.starts_with("data:") || plain.starts_with('#') {
            write!(result, "url({url})")?;
        } else {
            write!(result, "url(\"{}\")", address(folder, own(plain))?)?;
        }
        rest = after;
    }
    result.push_str(rest);
    Ok(result)
}

/// The file's content as an address.
fn address(folder: &Path, name: &str) -> Result<String> {
    let path = folder.join(name);
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => anyhow::bail!("no media type is known for {name}: add it to seal/single_file.rs"),
    };
    Ok(format!(
        "data:{kind};base64,{}",
        STANDARD.encode(read(&path)?)
    ))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read as _;
    use std::path::PathBuf;

    use flate2::read::GzDecoder;

    use super::*;

    const PAGE_HTML: &str = "<head><meta charset=\"utf-8\">\
        <link rel=\"icon\" href=\"./icon.svg\"><link rel=\"manifest\" href=\"./app.json\">\
        <link rel=\"stylesheet\" href=\"./page.css\"><script src=\"boot.js\"></script></head>\
        <body><script type=\"text/plain\" id=\"plimsoll-engine.js\">glue</script></body>";

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("plimsoll-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (file, text) in [
            ("icon.svg", "<svg/>"),
            ("page.css", "a{background:url('icon.svg')} b{fill:url(#c)}"),
            ("boot.js", "say('</script>')"),
            ("page_bg.wasm", "page"),
            ("engine_bg.wasm", "engine"),
            ("pdf_bg.wasm", "pdf"),
        ] {
            fs::write(folder.join(file), text).unwrap();
        }
        folder
    }

    #[test]
    fn everything_is_in_the_one_file() {
        let folder = folder("whole");
        let single = assemble(&folder, PAGE_HTML).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        assert!(
            !single.contains("src=\"") && !single.contains("manifest"),
            "{single}"
        );
        assert!(
            single.contains("<script>say('\\x3C/script>')</script>"),
            "{single}"
        );
        assert!(
            single.contains("href=\"data:image/svg+xml;base64,PHN2Zy8+\""),
            "{single}"
        );
        assert!(
            single.contains("url(\"data:image/svg+xml;base64,PHN2Zy8+\")"),
            "{single}"
        );
        assert!(single.contains("url(#c)"), "{single}");
        assert!(single.contains("connect-src 'none'"), "{single}");
    }

    #[test]
    fn programs_unpack_to_what_they_were() {
        let folder = folder("programs");
        let single = assemble(&folder, PAGE_HTML).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        for name in ["page", "engine", "pdf"] {
            let id = format!("plimsoll-{name}.wasm");
            let block = html::elements(&single, "script")
                .into_iter()
                .find(|script| script.attribute("id") == Some(&id))
                .unwrap();
            let packed = STANDARD.decode(block.text).unwrap();
            let mut text = String::new();
            GzDecoder::new(packed.as_slice())
                .read_to_string(&mut text)
                .unwrap();
            assert_eq!(text, name);
        }
    }
}
