//! Any bytes, taken for a bundle, and each of its parts for what its key says.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::model::bundle::{self, Content};
use plimsoll_rules::model::host;

fuzz_target!(|bytes: &[u8]| {
    let bundle = bundle::read(&String::from_utf8_lossy(bytes));
    for part in &bundle.parts {
        part.outcome();
        if let Some(Content::Host(source)) = part.content() {
            host::read(source, &part.text());
        }
    }
});
