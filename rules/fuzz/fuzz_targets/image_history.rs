//! Any bytes, as the history of an image: every step is understood and stands in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::model::image_history;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let history = image_history::read(&text);
    for step in &history.steps {
        assert!(text.get(step.span.start..step.span.end).is_some());
        step.made();
    }
});
