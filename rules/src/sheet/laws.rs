//! What holds for every file and every change.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;

use super::{Layout, Place, Refusal, Sheet};
use crate::finding::Edit;
use crate::model::yaml::{Node, Value, parse};
use crate::remedy::apply;
use crate::span::Span;

/// A tree without places, aliases followed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Tree {
    Single(Option<String>, String),
    List(Vec<Tree>),
    Mapping(BTreeMap<String, Tree>),
}

impl Tree {
    fn of(node: &Node) -> Self {
        match &node.value {
            Value::Scalar(scalar) => {
                let tag = node.tag.as_deref().map(str::to_owned);
                Self::Single(tag, scalar.text.to_string())
            }
            Value::Sequence(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Mapping(entries) => {
                let entry = |it: &crate::model::yaml::Entry| {
                    (it.key.value.to_string(), Self::of(&it.value))
                };
                Self::Mapping(entries.iter().map(entry).collect())
            }
            Value::Unreadable => Self::Single(None, "unreadable".to_owned()),
        }
    }

    fn text(text: &str) -> Self {
        Self::Single(None, text.to_owned())
    }

    /// The entries, of nothing too.
    fn entries(&mut self) -> &mut BTreeMap<String, Self> {
        if !matches!(self, Self::Mapping(_)) {
            *self = Self::Mapping(BTreeMap::new());
        }
        match self {
            Self::Mapping(entries) => entries,
            Self::Single(..) | Self::List(_) => unreachable!(),
        }
    }

    fn items(&mut self) -> &mut Vec<Self> {
        if !matches!(self, Self::List(_)) {
            *self = Self::List(Vec::new());
        }
        match self {
            Self::List(items) => items,
            Self::Single(..) | Self::Mapping(_) => unreachable!(),
        }
    }

    fn at(&mut self, path: &[&str]) -> &mut Self {
        path.iter().fold(self, |tree, key| {
            let nothing = Self::text("");
            tree.entries().entry((*key).to_owned()).or_insert(nothing)
        })
    }

    fn remove(&mut self, path: &[&str]) {
        if let Some((key, rest)) = path.split_first() {
            if !rest.is_empty() {
                let inner = self.at(&[key]);
                inner.remove(rest);
                if !inner.entries().is_empty() {
                    return;
                }
            }
            self.entries().remove(*key);
        }
    }

    fn remove_item(&mut self, key: &str, index: usize) {
        let items = self.at(&[key]).items();
        items.remove(index);
        if items.is_empty() {
            self.entries().remove(key);
        }
    }
}

/// One change: to the text and to the tree.
#[derive(Clone, Copy, Debug)]
enum Change {
    Set(&'static [&'static str], &'static str),
    Append(&'static str, &'static [&'static str]),
    Remove(&'static [&'static str]),
    RemoveItem(&'static str, usize),
    SetItem(&'static str, usize, &'static str),
    SetInItem(&'static str, usize, &'static str, &'static str),
}

const CHANGES: [Change; 19] = [
    Change::Set(&["read_only"], "true"),
    Change::Set(&["mem_limit"], "512m"),
    Change::Set(&["restart"], "on-failure:5"),
    Change::Set(&["deploy", "resources", "limits", "pids"], "200"),
    Change::Set(&["privileged"], "false"),
    Change::Set(&["user"], "1000:1000"),
    Change::Append("cap_drop", &["ALL"]),
    Change::Append("security_opt", &["no-new-privileges:true"]),
    Change::Append("cap_add", &["CHOWN", "a b"]),
    Change::Append("tmpfs", &["/tmp", "/run"]),
    Change::Remove(&["privileged"]),
    Change::Remove(&["healthcheck", "disable"]),
    Change::Remove(&["deploy", "resources", "limits", "cpus"]),
    Change::Remove(&["image"]),
    Change::RemoveItem("cap_add", 0),
    Change::RemoveItem("security_opt", 1),
    Change::SetItem("ports", 0, "127.0.0.1:80:80"),
    Change::SetInItem("ports", 1, "host_ip", "::1"),
    Change::RemoveItem("ports", 1),
];

impl Change {
    fn edits(self, place: &Place<'_>) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::Set(path, value) => place.set(path, value),
            Self::Append(key, items) => place.append(&[key], items),
            Self::Remove(path) => place.remove(path),
            Self::RemoveItem(key, index) => place.remove_item(&[key], index),
            Self::SetItem(key, index, value) => place.set_item(&[key], index, value),
            Self::SetInItem(list, index, key, value) => {
                place.item(&[list], index)?.set(&[key], value)
            }
        }
    }

    fn carry_out(self, service: &mut Tree) {
        match self {
            Self::Set(path, value) => *service.at(path) = Tree::text(value),
            Self::Append(key, items) => {
                let list = service.at(&[key]).items();
                list.extend(items.iter().map(|item| Tree::text(item)));
            }
            Self::Remove(path) => service.remove(path),
            Self::RemoveItem(key, index) => service.remove_item(key, index),
            Self::SetItem(key, index, value) => {
                service.at(&[key]).items()[index] = Tree::text(value);
            }
            Self::SetInItem(list, index, key, value) => {
                *service.at(&[list]).items()[index].at(&[key]) = Tree::text(value);
            }
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Set(path, _) | Self::Remove(path) => path[0],
            Self::Append(key, _)
            | Self::RemoveItem(key, _)
            | Self::SetItem(key, ..)
            | Self::SetInItem(key, ..) => key,
        }
    }
}

/// Entries of a service; `>` stands for a step of indentation, `~` for how far lists hang.
const ENTRIES: [(&str, &[&str]); 12] = [
    (
        "image",
        &[
            " alpine",
            " \"alpine:3\" # pinned",
            " &i alpine",
            " ${IMAGE}",
            "\n>alpine",
        ],
    ),
    (
        "build",
        &[
            " .",
            "\n>context: .\n># args:\n>#   - A",
            "\n>args:\n>~- A=1",
            " {context: ., args: [A]}",
        ],
    ),
    (
        "privileged",
        &[
            " true",
            " 'true'  # why",
            " ${P:-true}",
            " !reset null",
            "",
            " &p true",
            " *img",
        ],
    ),
    (
        "cap_add",
        &[
            "\n~- SYS_ADMIN\n~- \"NET_ADMIN\" # n\n# between\n~- C",
            "\n~- SYS_ADMIN",
            " [SYS_ADMIN]",
            " [ SYS_ADMIN, 'X' , ]",
            " [A,\n>B]",
            " A",
            "",
            " []",
            " *caps",
            " !override [A]",
            " # c\n\n~-   A\n~-\n~- &a B",
            "\n~- *img\n~- [x, y]\n~- k: v\n~  l:",
        ],
    ),
    (
        "security_opt",
        &[
            "\n~- seccomp:unconfined\n~- label:disable",
            " [seccomp:unconfined, \"a:b\"]",
            "\n~- |\n~  a\n~- >+\n~  b\n\n",
            "\n~- &s a\n~- *s",
        ],
    ),
    (
        "deploy",
        &[
            "\n>resources:\n>>limits:\n>>>cpus: '1'",
            "\n>resources:\n>>limits:\n>>>cpus: 1 # one\n>>>memory: 1g\n>mode: x",
            " {resources: {limits: {cpus: 1}}}",
            "",
            "\n>resources:\n>>limits:",
            "\n>resources: {limits: {cpus: 1, memory: }}",
        ],
    ),
    (
        "healthcheck",
        &[
            "\n>disable: true",
            "\n>disable: true\n>test: x",
            " {disable: true}",
        ],
    ),
    (
        "command",
        &[
            " |\n>a: b\n>- c\n\n># d",
            " |+\n>a\n\n",
            " >2-\n>  a",
            " \"a\n>b\"",
            " a\n>b",
            " |2+\n>  a\n",
        ],
    ),
    (
        "ports",
        &[
            "\n~- 80:80\n~- target: 80\n~  published: \"80\"",
            "\n~- \"80\"\n~- {target: 80}\n~- 1",
            " ['80', \"81\"]",
            " [80, {target: 81}, 5: 6]",
            "\n~- '80:80' # x\n# y\n~-\n~  target: 80",
        ],
    ),
    ("restart", &[" always", " \"no\"", " *base"]),
    ("<<", &[" *base", " [*base, *more]", " {init: true}"]),
    ("user", &[" root", " ~", " # none"]),
];

#[derive(Clone, Debug)]
struct Habits {
    step: usize,
    hang: usize,
    is_crlf: bool,
    is_cut: bool,
}

fn habits() -> impl Strategy<Value = Habits> {
    (
        select(vec![2_usize, 3, 4]),
        any::<bool>(),
        any::<bool>(),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(step, hangs, is_crlf, is_cut)| Habits {
            step,
            hang: if hangs { step } else { 0 },
            is_crlf,
            is_cut,
        })
}

/// A service's lines and whether it is anchored, in its entries' order.
fn service() -> impl Strategy<Value = (String, Vec<String>)> {
    let entry = |(key, values): (&'static str, &'static [&'static str])| {
        (
            select(values),
            select(vec!["", "", "", "\n", "\n# about\n", "># deep\n"]),
            prop::bool::weighted(0.4),
        )
            .prop_map(move |(value, after, is_there)| {
                is_there.then(|| format!("{key}:{value}\n{after}"))
            })
    };
    let entries: Vec<_> = ENTRIES.into_iter().map(entry).collect();
    let head = select(vec!["", "", "", " # head", " &svc", " !!map", " &only # c"]);
    (head, entries.prop_shuffle_all())
        .prop_map(|(head, entries)| (head.to_owned(), entries.into_iter().flatten().collect()))
}

trait ShuffleAll {
    type Made: Strategy<Value = Vec<Option<String>>>;
    fn prop_shuffle_all(self) -> Self::Made;
}

impl<S: Strategy<Value = Option<String>> + 'static> ShuffleAll for Vec<S> {
    type Made = BoxedStrategy<Vec<Option<String>>>;
    fn prop_shuffle_all(self) -> Self::Made {
        self.prop_shuffle().boxed()
    }
}

/// Services on one line.
const FLOW: [&str; 7] = [
    "{image: x, privileged: true, cap_add: [A, B]}",
    "{ cap_add: [A], restart: always, user, }",
    "{}",
    "{privileged: true}",
    "{<<: *base, ports: [\"80\", {target: 80}], healthcheck: {disable: true}}",
    "{image: x,\n        privileged: true}",
    "{\"image\":\"x\", 'privileged':'true', deploy: {resources: {limits: {cpus: 1}}}}",
];

fn file() -> impl Strategy<Value = String> {
    let own = prop_oneof![
        4 => service().prop_map(Some),
        1 => Just(None),
    ];
    let services = proptest::collection::vec((own, select(&FLOW[..])), 1..4);
    (habits(), services, any::<bool>()).prop_map(|(layout, services, has_user)| {
        let mut text = String::from(
            "x-base: &base {restart: \"no\", mem_limit: 1g}\nx-more: &more\n  cap_add: &caps [Z, &img alpine]\nservices:\n",
        );
        for (number, (own, flow)) in services.iter().enumerate() {
            let outer = " ".repeat(layout.step);
            match own {
                None => text.extend([format!("{outer}s{number}: {flow}\n")]),
                Some((head, entries)) => {
                    text.extend([format!("{outer}s{number}:{head}\n")]);
                    for entry in entries {
                        text.push_str(&indented(entry, &layout));
                    }
                }
            }
        }
        let has_anchor = text.contains("&svc\n");
        if has_user && has_anchor && text.matches("&svc").count() == 1 {
            text.push_str("x-user:\n  <<: *svc\n");
        }
        if layout.is_cut {
            text.truncate(text.trim_end().len());
        }
        if layout.is_crlf { text.replace('\n', "\r\n") } else { text }
    })
}

/// An entry's lines where a service's entries stand.
fn indented(entry: &str, layout: &Habits) -> String {
    let base = " ".repeat(2 * layout.step);
    let mut lines = String::new();
    for (number, line) in entry.split_inclusive('\n').enumerate() {
        let is_empty = line == "\n";
        if !is_empty {
            lines.push_str(&base);
        }
        let mut rest = line;
        loop {
            let (width, next) = match rest.split_at_checked(1) {
                Some((">", next)) if number > 0 => (layout.step, next),
                Some(("~", next)) if number > 0 => (layout.hang, next),
                _ => break,
            };
            lines.push_str(&" ".repeat(width));
            rest = next;
        }
        lines.push_str(rest);
    }
    lines
}

fn overlap(edits: &[Edit]) -> bool {
    let mut spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
    spans.sort();
    spans.windows(2).any(|pair| pair[1].start < pair[0].end)
}

/// Whether a file reads as it should after edits, and has kept its comments.
fn check(
    text: &str,
    edits: &[Edit],
    service: &str,
    changes: &[Change],
) -> Result<(), TestCaseError> {
    let before = parse(text);
    let layout = Layout::of(text, &before.documents, &before.problems);
    let sheet = Sheet::new(text, &before.documents, &layout);
    let whole = sheet.check_edits(&["services", service], edits);
    prop_assert_eq!(whole, Ok(()), "{:?} {}", changes, text);
    let mut expected = Tree::of(&before.documents[0]);
    let place = expected.at(&["services", service]);
    for change in changes {
        change.carry_out(place);
    }
    let after_text = apply(text, edits);
    let after = parse(&after_text);
    prop_assert_eq!(
        after.problems.len(),
        before.problems.len(),
        "{}",
        after_text
    );
    prop_assert_eq!(
        Tree::of(&after.documents[0]),
        expected,
        "{:?}\n{}\n-----\n{}",
        changes,
        text,
        after_text
    );
    let kept = before.comments.iter().filter(|comment| {
        edits
            .iter()
            .all(|edit| edit.span.end <= comment.span.start || comment.span.end <= edit.span.start)
    });
    let kept: Vec<&str> = kept.map(|comment| comment.value.as_str()).collect();
    let now: Vec<&str> = after.comments.iter().map(|it| it.value.as_str()).collect();
    prop_assert_eq!(kept, now, "{}", after_text);
    if text.matches('\n').count() == text.matches("\r\n").count() {
        prop_assert_eq!(
            after_text.matches('\n').count(),
            after_text.matches("\r\n").count()
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// The tree is the old one with exactly the change, and every comment outside of it stays.
    #[test]
    fn an_edit_changes_what_it_says(text in file()) {
        let yaml = parse(&text);
        let layout = Layout::of(&text, &yaml.documents, &yaml.problems);
        let sheet = Sheet::new(&text, &yaml.documents, &layout);
        for service in ["s0", "s1", "s2"] {
            let Ok(place) = sheet.mapping(&["services", service]) else { continue };
            for change in CHANGES {
                if let Ok(edits) = change.edits(&place) {
                    check(&text, &edits, service, &[change])?;
                }
            }
        }
    }

    /// Changes of different keys fit together, in lines always and between braces mostly.
    #[test]
    fn edits_of_different_keys_fit_together(
        text in file(),
        pairs in proptest::collection::vec((select(&CHANGES[..]), select(&CHANGES[..])), 16),
    ) {
        let yaml = parse(&text);
        let layout = Layout::of(&text, &yaml.documents, &yaml.problems);
        let sheet = Sheet::new(&text, &yaml.documents, &layout);
        let Ok(place) = sheet.mapping(&["services", "s0"]) else { return Ok(()) };
        let is_flow = text.contains("s0: {");
        for (first, second) in pairs {
            if first.key() == second.key() || !text.ends_with('\n') {
                continue;
            }
            let (Ok(one), Ok(two)) = (first.edits(&place), second.edits(&place)) else {
                continue;
            };
            let edits = [one, two].concat();
            if is_flow && overlap(&edits) {
                continue;
            }
            prop_assert!(!overlap(&edits), "{first:?} {second:?} {text}");
            let mut left = Tree::of(&yaml.documents[0]);
            let left = left.at(&["services", "s0"]);
            first.carry_out(left);
            second.carry_out(left);
            if !left.entries().is_empty() {
                check(&text, &edits, "s0", &[first, second])?;
            }
        }
    }

    /// Whatever the text is, edits lie inside it.
    #[test]
    fn any_text_can_be_a_sheet(
        body in "([ ]{0,4}(- |a: |image: |b:|&x |\\*x |!t |[\\[\\]{},'\"|>#~-]|é|1|\r?\n)){0,30}",
    ) {
        let text = format!("services:\n  s0:\n{body}");
        let yaml = parse(&text);
        let layout = Layout::of(&text, &yaml.documents, &yaml.problems);
        let sheet = Sheet::new(&text, &yaml.documents, &layout);
        let Ok(place) = sheet.mapping(&["services", "s0"]) else { return Ok(()) };
        let more = [Change::Set(&["a"], "x"), Change::Set(&["b", "a"], "x"), Change::Append("a", &["x"]),
            Change::Remove(&["a"]), Change::Remove(&["b", "a"]), Change::RemoveItem("a", 0),
            Change::RemoveItem("b", 1), Change::SetItem("a", 0, "x"), Change::SetInItem("b", 0, "a", "x")];
        for change in CHANGES.into_iter().chain(more) {
            if let Ok(edits) = change.edits(&place) {
                check(&text, &edits, "s0", &[change])?;
            }
        }
    }
}
