//! The changes that would mend a finding, as a block below its place.

use std::collections::BTreeMap;

use super::escape::prose;
use crate::artifact::Artifact;
use crate::conceal::Concealed;
use crate::remedy::preview;
use crate::report::{Report, Reported};
use crate::sorted::Sorted;

/// Stands before each line of the block, which belongs to a list's second level.
const INDENT: &str = "    ";

/// The files' texts by the names the report gives them, and what of them may be shown.
pub(super) struct Changes<'a> {
    texts: BTreeMap<&'a str, (&'a str, Concealed)>,
}

impl<'a> Changes<'a> {
    pub(super) fn new(report: &'a Report, artifacts: &'a [Artifact]) -> Self {
        let by_hash: BTreeMap<&str, &str> = artifacts
            .iter()
            .map(|artifact| (&*artifact.sha256, artifact.text.as_str()))
            .into_map();
        let text =
            |input: &'a crate::report::Input| Some((&*input.name, *by_hash.get(&*input.sha256)?));
        let texts: BTreeMap<&str, &str> = report.inputs.iter().filter_map(text).into_map();
        let mut concealed = Concealed::of_report(report, texts.clone());
        let texts = texts.into_iter().map(|(name, text)| {
            let concealed = concealed.remove(name).unwrap_or_default();
            (name, (text, concealed))
        });
        Self {
            texts: texts.into_map(),
        }
    }

    /// What the finding's remedy asks, then its lines in a fence; nothing without one.
    pub(super) fn of(&self, finding: &Reported) -> Vec<String> {
        let text = finding
            .artifact
            .as_deref()
            .and_then(|it| self.texts.get(it));
        let Some(preview) = text.and_then(|(text, it)| preview(finding, text, it)) else {
            return Vec::new();
        };
        let mut block = vec![String::new()];
        if let Some(asks) = &preview.asks {
            block.extend([format!("{INDENT}{}", prose(asks)), String::new()]);
        }
        let shown: Vec<String> = preview
            .lines
            .iter()
            .map(|line| format!("{}{}", line.side.sign(), on_one_line(&line.text)))
            .collect();
        let mut fence = "```".to_owned();
        while shown.iter().any(|line| line.contains(&fence)) {
            fence.push('`');
        }
        block.push(format!("{INDENT}{fence}diff"));
        block.extend(shown.iter().map(|line| format!("{INDENT}{line}")));
        block.push(format!("{INDENT}{fence}"));
        if preview.more > 0 {
            let more = preview.more;
            block.extend([String::new(), format!("{INDENT}and {more} more lines")]);
        }
        block.push(String::new());
        block
    }
}

/// The text without what could end its line, and with it the fence.
fn on_one_line(text: &str) -> String {
    text.replace(|letter: char| letter.is_control() && letter != '\t', " ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::super::{tasks, tasks_with_changes};
    use crate::policy::Policy;
    use crate::{assess, read};

    #[test]
    fn a_place_is_followed_by_its_change() {
        let text = "FROM alpine:3.22\nADD a```.txt /srv/\nCMD run --now\n";
        let artifacts = [read("web/Dockerfile", text.as_bytes())];
        let report = assess(&artifacts, &Policy::default());
        let markdown = tasks_with_changes(&report, &artifacts);
        let change =
            "\n\n    ````diff\n    -ADD a```.txt /srv/\n    +COPY a```.txt /srv/\n    ````\n\n";
        assert!(markdown.contains(change), "{markdown}");
        let asked = "\n\n    Confirm that the program needs no shell around it.\n\n    ```diff\n";
        assert!(markdown.contains(asked), "{markdown}");
        assert!(!tasks(&report).contains("diff"));
        assert_eq!(tasks_with_changes(&report, &[]), tasks(&report));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// What stands in a file stays inside its fence.
        #[test]
        fn untrusted_lines_add_nothing(
            line in "(\\PC|[-+*#<>&`\\[\\]()!|~=_:@. \n\r\t\u{85}\u{2028}]|```|\r\r){0,40}",
        ) {
            let text = format!("FROM alpine:3.22\nADD {line} a.txt /srv/\nCMD {line}\n");
            let artifacts = [read("Dockerfile", text.as_bytes())];
            let report = assess(&artifacts, &Policy::default());
            let told = |markdown: &str| {
                let (mut boxes, mut titles, mut links) = (0, 0, 0);
                for event in Parser::new_ext(markdown, Options::all()) {
                    match event {
                        Event::TaskListMarker(_) => boxes += 1,
                        Event::Start(Tag::Heading { .. }) => titles += 1,
                        Event::Start(Tag::Link { .. } | Tag::Image { .. }) => links += 1,
                        Event::Html(html) | Event::InlineHtml(html) => {
                            assert!(html.starts_with("<!-- "), "{html}");
                        }
                        _ => {}
                    }
                }
                (boxes, titles, links)
            };
            let with_changes = tasks_with_changes(&report, &artifacts);
            prop_assert_eq!(told(&with_changes), told(&tasks(&report)), "{}", with_changes);
        }
    }
}
