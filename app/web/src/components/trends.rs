//! The score over time.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::message::Format;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::chart::{SIZE, Shape};
use plimsoll_view::view_model::trends::Point;

use crate::state::App;

/// A chart, the same as a table, and how to add earlier reports.
#[component]
pub(crate) fn TrendsScreen(page: Arc<PageModel>) -> impl IntoView {
    let app = App::here();
    let trends = page.trends.clone();
    let (width, height) = SIZE;
    let drawn = !trends.shapes.is_empty();
    let differ = trends.points.iter().any(|point| !point.scope.is_empty());
    view! {
        <header class="lede">
            <h1>"Trends"</h1>
            <p>"This report beside earlier ones. Nothing is kept here: you keep the reports."</p>
        </header>
        <section class="panel trends" aria-label="Score over time">
            {drawn.then(|| view! {
                <div class="scroll">
                    <svg class="chart" viewBox=format!("0 0 {width} {height}") role="img" aria-label="Score, with floor and ceiling, by date; the table below has the same numbers">
                        {trends.shapes.into_iter().map(shape).collect_view()}
                    </svg>
                </div>
            })}
            {(!drawn).then(|| view! {
                <div class="invite">
                    <h2>"One report is a point, two are a line"</h2>
                    <p>"Download this report as JSON and keep it. Next time, drop it here together with your files: every earlier report becomes a point on this chart."</p>
                    <p class="actions"><button type="button" class="button" on:click=move |_| app.export(Format::Json)>"Download this report"</button></p>
                </div>
            })}
            {differ.then(|| view! {
                <p class="hint">"These reports are not all about the same kinds of subjects. A score is compared with the one before only where both are."</p>
            })}
            {trends.problems.into_iter().map(|why| view! { <p class="problem">{why}</p> }).collect_view()}
            <div class="scroll" tabindex="0" role="group" aria-label="Reports">
                <table>
                    <caption>"Reports, oldest first"</caption>
                    <thead><tr>
                        <th scope="col">"Report"</th><th scope="col">"Date"</th><th scope="col">"Score"</th><th scope="col">"Change"</th>
                        <th scope="col">"Floor"</th><th scope="col">"Ceiling"</th><th scope="col">"Coverage"</th><th scope="col">"Failed"</th>
                    </tr></thead>
                    <tbody>{trends.points.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(point: Point) -> AnyView {
    let number = |tenths: u32| format!("{}.{}", tenths / 10, tenths % 10);
    let change = point.change.map_or_else(String::new, |change| {
        let sign = match change.signum() {
            1 => "▲ +",
            -1 => "▼ −",
            _ => "",
        };
        format!("{sign}{}", number(change.unsigned_abs()))
    });
    view! {
        <tr>
            <th scope="row" class="path">{point.label}{(!point.scope.is_empty()).then(|| view! { " "<small class="hint">{point.scope.clone()}</small> })}</th>
            <td>{point.date}</td>
            <td><b>{point.s.map_or_else(|| "not scored".to_owned(), number)}</b></td>
            <td>{change}</td>
            <td>{number(point.floor)}</td>
            <td>{number(point.ceiling)}</td>
            <td>{number(point.coverage)}" %"</td>
            <td>{point.failed}</td>
        </tr>
    }
    .into_any()
}

fn shape(shape: Shape) -> AnyView {
    let list = |points: Vec<(i32, i32)>| {
        points
            .into_iter()
            .map(|(x, y)| format!("{x},{y}"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    match shape {
        Shape::Path { ink, points } => {
            view! { <polyline data-ink=ink.slug() points=list(points) /> }.into_any()
        }
        Shape::Area { ink, points } => {
            view! { <polygon data-ink=ink.slug() points=list(points) /> }.into_any()
        }
        Shape::Dot {
            ink,
            at: (x, y),
            radius,
        } => view! { <circle data-ink=ink.slug() cx=x cy=y r=radius /> }.into_any(),
        Shape::Label {
            at: (x, y),
            anchor,
            text,
        } => view! { <text x=x y=y text-anchor=anchor.slug()>{text}</text> }.into_any(),
    }
}
