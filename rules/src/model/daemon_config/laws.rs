//! What holds for any text.

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
