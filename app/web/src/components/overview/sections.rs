//! The score section by section.

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::overview::SectionBar;

/// One bar a section, drawn by weight.
#[component]
pub(crate) fn Sections(bars: Vec<SectionBar>) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="sections-title">
            <header>
                <h2 id="sections-title">"By section"</h2>
                <span class="legend">
                    <i data-status="failed"></i>"failed"
                    <i data-status="not-reviewed"></i>"not reviewed"
                    <i data-status="passed"></i>"passed"
                </span>
            </header>
            <ul class="sections">{bars.into_iter().map(row).collect_view()}</ul>
        </section>
    }
}

fn row(bar: SectionBar) -> AnyView {
    let [failed, open, passed] = bar.counts;
    let total = bar.sums.p + bar.sums.f + bar.sums.u;
    let mut words = [
        (failed, "failed"),
        (open, "not reviewed"),
        (passed, "passed"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, word)| format!("{number} {word}"))
    .collect::<Vec<_>>()
    .join(", ");
    if total == 0 {
        words.push_str("; of no weight");
    }
    let share = |part: u64| (part * 1000).checked_div(total).unwrap_or_default();
    let (f, u) = (share(bar.sums.f), share(bar.sums.u));
    // Where nothing weighs anything the bar stays empty.
    let passed = if total == 0 { 0 } else { 1000 - f - u };
    let parts = [
        ("failed", 0, f),
        ("not-reviewed", f, u),
        ("passed", f + u, passed),
    ];
    view! {
        <li>
            <div>
                <a href=Route::controls(format!("section:{} category:security", bar.section)).fragment()>{bar.title}</a>
                <small>{words.clone()}</small>
            </div>
            <svg class="bar-chart" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label=words>
                {parts
                    .into_iter()
                    .filter(|(_, _, width)| *width > 0)
                    .map(|(status, x, width)| view! { <rect data-status=status x=x width=width height="10" /> }.into_any())
                    .collect_view()}
            </svg>
            <b>{bar.s.unwrap_or_else(|| "–".to_owned())}</b>
        </li>
    }
    .into_any()
}
