//! Commands that collect what the report is made from.

use leptos::prelude::*;
use plimsoll_view::message::Format;

use super::copy::CopyButton;
use crate::state::App;

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
        "The compose model, as Docker resolves it, with the values of variables",
        "docker compose config > compose.resolved.yaml",
    ),
    (
        "The host, by docker-bench-security",
        "sudo sh docker-bench-security.sh -b > docker-bench.log",
    ),
];

/// What the collector does and does not do.
const COLLECTED: [&str; 5] = [
    "It asks Docker with reading commands only: version, settings, containers, images and their layers, networks, volumes, swarm nodes and services, names of secrets and configs, processes.",
    "It looks at modes and owners of Docker’s files, sockets and programs, at mounts, members of the group docker, audit rules, listening ports and security modules.",
    "It reads how the daemon is set: daemon.json, its command line and units, /etc/default/docker, containerd’s configuration.",
    "It never reads private keys, /etc/shadow, registry logins, join tokens, the unlock key, or what secrets and configs hold. Files in containers are only listed, and only with --with-suid.",
    "Values of environment variables, and what is named or looks like a secret, are replaced before anything is written. Nothing is changed or sent, and --list shows every command beforehand.",
];

/// The collector, and commands to copy.
#[component]
pub(crate) fn Recipes() -> impl IntoView {
    let app = App::here();
    view! {
        <section class="panel recipes" aria-labelledby="recipes-title">
            <h2 id="recipes-title">"Collect more, know more"</h2>
            <p>"Dockerfiles and compose files can be dropped as they are. What really runs, one script collects on the host, as one file to drop here:"</p>
            <p><button type="button" class="button" on:click=move |_| app.export(Format::Collector)>"Download collect.sh"</button></p>
            {command_line("sh collect.sh -o bundle.json")}
            {command_line("sudo sh collect.sh -o bundle.json")}
            <p class="hint">"Root sees more: audit rules, modes of keys, every process."</p>
            <details>
                <summary>"What it reads, and what it never does"</summary>
                <ul class="plain">{COLLECTED.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </details>
            <p>"Or only a part of it, with commands that read and change nothing:"</p>
            <ul>
                {RECIPES
                    .into_iter()
                    .map(|(title, command)| view! { <li><h3>{title}</h3>{command_line(command)}</li> }.into_any())
                    .collect_view()}
            </ul>
        </section>
    }
}

/// A command and a button that copies it.
fn command_line(command: &'static str) -> AnyView {
    view! {
        <div class="command">
            <code tabindex="0" role="group" aria-label="Command">{command}</code>
            <CopyButton text=command />
        </div>
    }
    .into_any()
}
