//! The little HTML that sealing takes: trunk's output of our own index.html, nothing else.
//!
//! It knows tags with double-quoted attributes, and that the text of `script` and `style` ends at
//! their end tag. That is what trunk writes.

use anyhow::{Context, Result};

/// One `script`, `style` or `link` of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element<'page> {
    /// Where it stands, end tag included.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The start tag, from `<` to `>`.
    pub(crate) tag: &'page str,
    /// Between the tags; empty for `link`.
    pub(crate) text: &'page str,
}

impl<'page> Element<'page> {
    /// The value of that attribute; empty for one without a value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'page str> {
        let mut rest = self.tag;
        while let Some(at) = rest.find(name) {
            let before = rest[..at].chars().next_back();
            let after = &rest[at + name.len()..];
            if before.is_some_and(char::is_whitespace) {
                if let Some(value) = after.strip_prefix("=\"") {
                    return value.split('"').next();
                }
                if after.starts_with(|next: char| next.is_whitespace() || "/>".contains(next)) {
                    return Some("");
                }
            }
            rest = after;
        }
        None
    }
}

/// Every element of that name, in order.
pub(crate) fn elements<'page>(page: &'page str, name: &str) -> Vec<Element<'page>> {
    let open = format!("<{name}");
    let close = format!("</{name}>");
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = page[from..].find(&open) {
        let start = from + at;
        let Some(length) = page[start..].find('>') else {
            break;
        };
        let tag = &page[start..=start + length];
        let after_tag = start + length + 1;
        from = after_tag;
        if !tag[open.len()..].starts_with(|next: char| next.is_whitespace() || "/>".contains(next))
        {
            continue;
        }
        let (text, end) = match page[after_tag..].find(&close) {
            Some(text) if name != "link" => (
                &page[after_tag..after_tag + text],
                after_tag + text + close.len(),
            ),
            _ => ("", after_tag),
        };
        found.push(Element {
            start,
            end,
            tag,
            text,
        });
        from = end;
    }
    found
}

/// The texts of the scripts that run where they stand.
pub(crate) fn inline_scripts(page: &str) -> Vec<&str> {
    elements(page, "script")
        .into_iter()
        .filter(|script| {
            script.attribute("src").is_none() && script.attribute("type") != Some("text/plain")
        })
        .map(|script| script.text)
        .collect()
}

/// The texts of the styles in the page.
pub(crate) fn inline_styles(page: &str) -> Vec<&str> {
    elements(page, "style")
        .into_iter()
        .map(|style| style.text)
        .collect()
}

/// Replaces each element of that name for which `replace` has a text.
pub(crate) fn replaced(
    page: &str,
    name: &str,
    mut replace: impl FnMut(Element) -> Result<Option<String>>,
) -> Result<String> {
    let mut result = String::with_capacity(page.len());
    let mut from = 0;
    for element in elements(page, name) {
        if let Some(text) = replace(element)? {
            result.push_str(&page[from..element.start]);
            result.push_str(&text);
            from = element.end;
        }
    }
    result.push_str(&page[from..]);
    Ok(result)
}

/// The text of a script, written so that it does not end the element it is put into.
///
/// Right in strings, templates and regular expressions, the only places where code has such text.
pub(crate) fn script_text(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        let after = text.as_bytes().get(at + 1..).unwrap_or_default();
        let ends = |word: &[u8]| {
            after
                .get(..word.len())
                .is_some_and(|next| next.eq_ignore_ascii_case(word))
        };
        if char == '<' && (ends(b"/script") || ends(b"script") || ends(b"!--")) {
            result.push_str("\\x3C");
        } else {
            result.push(char);
        }
    }
    result
}

/// The page without its comments, which are for the readers of index.html.
pub(crate) fn without_comments(page: &str) -> String {
    let mut result = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, comment)) = rest.split_once("<!--") {
        result.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    result.push_str(rest);
    result
}

