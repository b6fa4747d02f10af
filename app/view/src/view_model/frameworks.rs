//! The published lists, each item with its status; none is absent.

use plimsoll_rules::catalogue::Requirement;
use plimsoll_rules::report::{Framed, FramedItem, Report};
use serde::{Deserialize, Serialize};

use crate::words::{self, Status};

/// A published list in all its editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkView {
    /// What people call it.
    pub title: String,
    /// What it is and where it comes from.
    pub source: String,
    /// Every edition, the newest first; never empty.
    pub editions: Vec<EditionView>,
    /// What the items of all editions ask for, each once.
    pub items: Vec<ItemView>,
}

/// One edition of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionView {
    /// Its id.
    pub id: String,
    /// What it is called; `None` where there is only one.
    pub name: Option<String>,
    /// How many items have each status, in the order of [`Status::ALL`].
    pub counts: [usize; 5],
    /// Every item's number here and its place in [`FrameworkView::items`], in the list's order.
    pub items: Vec<(String, usize)>,
}

/// What an item of a list asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// What it asks, in our words.
    pub title: String,
    /// The worst status of the controls that decide it.
    pub status: Status,
    /// `Level 1 · automated · Container runtime`.
    pub about: String,
    /// A condition worth knowing.
    pub note: Option<String>,
    /// What would settle it, as `compose, inspect container`.
    pub decided_by: String,
    /// The controls that decide it: id, title and status.
    pub controls: Vec<(String, String, Status)>,
}

#[cfg(test)]
impl FrameworkView {
    /// The items of an edition, each with its number there.
    fn items_of<'a>(
        &'a self,
        edition: &'a EditionView,
    ) -> impl Iterator<Item = (&'a str, &'a ItemView)> {
        let items = edition.items.iter();
        items.filter_map(|(number, at)| Some((number.as_str(), self.items.get(*at)?)))
    }
}

pub(super) fn views(report: &Report) -> Vec<FrameworkView> {
    let newest = report
        .frameworks
        .iter()
        .filter(|framed| framed.framework.is_newest());
    newest.map(|framed| view(report, framed)).collect()
}

fn view(report: &Report, newest: &Framed) -> FrameworkView {
    let mut asked: Vec<&'static Requirement> = Vec::new();
    let mut items = Vec::new();
    let mut editions = Vec::new();
    for framework in newest.framework.editions() {
        let mut framed = report.frameworks.iter();
        let Some(framed) = framed.find(|it| std::ptr::eq(it.framework, framework)) else {
            continue;
        };
        let mut counts = [0; 5];
        let numbers = framed.items.iter().map(|it| {
            let status = Status::from(it.status);
            for (count, _) in counts
                .iter_mut()
                .zip(Status::ALL)
                .filter(|it| it.1 == status)
            {
                *count += 1;
            }
            let known = asked
                .iter()
                .position(|its| std::ptr::eq(*its, it.item.requirement));
            let at = known.unwrap_or_else(|| {
                asked.push(it.item.requirement);
                items.push(item(report, it));
                items.len() - 1
            });
            (it.item.id.to_owned(), at)
        });
        let numbers = numbers.collect();
        editions.push(EditionView {
            id: framework.id.to_owned(),
            name: framework.edition.map(str::to_owned),
            counts,
            items: numbers,
        });
    }
    FrameworkView {
        title: newest.framework.title.to_owned(),
        source: newest.framework.source.to_owned(),
        editions,
        items,
    }
}

fn item(report: &Report, framed: &FramedItem) -> ItemView {
    let asked = framed.item.requirement;
    let mut about = Vec::new();
    about.extend(asked.level.map(|level| format!("Level {level}")));
    about.extend(asked.mode.map(|mode| mode.word().to_owned()));
    about.push(words::section(asked.section).to_owned());
    let decided_by: Vec<String> = asked
        .decided_by
        .iter()
        .map(|it| it.word().replace('_', " "))
        .collect();
    ItemView {
        title: asked.title.to_owned(),
        status: framed.status.into(),
        about: about.join(" · "),
        note: asked.note.map(str::to_owned),
        decided_by: decided_by.join(", "),
        controls: asked
            .controls
            .iter()
            .map(|control| {
                let status = report
                    .control(control.id)
                    .map_or(Status::NotReviewed, |result| result.status.into());
                (control.id.to_owned(), control.title.to_owned(), status)
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::Policy;

    use super::*;

    fn shown() -> Vec<FrameworkView> {
        let text = "services:\n  web:\n    image: nginx\n    privileged: true\n";
        let artifact = plimsoll_rules::read("compose.yaml", text.as_bytes());
        views(&plimsoll_rules::assess(&[artifact], &Policy::default()))
    }

    #[test]
    fn a_list_with_editions_is_one_view_with_the_newest_first() {
        let views = shown();
        let cis: Vec<_> = views.iter().filter(|it| it.editions.len() > 1).collect();
        assert_eq!(cis.len(), 1);
        let names = cis[0].editions.iter().map(|it| it.name.as_deref());
        assert_eq!(
            names.flatten().collect::<Vec<_>>(),
            [
                "1.8.0", "1.7.0", "1.6.0", "1.5.0", "1.4.0", "1.2.0", "1.1.0"
            ]
        );
        // Every item stands once, and every edition counts each of its own.
        assert_eq!(cis[0].items.len(), 127);
        for edition in &cis[0].editions {
            assert_eq!(edition.counts.iter().sum::<usize>(), edition.items.len());
            assert_eq!(cis[0].items_of(edition).count(), edition.items.len());
        }
    }

    #[test]
    fn an_item_has_one_status_under_every_number() {
        let views = shown();
        let cis = views.iter().find(|it| it.editions.len() > 1).unwrap();
        let numbered = |name: &str| {
            let edition = cis
                .editions
                .iter()
                .find(|it| it.name.as_deref() == Some(name));
            let mut items = cis.items_of(edition.unwrap());
            let (number, item) = items
                .find(|(_, item)| item.title == "No container is privileged")
                .unwrap();
            (number.to_owned(), item.status)
        };
        assert_eq!(numbered("1.8.0"), ("5.5".to_owned(), Status::Failed));
        assert_eq!(numbered("1.1.0"), ("5.4".to_owned(), Status::Failed));
    }
}
