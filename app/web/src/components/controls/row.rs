//! One control of the list.

use leptos::html::{Details, Li};
use leptos::prelude::*;
use plimsoll_view::view_model::controls::ControlRow;
use plimsoll_view::words::Status;

use super::detail::Detail;
use crate::components::status::{SeverityMark, StatusTag};
use crate::state::App;
use crate::watch::{claim, effect};

/// A control, closed until the reader opens it.
pub(super) fn row(row: ControlRow, open: Memo<String>) -> AnyView {
    let app = App::here();
    let id = StoredValue::new(row.id.clone());
    let is_open = claim(move || id.with_value(|id| *open.read() == *id));
    let details = NodeRef::<Details>::new();
    let item = NodeRef::<Li>::new();
    let by_hand = StoredValue::new(false);
    let toggled = move |_| {
        let open = details
            .get_untracked()
            .is_some_and(|details| details.open());
        if open != is_open.get_untracked() {
            by_hand.set_value(open);
            app.adjust(|route| route.open = if open { id.get_value() } else { String::new() });
        }
    };
    effect(move || {
        // Opened by the address and not by a click: bring it into view.
        let is_told = is_open.get() && !by_hand.get_value();
        by_hand.set_value(false);
        if is_told && let Some(item) = item.get() {
            item.scroll_into_view();
        }
    });
    let gain = row.gain();
    view! {
        <li class="row" node_ref=item data-status=row.accepted.slug() data-control=row.id.clone()>
            <details node_ref=details prop:open=is_open on:toggle=toggled>
                <summary>
                    <StatusTag status=row.accepted />
                    <span class="row-title">
                        <b>{row.title.clone()}</b>
                        <small>
                            <SeverityMark severity=row.severity />
                            {row.is_quality().then_some("build quality")}
                            {(row.accepted == Status::Waived).then_some("strictly failed")}
                            <code>{row.id.clone()}</code>
                        </small>
                    </span>
                    <span class="row-place">{row.place.clone()}</span>
                    <span class="gain">{gain}</span>
                </summary>
                {move || is_open.get().then(|| view! { <Detail id=id.get_value() /> })}
            </details>
        </li>
    }
    .into_any()
}
