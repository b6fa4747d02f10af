//! The content security policy of each edition: nothing, and then the least that runs.
//!
//! A policy in the page cannot forbid navigating away, and `frame-ancestors` and `sandbox` are
//! ignored there. Everything that could carry a file's content out in the background is refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::html;

/// What both editions share: no base address, no forms, and the two policies of boot.js: `plimsoll`
/// for its workers' URLs, `default` for the markup of the page's static parts.
const COMMON: &str = "base-uri 'none'; form-action 'none'; \
                      require-trusted-types-for 'script'; trusted-types plimsoll default";

/// The policy of the page on a server: itself and nothing else.
///
/// Workers come from a Blob, which is what makes this policy theirs too: a worker with a URL of
/// its own would have none.
pub(crate) fn hosted(page: &str) -> String {
    let scripts = sources("'self' 'wasm-unsafe-eval'", &html::inline_scripts(page));
    let styles = sources("'self'", &html::inline_styles(page));
    format!(
        "default-src 'none'; script-src {scripts}; worker-src blob:; style-src {styles}; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; {COMMON}"
    )
}

/// The policy of the page in one file: no connection at all, and only these very scripts.
pub(crate) fn single_file(page: &str) -> String {
    let scripts = sources("'wasm-unsafe-eval'", &html::inline_scripts(page));
    let styles = html::inline_styles(page);
    let fonts = if styles.iter().any(|style| style.contains("@font-face")) {
        " font-src data:;"
    } else {
        ""
    };
    let styles = if styles.is_empty() {
        "'none'".to_owned()
    } else {
        sources("", &styles)
    };
    format!(
        "default-src 'none'; script-src {scripts}; worker-src blob:; style-src {styles};{fonts} \
         img-src data: blob:; connect-src 'none'; {COMMON}"
    )
}

/// The fixed sources, and the hash of each inline text.
fn sources(fixed: &str, texts: &[&str]) -> String {
    let mut sources: Vec<String> = fixed.split_whitespace().map(str::to_owned).collect();
    sources.extend(texts.iter().map(|text| source(text)));
    sources.join(" ")
}

/// The source that permits exactly this text.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_text_is_permitted_by_its_hash() {
        // The hash of the empty text is well known.
        assert_eq!(
            source(""),
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        );
    }

    #[test]
    fn hosted_permits_each_inline_script_and_no_data_block() {
        let page = "<script>a()</script><script src=\"b.js\"></script>\
                    <script type=\"text/plain\">c</script><style>d{}</style>";
        let policy = hosted(page);
        assert!(policy.contains(&format!(
            "script-src 'self' 'wasm-unsafe-eval' {};",
            source("a()")
        )));
        assert!(policy.contains(&format!("style-src 'self' {};", source("d{}"))));
    }

    #[test]
    fn the_single_file_may_connect_to_nothing() {
        let policy = single_file("<script>a()</script>");
        assert!(policy.contains("connect-src 'none'"));
        assert!(policy.contains("style-src 'none'"));
        assert!(!policy.contains("'self'") && !policy.contains("font-src"));
        assert!(single_file("<style>@font-face{}</style>").contains("font-src data:;"));
    }

    #[test]
    fn neither_holds_a_character_that_ends_the_attribute() {
        assert!(!hosted("").contains('"') && !single_file("").contains('"'));
    }
}
