//! Lines that are taken out and put in.

use leptos::prelude::*;
use plimsoll_view::view_model::changes::{ChangedLine, Role, runs};

/// The lines with their numbers, and a mark where some between them are left out.
#[component]
pub(crate) fn Diff(lines: Vec<ChangedLine>, #[prop(into)] label: String) -> impl IntoView {
    let runs = runs(&lines).into_iter().enumerate();
    let runs = runs.map(|(at, run)| {
        let gap =
            (at > 0).then(|| view! { <span class="gap-mark" aria-hidden="true">"⋯\n"</span> });
        let lines = run.iter().cloned().map(|line| view! { <Line line /> });
        view! { {gap} {lines.collect_view()} }
    });
    view! {
        <pre class="code diff" tabindex="0" role="group" aria-label=label>{runs.collect_view()}</pre>
    }
}

#[component]
fn Line(line: ChangedLine) -> impl IntoView {
    let (sign, class) = match line.role {
        Role::Added => ("+", "line added"),
        Role::Removed => ("−", "line"),
        Role::Kept => (" ", "line kept"),
    };
    let text = match line.role {
        Role::Added => view! { <ins>{line.text}</ins> }.into_any(),
        Role::Removed => view! { <del>{line.text}</del> }.into_any(),
        Role::Kept => line.text.into_any(),
    };
    view! {
        <code class=class>
            <span class="number">{line.number}</span>
            <span class="sign" aria-hidden="true">{sign}</span>
            <span class="text">{text}"\n"</span>
        </code>
    }
}
