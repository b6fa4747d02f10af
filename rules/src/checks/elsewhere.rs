//! What other files and services say of the same that a change is about.

use crate::artifact::Artifact;
use crate::facts::Composed;
use crate::model::yaml::Node;
use crate::project;
use crate::span::Span;

/// The longest row of services, each building on the next, that is followed.
const MOST_BASES: usize = 16;

/// What the documents of an artifact say of a name in a section, such as of a service.
pub(super) fn texts<'a>(
    artifact: Option<&'a Artifact>,
    section: &'a str,
    name: &'a str,
) -> impl Iterator<Item = &'a Node> {
    let file = artifact.and_then(project::file);
    let documents = file.map_or(&[][..], |file| &file.documents).iter();
    // In a first version's file, services stand at the top.
    documents.filter_map(move |root| root.get(section).unwrap_or(root).get(name))
}

/// Whether another place than this text of the service states what is meant at the end of a
/// path: another file, or a service that it builds on.
pub(super) fn states(
    service: Composed<'_>,
    (artifact, place): (usize, Span),
    path: &[&str],
    is_meant: &dyn Fn(&Node) -> bool,
) -> bool {
    let mut names = vec![service.service.name.value.as_str()];
    let mut followed = 0;
    while let Some(name) = names.get(followed).copied() {
        for other in service.project.artifacts.iter().copied() {
            for node in texts(service.artifacts.get(other), "services", name) {
                let is_here = other == artifact && node.span == place;
                if !is_here && node.at(path).is_some_and(is_meant) {
                    return true;
                }
                let base = node.get("extends");
                let base = base.map(|base| base.get("service").unwrap_or(base));
                let base = base.and_then(Node::scalar).map(|it| &*it.text);
                if let Some(base) = base
                    && !names.contains(&base)
                {
                    names.push(base);
                }
            }
        }
        followed += 1;
        if followed > MOST_BASES {
            return true;
        }
    }
    // What is not given may state it, too.
    !service.service.is_whole || names.iter().any(|name| name.contains('$'))
}

/// Whether a list may have such an item, too. Short and long forms can mean the same.
pub(super) fn has_item(list: &Node, item: &Node) -> bool {
    let mut items = list.items().iter();
    items.any(|other| match (other.scalar(), item.scalar()) {
        (Some(other), Some(item)) => other.text == item.text,
        (None, _) | (_, None) => true,
    })
}

/// Whether a file that is merged over this one decides what a path of the service leads to,
/// whatever stands here.
pub(super) fn overrules(service: Composed<'_>, artifact: usize, path: &[&str]) -> bool {
    let name = service.service.name.value.as_str();
    let mut files = service.project.files.iter().copied();
    let is_merged = files.any(|file| file == artifact);
    is_merged
        && files.any(|file| {
            let mut texts = texts(service.artifacts.get(file), "services", name);
            texts.any(|text| is_replaced(text, path))
        })
}

/// Whether a text merged over another one leaves nothing of what a path leads to there.
fn is_replaced(text: &Node, path: &[&str]) -> bool {
    let mut node = Some(text);
    let mut keys = path.iter();
    while let Some(reached) = node {
        if reached.is_tagged("!reset") || reached.is_tagged("!override") {
            return true;
        }
        node = match keys.next() {
            Some(key) => reached.get(key),
            // An empty value leaves the other one.
            None => return reached.scalar().is_some() && !reached.is_null(),
        };
    }
    false
}
