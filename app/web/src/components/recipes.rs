//! Commands that collect what the report is made from.

use leptos::prelude::*;

use super::copy::CopyButton;

const RECIPES: [(&str, &str); 4] = [
    (
        "Running containers",
        "docker inspect $(docker ps -aq) > containers.json",
    ),
    (
        "Images in use",
        "docker image inspect $(docker images -q) > images.json",
    ),
    (
        "The compose model, as Docker resolves it",
        "docker compose config > compose.resolved.yaml",
    ),
    (
        "The host, by docker-bench-security",
        "sudo sh docker-bench-security.sh -b > docker-bench.log",
    ),
];

/// Commands to copy.
#[component]
pub(crate) fn Recipes() -> impl IntoView {
    view! {
        <section class="panel recipes" aria-labelledby="recipes-title">
            <h2 id="recipes-title">"Collect more, know more"</h2>
            <p>"Dockerfiles and compose files can be dropped as they are. These read-only commands show what really runs:"</p>
            <ul>
                {RECIPES
                    .into_iter()
                    .map(|(title, command)| view! { <li><h3>{title}</h3><Command command /></li> })
                    .collect_view()}
            </ul>
        </section>
    }
}

/// A command and a button that copies it.
#[component]
fn Command(command: &'static str) -> impl IntoView {
    view! {
        <div class="command">
            <code tabindex="0" role="group" aria-label="Command">{command}</code>
            <CopyButton text=command />
        </div>
    }
}
