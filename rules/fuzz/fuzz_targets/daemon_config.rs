//! Any bytes, as every form a daemon's configuration has: places stay in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::model::daemon_config::{
    Settings, Value, read_arguments, read_defaults, read_json, read_unit,
};
use plimsoll_rules::span::Span;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let readings = [read_json, read_arguments, read_unit, read_defaults];
    for config in readings.map(|read| read(&text)) {
        check(&text, &config.settings);
        let problems = config.problems.iter().filter_map(|it| it.span);
        let variables = config.environment.iter().map(|(_, value)| value.span);
        for span in problems.chain(variables).chain([config.span]) {
            inside(&text, span);
        }
    }
});

fn check(text: &str, settings: &Settings) {
    for setting in &settings.0 {
        inside(text, setting.key.span);
        inside(text, setting.value.span);
        match &setting.value.value {
            Value::Object(settings) => check(text, settings),
            Value::List(items) => items.iter().for_each(|item| inside(text, item.span)),
            _ => {}
        }
    }
}

fn inside(text: &str, span: Span) {
    assert!(text.get(span.start..span.end).is_some());
}
