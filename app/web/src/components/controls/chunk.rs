//! Part of a long list: its rows are in the document only while they are near the screen.

use std::sync::Arc;

use leptos::html::Ul;
use leptos::prelude::*;
use plimsoll_view::view_model::PageModel;

use super::row::Row;
use crate::browser::observe::Watch;
use crate::state::App;

/// A closed row's usual height in pixels, until it is measured.
const USUAL: usize = 66;

/// Rows, or the room they take.
#[component]
pub(crate) fn Chunk(page: Arc<PageModel>, rows: Vec<usize>, windowed: bool) -> impl IntoView {
    let app = App::here();
    let list = NodeRef::<Ul>::new();
    let holds_open = {
        let (page, rows) = (Arc::clone(&page), rows.clone());
        Memo::new(move |_| {
            let route = app.route.read();
            let of = |at: &usize| page.controls.rows.get(*at);
            rows.iter().filter_map(of).any(|row| row.id == route.open)
        })
    };
    let near = RwSignal::new(!windowed);
    let height = RwSignal::new(rows.len() * USUAL);
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |_| {
        let Some(list) = list.get().filter(|_| windowed) else {
            return;
        };
        watch.set_value(Watch::new(&list, move |is_near, measured| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "pixels"
            )]
            if !is_near && measured > 1.0 {
                height.set(measured as usize);
            }
            near.set(is_near);
        }));
    });
    let drawn = Memo::new(move |_| near.get() || holds_open.get());
    view! {
        <ul class="rows" node_ref=list>
            {move || {
                if drawn.get() {
                    let row = |at: &usize| page.controls.rows.get(*at).cloned();
                    rows.iter().filter_map(row).map(|row| view! { <Row row /> }).collect_view().into_any()
                } else {
                    view! { <li class="room"><svg width="1" height=height aria-hidden="true"></svg></li> }.into_any()
                }
            }}
        </ul>
    }
}
