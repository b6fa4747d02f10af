//! Changes to the compose file in which a service states what fails.

use std::ops::Range;

use super::elsewhere;
use crate::facts::Composed;
use crate::finding::{Edit, Finding, Remedy};
use crate::model::compose::Form;
use crate::model::yaml::Node;
use crate::project;
use crate::sheet::{Place, Refusal, Sheet};
use crate::sorted::InOrder;
use crate::span::Span;

/// The service in the file that decides, and the place of it that does.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    /// The service as the file writes it.
    pub(super) place: Place<'a>,
    /// The service as its project comes to it.
    pub(super) service: Composed<'a>,
    /// The artifact that the file is.
    artifact: usize,
    /// What decides; `None` where something is missing.
    span: Option<Span>,
}

/// The finding with a draft of a change, or with the reason why there is none. `asks` is what
/// the reader confirms first.
pub(super) fn mended<'a>(
    finding: Finding,
    service: Composed<'a>,
    asks: &str,
    change: impl FnOnce(&Site<'a>) -> Result<Vec<Edit>, Refusal>,
) -> Finding {
    let edits = edits(&finding, service, change);
    with_remedy(finding, edits.map(|edits| Remedy::assisted(asks, edits)))
}

/// The same for a change that keeps what a working service does.
pub(super) fn safely_mended<'a>(
    finding: Finding,
    service: Composed<'a>,
    change: impl FnOnce(&Site<'a>) -> Result<Vec<Edit>, Refusal>,
) -> Finding {
    let edits = edits(&finding, service, change);
    with_remedy(finding, edits.map(Remedy::safe))
}

/// The finding with the reason why there is no change.
pub(super) fn refused(finding: Finding, refusal: Refusal) -> Finding {
    with_remedy(finding, Err(refusal))
}

fn with_remedy(finding: Finding, remedy: Result<Remedy, Refusal>) -> Finding {
    match remedy {
        Ok(remedy) => finding.mended_by(remedy),
        Err(refusal) => finding.unmended(refusal.sentence()),
    }
}

fn edits<'a>(
    finding: &Finding,
    service: Composed<'a>,
    change: impl FnOnce(&Site<'a>) -> Result<Vec<Edit>, Refusal>,
) -> Result<Vec<Edit>, Refusal> {
    let site = site(finding, service)?;
    let edits = change(&site)?;
    site.settled(edits)
}

fn site<'a>(finding: &Finding, service: Composed<'a>) -> Result<Site<'a>, Refusal> {
    let declared = service.at(service.service.name.span);
    let index = finding.evidence.map_or(declared.artifact, |it| it.artifact);
    let artifact = service.artifacts.get(index).ok_or(Refusal::OtherFile)?;
    let file = project::file(artifact).ok_or(Refusal::OtherFile)?;
    let name = service.service.name.value.as_str();
    let sheet = Sheet::new(&artifact.text, &file.documents, &file.layout);
    let place = match file.form {
        Form::Current => sheet.mapping(&["services", name])?,
        Form::V1 => sheet.mapping(&[name])?,
        Form::Fragment => return Err(Refusal::OtherFile),
        Form::Run => return Err(Refusal::Command),
    };
    Ok(Site {
        place,
        service,
        artifact: index,
        span: finding.evidence.and_then(|evidence| evidence.span),
    })
}

