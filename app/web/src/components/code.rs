//! Lines of a file, numbered and coloured.

use leptos::prelude::*;
use plimsoll_view::prose::MARK;
use plimsoll_view::view_model::excerpt::{ExcerptLine, Piece, Token};

/// An excerpt with its deciding characters marked.
#[component]
pub(crate) fn Excerpt(lines: Vec<ExcerptLine>, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <pre class="code" tabindex="0" role="group" aria-label=label>
            {lines.into_iter().map(row).collect_view()}
        </pre>
    }
}

fn row(line: ExcerptLine) -> AnyView {
    view! {
        <code class="line" class:hit=line.hit>
            <span class="number">{line.number}</span>
            <span class="text">{line.pieces.into_iter().map(piece).collect_view()}"\n"</span>
        </code>
    }
    .into_any()
}

fn piece(piece: Piece) -> impl IntoView {
    let token = piece.token.map(Token::slug);
    let words = if token == Some("concealed") {
        Some("a secret's value, not shown")
    } else {
        None
    };
    let text = view! { <span data-token=token title=words>{piece.text}</span> };
    if piece.marked {
        view! { <mark>{text}</mark> }.into_any()
    } else {
        text.into_any()
    }
}

/// A text that is an example.
#[component]
pub(crate) fn Example(text: String) -> impl IntoView {
    view! { <pre class="code example" tabindex="0" role="group" aria-label="Example"><code>{text}</code></pre> }
}

/// A sentence with what is code in it.
#[component]
pub(crate) fn Prose(text: String) -> impl IntoView {
    text.split(MARK)
        .enumerate()
        .map(|(at, part)| {
            let part = part.to_owned();
            if at % 2 == 1 {
                view! { <code>{part}</code> }.into_any()
            } else {
                part.into_any()
            }
        })
        .collect_view()
}
