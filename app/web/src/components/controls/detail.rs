//! One control, open.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::view_model::detail::{ControlDetail, FindingView};

use super::finding::Finding;
use crate::components::code::{Example, Prose};
use crate::state::{App, Deciding, FINDINGS};

/// What the worker says of a control, as soon as it does.
#[component]
pub(crate) fn Detail(id: String) -> impl IntoView {
    let app = App::here();
    app.open(&id, FINDINGS);
    move || {
        let detail = app.detail.get().filter(|detail| detail.id == id);
        match detail {
            Some(detail) => view! { <Opened detail /> }.into_any(),
            None => view! { <p class="empty" role="status">"Looking it up…"</p> }.into_any(),
        }
    }
}

/// Findings on one side, what to know and do on the other.
#[component]
fn Opened(detail: Arc<ControlDetail>) -> impl IntoView {
    let more = detail.total.saturating_sub(detail.findings.len());
    let app = App::here();
    let (id, limit) = (detail.id.clone(), detail.findings.len() + 200);
    view! {
        <div class="detail">
            <div class="findings">
                <h3>"Findings"<span class="hint">{detail.tally.clone()}</span></h3>
                {detail.findings.is_empty().then(|| match detail.off.clone() {
                    Some(text) => view! { <p class="empty"><Prose text /></p> }.into_any(),
                    None => view! { <p class="empty">"No artifact says anything about this yet. The Overview names what would; if no file can, answer it yourself."</p> }.into_any(),
                })}
                <ul>{by_file(detail.findings.clone()).into_iter().map(|findings| view! { <SameFile findings /> }).collect_view()}</ul>
                {(more > 0).then(|| view! {
                    <button type="button" class="button" on:click=move |_| app.open(&id, limit)>{format!("Show more of {more} further findings")}</button>
                })}
            </div>
            <Advice detail />
        </div>
    }
}

/// Findings beside each other that say the same of one file.
fn by_file(findings: Vec<FindingView>) -> Vec<Vec<FindingView>> {
    let mut groups: Vec<Vec<FindingView>> = Vec::new();
    for finding in findings {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| is_alike(last, &finding)) => {
                group.push(finding);
            }
            _ => groups.push(vec![finding]),
        }
    }
    groups
}

fn is_alike(one: &FindingView, other: &FindingView) -> bool {
    one.file.is_some() && one.file == other.file && one.outcome == other.outcome
}

/// One finding, or several under the name of their file.
#[component]
fn SameFile(findings: Vec<FindingView>) -> impl IntoView {
    let number = findings.len();
    let file = findings
        .first()
        .and_then(|finding| finding.file.clone())
        .filter(|_| number > 1);
    let is_inside = file.is_some();
    let findings = findings
        .into_iter()
        .map(|finding| view! { <Finding finding is_inside /> })
        .collect_view();
    match file {
        Some(file) => view! {
            <li class="same-file">
                <h4><code>{file}</code><span class="hint">{format!("{number} places")}</span></h4>
                <ul>{findings}</ul>
            </li>
        }
        .into_any(),
        None => findings.into_any(),
    }
}

/// Why it matters, what to change, and who else asks for it.
#[component]
fn Advice(detail: Arc<ControlDetail>) -> impl IntoView {
    let app = App::here();
    let (given, asked) = (Arc::clone(&detail), Arc::clone(&detail));
    let decide = move |detail: &Arc<ControlDetail>, is_answer| {
        let detail = Arc::clone(detail);
        app.deciding.set(Some(Deciding { detail, is_answer }));
    };
    let may_waive = !detail.failing_subjects.is_empty() || !detail.failing_files.is_empty();
    view! {
        <div class="advice">
            <p class="hint">{detail.place.clone()}</p>
            <h3>"Why it matters"</h3>
            <p><Prose text=detail.rationale.clone() /></p>
            <h3>"What to change"</h3>
            <p><Prose text=detail.remediation.clone() /></p>
            {detail.example.clone().map(|text| view! { <Example text /> })}
            {(!detail.disagreements.is_empty()).then(|| view! {
                <h3>"Sources disagree"</h3>
                <ul class="plain">{detail.disagreements.iter().map(|it| view! { <li>{it.clone()}</li> }).collect_view()}</ul>
            })}
            {(!detail.decisions.is_empty()).then(|| view! {
                <h3>"Decisions"</h3>
                <ul class="plain">
                    {detail.decisions.iter().map(|it| view! {
                        <li>{format!("{}: {} ", it.terms, it.why)}<em>{it.effect.clone()}</em></li>
                    }).collect_view()}
                </ul>
            })}
            <References detail=Arc::clone(&detail) />
            <p class="actions">
                {detail.is_open.then(|| view! {
                    <button type="button" class="button" on:click=move |_| decide(&asked, true)>"Answer…"</button>
                })}
                {may_waive.then(|| view! {
                    <button type="button" class="button" on:click=move |_| decide(&given, false)>"Accept this risk…"</button>
                })}
            </p>
        </div>
    }
}

/// Framework items, other tools' names, and pages to read.
#[component]
fn References(detail: Arc<ControlDetail>) -> impl IntoView {
    let items = detail.items.clone().into_iter().map(|item| {
        let title = if item.elsewhere.is_empty() {
            item.title
        } else {
            format!("{} ({})", item.title, item.elsewhere)
        };
        view! { <li class="peer" title=title><span>{item.framework}</span><code>{item.id}</code></li> }
    });
    let peers =
        detail.aliases.clone().into_iter().map(
            |peer| view! { <li class="peer"><span>{peer.tool}</span><code>{peer.id}</code></li> },
        );
    let pages = detail.references.clone().into_iter().map(|page| {
        view! { <li><a href=page.url target="_blank" rel="noreferrer noopener">{page.title}</a></li> }
    });
    view! {
        {(!detail.items.is_empty()).then(|| view! { <h3>"Decides"</h3><ul class="peers">{items.collect_view()}</ul> })}
        {(!detail.aliases.is_empty()).then(|| view! {
            <details class="peer-list"><summary>"The same in other tools"</summary><ul class="peers">{peers.collect_view()}</ul></details>
        })}
        {(!detail.references.is_empty()).then(|| view! { <h3>"Read more"</h3><ul class="plain">{pages.collect_view()}</ul> })}
    }
}