impl Site<'_> {
    /// The edits in their order, unless what decides stands elsewhere.
    fn settled(&self, mut edits: Vec<Edit>) -> Result<Vec<Edit>, Refusal> {
        let whole = self.place.span();
        if let Some(span) = self.span
            && !(whole.start <= span.start && span.end <= whole.end)
        {
            return Err(Refusal::OtherFile);
        }
        edits.order_by_key(|edit| edit.span);
        Ok(edits)
    }

    /// Writes over a part of the single value that decides, unless an image keeps it anyway.
    pub(super) fn rewritten(
        &self,
        part: impl FnOnce(&str) -> Option<Range<usize>>,
        value: &str,
    ) -> Result<Vec<Edit>, Refusal> {
        let span = self.span.ok_or(Refusal::OtherFile)?;
        let holds = |whole: Span| whole.start <= span.start && span.end <= whole.end;
        let arguments = self.place.at(&["build", "args"]);
        if arguments.is_some_and(|it| holds(it.span)) {
            return Err(Refusal::InHistory);
        }
        // Of the same file only these bring what stands outside of the service.
        if !holds(self.place.span()) && self.place.at(&["extends"]).is_none() {
            return Err(Refusal::BroughtByAlias);
        }
        self.place.rewrite(span, part, value)
    }

    /// Makes a path of keys lead to a single value.
    pub(super) fn set(&self, path: &[&str], value: &str) -> Result<Vec<Edit>, Refusal> {
        self.counts(path)?;
        self.place.set(path, value)
    }

    /// Adds items to the list that a path of keys leads to.
    pub(super) fn append(&self, path: &[&str], items: &[&str]) -> Result<Vec<Edit>, Refusal> {
        self.counts(path)?;
        self.place.append(path, items)
    }

    /// Refuses where nothing comes of what is written here.
    fn counts(&self, path: &[&str]) -> Result<(), Refusal> {
        if elsewhere::overrules(self.service, self.artifact, path) {
            Err(Refusal::Overruled)
        } else {
            Ok(())
        }
    }

    /// The number of the item of a list that decides.
    pub(super) fn item(&self, path: &[&str]) -> Result<usize, Refusal> {
        let list = self.place.at(path).ok_or(Refusal::OtherFile)?;
        if !list.is_sequence() {
            return Err(Refusal::OtherShape);
        }
        let index = self.span.and_then(|span| self.place.index_of(path, span));
        let index = index.ok_or(Refusal::OtherFile)?;
        let item = list.items().get(index).ok_or(Refusal::OtherFile)?;
        self.is_stated_here_alone(path, &|other| elsewhere::has_item(other, item))?;
        Ok(index)
    }

    /// The text of an item that is a single value.
    pub(super) fn scalar_item(&self, path: &[&str], index: usize) -> Option<&str> {
        let item = self.place.at(path)?.items().get(index)?;
        item.scalar().map(|scalar| &*scalar.text)
    }

    /// Takes the deciding item out of a list.
    pub(super) fn without_item(&self, path: &[&str]) -> Result<Vec<Edit>, Refusal> {
        let index = self.item(path)?;
        self.is_stated_here_alone(path, &|_| true)?;
        self.place.remove_item(path, index)
    }

    /// Takes the one item out of a list that is such a value.
    pub(super) fn without_value(
        &self,
        path: &[&str],
        is_meant: impl Fn(&str) -> bool,
    ) -> Result<Vec<Edit>, Refusal> {
        self.is_stated_here_alone(path, &|_| true)?;
        let items = self.place.at(path).ok_or(Refusal::OtherFile)?.items();
        let meant = |index: &usize| self.scalar_item(path, *index).is_some_and(&is_meant);
        let meant: Vec<usize> = (0..items.len()).filter(meant).collect();
        match meant.as_slice() {
            [only] => self.place.remove_item(path, *only),
            [] => Err(Refusal::OtherFile),
            _ => Err(Refusal::Layout),
        }
    }

    /// Takes a key out.
    pub(super) fn without(&self, path: &[&str]) -> Result<Vec<Edit>, Refusal> {
        let edits = self.place.remove(path)?;
        self.is_stated_here_alone(path, &|_| true)?;
        Ok(edits)
    }

    /// Takes every privilege away, or says so where another file or service may grant it too.
    pub(super) fn unprivileged(&self) -> Result<Vec<Edit>, Refusal> {
        let path = ["privileged"];
        match self.without(&path) {
            Err(Refusal::Inherited | Refusal::LastEntry) => self.set(&path, "false"),
            result => result,
        }
    }

    /// The same for the command beside the main process that decides.
    pub(super) fn unprivileged_hook(&self) -> Result<Vec<Edit>, Refusal> {
        let hooks = ["pre_start", "post_start", "pre_stop"].into_iter();
        let mut found = hooks.filter_map(|hook| Some((hook, self.item(&[hook]).ok()?)));
        let (hook, index) = found.next().ok_or(Refusal::OtherFile)?;
        let hook = self.place.item(&[hook], index)?;
        match hook.remove(&["privileged"]) {
            Err(Refusal::Layout | Refusal::LastEntry) => hook.set(&["privileged"], "false"),
            result => result,
        }
    }

    /// Refuses where what is changed may be stated once more elsewhere.
    fn is_stated_here_alone(
        &self,
        path: &[&str],
        is_meant: &dyn Fn(&Node) -> bool,
    ) -> Result<(), Refusal> {
        let here = (self.artifact, self.place.span());
        if elsewhere::states(self.service, here, path, is_meant) {
            Err(Refusal::Inherited)
        } else {
            Ok(())
        }
    }
}
