//! Why nothing leaves the machine, and how to check that.

use leptos::prelude::*;

use crate::browser::egress;
use crate::state::App;

/// The promise, the policy that enforces it, and what the policy cannot do.
#[component]
pub(crate) fn Privacy() -> impl IntoView {
    let app = App::here();
    let policy = egress::policy();
    let count = move || match app.refused.get() {
        0 => "The policy has had nothing to refuse so far.".to_owned(),
        1 => "One attempt to reach the network was refused.".to_owned(),
        many => format!("{many} attempts to reach the network were refused."),
    };
    view! {
        <section class="panel privacy" aria-labelledby="privacy-title">
            <h2 id="privacy-title">"Nothing leaves this machine"</h2>
            <p>
                "Files are read by a program inside this page. The page runs under a content policy that the browser enforces: it refuses every connection to another place, whoever asks for it."
            </p>
            <p class="counter" aria-live="polite"><b>{app.refused}</b><span>{count}</span></p>
            <details open>
                <summary>"The policy this page runs under"</summary>
                {match policy {
                    Some(policy) => view! { <pre class="policy" tabindex="0" role="group" aria-label="Content policy">{policy}</pre> }.into_any(),
                    None => view! { <p>"This build has none, so the promise is not enforced here: use a released build."</p> }.into_any(),
                }}
            </details>
            <details>
                <summary>"What a policy cannot forbid"</summary>
                <p>
                    "A page may still lead you to another address when you click a link. Plimsoll's links are fixed, carry nothing of your files, and open only when you click. Files are never stored; your decisions and the theme are, in this browser, until you forget them."
                </p>
            </details>
        </section>
    }
}
