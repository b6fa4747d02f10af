//! One control, open.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::view_model::detail::{ControlDetail, FindingView};
use plimsoll_view::words::count;

use super::finding::Finding;
use crate::components::code::{Example, Prose};
use crate::components::gradual::growing;
use crate::state::{App, Deciding, FINDINGS};
use crate::watch::claim;

/// Findings that are shown when the reader asks for more.
const MORE: usize = 100;
/// Files drawn in one go.
const FILES: usize = 2;
/// Findings of one of them drawn in one go.
const FINDINGS_AT_ONCE: usize = 4;

/// What the worker says of a control, as soon as it does.
#[component]
pub(crate) fn Detail(id: String) -> impl IntoView {
    let app = App::here();
    app.open(&id, 0..FINDINGS);
    let is_known = claim(move || {
        let detail = app.detail.read();
        detail.as_ref().is_some_and(|detail| detail.id == id)
    });
    // Findings that come later are added to those that are there.
    move || {
        let detail = is_known.get().then(|| app.detail.get_untracked()).flatten();
        match detail {
            Some(detail) => view! { <Opened detail /> }.into_any(),
            None => view! { <p class="empty" role="status">"Looking it up…"</p> }.into_any(),
        }
    }
}

/// Findings on one side, what to know and do on the other.
#[component]
fn Opened(detail: Arc<ControlDetail>) -> impl IntoView {
    let app = App::here();
    let (id, total) = (StoredValue::new(detail.id.clone()), detail.total);
    let told = Memo::new(move |_| app.findings.read().len());
    let more = move || total.saturating_sub(told.get());
    let ask = move |_| {
        let told = told.get_untracked();
        app.open(&id.get_value(), told..told + MORE);
    };
    let ends = Memo::new(move |_| by_file(&app.findings.read()));
    let files = move || ends.read().len();
    let draw = move |at| same_file(ends, at, total);
    view! {
        <div class="detail">
            <div class="findings">
                <h3>"Findings"<span class="hint">{detail.tally.clone()}</span></h3>
                {(total == 0).then(|| match detail.off.clone() {
                    Some(text) => view! { <p class="empty"><Prose text /></p> }.into_any(),
                    None => view! { <p class="empty">"No artifact says anything about this yet. The Overview names what would; if no file can, answer it yourself."</p> }.into_any(),
                })}
                <ul>{growing(FILES, Arc::new(files), Arc::new(draw))}</ul>
                <Show when=move || { more() > 0 }>
                    <button type="button" class="button" on:click=ask>{move || format!("Show more of {} further findings", more())}</button>
                </Show>
            </div>
            <Advice detail />
        </div>
    }
}

/// Where those end that stand beside each other and say the same of one file.
fn by_file(findings: &[FindingView]) -> Vec<usize> {
    let mut end = 0;
    let files = findings.chunk_by(is_alike);
    let place = |file: &[FindingView]| {
        end += file.len();
        end
    };
    files.map(place).collect()
}

fn is_alike(one: &FindingView, other: &FindingView) -> bool {
    one.file.is_some() && one.file == other.file && one.outcome == other.outcome
}

/// One finding, or several under the name of their file, of which there may be more soon.
fn same_file(ends: Memo<Vec<usize>>, at: usize, total: usize) -> AnyView {
    let app = App::here();
    let end = move |at: usize| ends.with(|ends| ends.get(at).copied()).unwrap_or_default();
    let start = untrack(|| at.checked_sub(1).map_or(0, end));
    // The last one's end moves when further findings come.
    let number = move || end(at).saturating_sub(start);
    let first = untrack(number);
    let known = |all: &Vec<FindingView>| {
        let file = all.get(start).and_then(|finding| finding.file.clone());
        (file, all.len())
    };
    let (file, known) = app.findings.with_untracked(known);
    let may_grow = start + first == known && known < total;
    let draw = move |at: usize| {
        let of_it = |all: &Vec<FindingView>| all.get(start + at).cloned();
        let finding = app.findings.with_untracked(of_it);
        let is_inside = untrack(number) > 1;
        finding
            .map(|finding| view! { <Finding finding is_inside /> })
            .into_any()
    };
    if first == 1 && !may_grow {
        return draw(0);
    }
    let findings = growing(FINDINGS_AT_ONCE, Arc::new(number), Arc::new(draw));
    view! {
        <li class="same-file">
            <h4><code>{file}</code><span class="hint">{move || count(number(), "place", "places")}</span></h4>
            <ul>{findings}</ul>
        </li>
    }
    .into_any()
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
