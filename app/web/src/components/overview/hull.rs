//! The load line: where the score stands between its floor and its ceiling.

use leptos::prelude::*;
use plimsoll_view::view_model::overview::Marks;

/// The drawing is 1000 wide, one unit a tenth of a per cent, with room for the disc at both ends.
#[component]
pub(crate) fn Hull(marks: Marks, floor: String, ceiling: String) -> impl IntoView {
    let words = match marks.s {
        Some(s) => format!(
            "Score {}.{}, verified floor {floor}, ceiling {ceiling}, of 100",
            s / 10,
            s % 10
        ),
        None => "Not scored: anything from 0 to 100 is possible".to_owned(),
    };
    let width = marks.ceiling.saturating_sub(marks.floor);
    // Labels keep apart, and inside.
    let floor_at = marks.floor.clamp(90, 680);
    let ceiling_at = marks.ceiling.clamp(floor_at + 220, 910);
    let labels = if width == 0 {
        let at = marks.floor.clamp(190, 810);
        view! { <text x=at y="66" text-anchor="middle">"floor and ceiling "{floor}</text> }
            .into_any()
    } else {
        view! {
            <text x=floor_at y="66" text-anchor="middle">"floor "{floor}</text>
            <text x=ceiling_at y="66" text-anchor="middle">"ceiling "{ceiling}</text>
        }
        .into_any()
    };
    view! {
        <svg class="hull" viewBox="-24 0 1048 74" role="img" aria-label=words>
            <defs>
                <pattern id="water" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(25)">
                    <rect class="water" width="5" height="10" />
                </pattern>
            </defs>
            <rect class="track" x="0" y="19" width="1000" height="10" rx="5" />
            {(0..=10).map(|at| view! { <path class="scale" d=format!("M{} 33v4", at * 100) /> }).collect_view()}
            <rect class="range" x=marks.floor y="19" width=width height="10" rx="2" />
            {marks.s.map(|s| view! {
                <g class="disc">
                    <circle cx=s cy="24" r="15" />
                    <path d=format!("M{} 24h48", i64::from(s) - 24) />
                </g>
            })}
            {labels}
        </svg>
    }
}
