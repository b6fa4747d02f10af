//! The few pictures of the page, drawn in the colour of the text around them.

use leptos::prelude::*;

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Picture {
    /// The load line: the mark of the page.
    Mark,
    /// Files going in.
    Drop,
    /// A sun, for light.
    Sun,
    /// A moon, for dark.
    Moon,
    /// Something shut.
    Lock,
}

/// A picture without a meaning of its own: the words beside it say what it is.
#[component]
pub(crate) fn Icon(picture: Picture) -> impl IntoView {
    let (paths, class): (&[&str], _) = match picture {
        Picture::Mark => (
            &[
                "M16 6.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19z",
                "M1.5 16h29",
            ],
            "icon mark",
        ),
        Picture::Drop => (
            &[
                "M16 4v16",
                "M9.5 13.5L16 20l6.5-6.5",
                "M4 22v4a2 2 0 0 0 2 2h20a2 2 0 0 0 2-2v-4",
            ],
            "icon",
        ),
        Picture::Sun => (
            &[
                "M16 10.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
                "M16 3v3M16 26v3M3 16h3M26 16h3M6.8 6.8l2.1 2.1M23.1 23.1l2.1 2.1M25.2 6.8l-2.1 2.1M8.9 23.1l-2.1 2.1",
            ],
            "icon",
        ),
        Picture::Moon => (
            &["M26 19.5A11 11 0 0 1 12.5 6a11 11 0 1 0 13.5 13.5z"],
            "icon",
        ),
        Picture::Lock => (
            &[
                "M8 14h16a1.5 1.5 0 0 1 1.5 1.5v10A1.5 1.5 0 0 1 24 27H8a1.5 1.5 0 0 1-1.5-1.5v-10A1.5 1.5 0 0 1 8 14z",
                "M11 14v-3.5a5 5 0 0 1 10 0V14",
            ],
            "icon",
        ),
    };
    view! {
        <svg class=class viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            {paths.iter().map(|path| view! { <path d=*path /> }).collect_view()}
        </svg>
    }
}
