//! What holds for any text.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::settings::{Settings, Value};
use super::tests::{DEFAULTS, FILE, UNIT};
use super::{DaemonConfig, read_arguments, read_defaults, read_json, read_unit};
use crate::span::Span;

const COMMAND: &str = "/usr/bin/dockerd -H fd:// --log-opt max-size=1m --default-ulimit nofile=1 -D $OPTS \"${A}é\" --x='y z'\n";

fn within(text: &str, span: Span) -> bool {
    text.get(span.start..span.end).is_some()
}

fn settings_within(text: &str, settings: &Settings) -> bool {
    settings.0.iter().all(|it| {
        within(text, it.key.span)
            && within(text, it.value.span)
            && match &it.value.value {
                Value::Object(inside) => settings_within(text, inside),
                Value::List(items) => items.iter().all(|item| within(text, item.span)),
                _ => true,
            }
    })
}

fn config_within(text: &str, config: &DaemonConfig) -> bool {
    let environment = config.environment.iter();
    settings_within(text, &config.settings)
        && within(text, config.span)
        && environment
            .clone()
            .all(|(name, value)| within(text, name.span) && within(text, value.span))
        && config.unsettled.iter().all(|it| within(text, it.span))
        && config
            .environment_files
            .iter()
            .all(|it| within(text, it.span))
        && config
            .problems
            .iter()
            .all(|it| it.span.is_none_or(|span| within(text, span)))
}

fn any_reading_fits(text: &str) -> bool {
    let configs = [
        read_json(text),
        read_arguments(text),
        read_unit(text),
        read_defaults(text),
    ];
    configs.iter().all(|config| config_within(text, config))
}

#[test]
fn small_texts_set_little() {
    let mut text = format!("A=\"{}\"\n", "-D ".repeat(9_000));
    for number in 0..900 {
        let _ = writeln!(text, "V{number}_OPTS=\"--dns $A\"");
    }
    let letters = format!("dockerd -{}", "D".repeat(100_000));
    let words = format!("dockerd {}", "-D ".repeat(20_000));
    for config in [
        read_defaults(&text),
        read_arguments(&letters),
        read_arguments(&words),
    ] {
        assert!(config.settings.0.len() <= 10_000);
        let said = config.problems.iter().map(|it| it.message.as_str());
        let said: Vec<&str> = said.collect();
        assert_eq!(
            said,
            ["only the first 10000 words are read, so what follows is unknown"]
        );
    }
}

#[test]
fn long_texts_take_time_in_proportion() {
    let many = 300_000;
    let long = format!("ExecStart=/usr/bin/dockerd {}\\\n", "x".repeat(many));
    for rest in ["a\\\n", "#\n", ";\n"] {
        let text = format!("[Service]\n{long}{}", rest.repeat(many));
        assert!(read_unit(&text).program.is_some());
    }
    let variables: String = (0..1_000).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "Environment=V{number}=x");
        text
    });
    for word in ["${", "$W", "${W}", "$", "\"", "'"] {
        let word = word.repeat(many);
        let text = format!("[Service]\n{variables}ExecStart=/usr/bin/dockerd {word}\n");
        assert!(read_unit(&text).program.is_some());
    }
}

proptest! {
    #[test]
    fn damaged_texts_are_read(cut in 0_usize..900, at in 0_usize..900, byte in 0_u8..128) {
        for text in [FILE, UNIT, DEFAULTS, COMMAND] {
            let mut bytes = text.as_bytes()[..cut.min(text.len())].to_vec();
            if let Some(old) = bytes.get_mut(at) {
                *old = byte;
            }
            let text = String::from_utf8_lossy(&bytes);
            prop_assert!(any_reading_fits(&text));
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\{|\\}|\\[|\\]|,|:|\"|'|\\\\|\n| |dockerd|--dns|-H|=|\\$A|A=|\\$\\{A\\}|ExecStart=|Environment=|/\\*|//|#|é|true|\u{0}){0,40}") {
        prop_assert!(any_reading_fits(&text));
    }
}