/// The page with `addition` as the last thing in its body.
pub(crate) fn before_body_ends(page: &str, addition: &str) -> Result<String> {
    let (before, after) = page
        .rsplit_once("</body>")
        .context("index.html has no </body>")?;
    Ok(format!("{before}{addition}</body>{after}"))
}

/// The page with its policy right after the encoding, before anything the policy governs.
pub(crate) fn with_policy(page: &str, policy: &str) -> Result<String> {
    let charset = page
        .find("<meta charset")
        .context("index.html does not state its encoding")?;
    let end = charset
        + page[charset..]
            .find('>')
            .context("index.html ends within a tag")?
        + 1;
    let (before, after) = page.split_at(end);
    Ok(format!(
        "{before}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
    ))
}

/// The page with `?v=…` on each script and link of its own.
pub(crate) fn versioned(page: &str, version: &str) -> String {
    let mut page = page.to_owned();
    for (name, attribute) in [("script", "src"), ("link", "href")] {
        let own: Vec<String> = elements(&page, name)
            .iter()
            .filter_map(|element| element.attribute(attribute))
            .filter(|url| !url.is_empty() && !url.contains([':', '?', '#']))
            .map(|url| format!("{attribute}=\"{url}\""))
            .collect();
        for reference in own {
            let tied = format!("{}?v={version}\"", reference.trim_end_matches('"'));
            page = page.replace(&reference, &tied);
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_whole_words() {
        let page = "<script data-src=\"no\" src=\"a.js\" defer></script>";
        let [script] = elements(page, "script")[..] else {
            panic!("one script")
        };
        assert_eq!(script.attribute("src"), Some("a.js"));
        assert_eq!(script.attribute("defer"), Some(""));
        assert_eq!(script.attribute("type"), None);
    }

    #[test]
    fn elements_of_a_longer_name_are_others() {
        assert!(elements("<linker><scripts></scripts>", "script").is_empty());
        assert!(elements("<linker>", "link").is_empty());
    }

    #[test]
    fn only_scripts_that_run_here_are_inline() {
        let page = "<script src=\"a.js\"></script><script>b</script><script type=\"text/plain\">c</script>";
        assert_eq!(inline_scripts(page), ["b"]);
    }

    #[test]
    fn no_text_ends_its_script_early() {
        let text = "a = '</script>'; b = '<!-- </SCRIPT'; c = x < y; d = '<script>é'";
        let safe = script_text(text);
        assert_eq!(
            safe,
            "a = '\\x3C/script>'; b = '\\x3C!-- \\x3C/SCRIPT'; c = x < y; d = '\\x3Cscript>é'"
        );
        let page = format!("<script>{safe}</script><p>");
        assert_eq!(inline_scripts(&page), [safe]);
    }

    #[test]
    fn comments_leave_no_trace() {
        assert_eq!(without_comments("a<!-- b --><!-- c\n -->d<!-- e"), "ad");
    }

    #[test]
    fn the_policy_comes_after_the_encoding_and_before_the_rest() {
        let page = "<head><meta charset=\"utf-8\"><script src=\"a.js\"></script></head>";
        let sealed = with_policy(page, "default-src 'none'").unwrap();
        assert_eq!(
            sealed,
            "<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'\"><script src=\"a.js\"></script></head>"
        );
        assert!(with_policy("<head></head>", "").is_err());
    }

    #[test]
    fn own_references_are_tied_to_the_build() {
        let page = "<link rel=\"icon\" href=\"./icon.svg\"><script src=\"a.js\" defer></script>\
                    <link href=\"data:,\"><a href=\"a.js\">";
        assert_eq!(
            versioned(page, "1f"),
            "<link rel=\"icon\" href=\"./icon.svg?v=1f\"><script src=\"a.js?v=1f\" defer></script>\
             <link href=\"data:,\"><a href=\"a.js\">"
        );
    }

    #[test]
    fn additions_go_to_the_end_of_the_body() {
        assert_eq!(
            before_body_ends("<body>a</body></html>", "b").unwrap(),
            "<body>ab</body></html>"
        );
        assert!(before_body_ends("<p>", "b").is_err());
    }
}
