//! What one option of `dockerd` sets.

use super::keys::Shape;
use super::options::{Given, Options};
use super::settings::{Setting, Settings, Value};
use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

impl Options {
    /// Sets what one option says.
    pub(super) fn set(&mut self, name: &'static str, shape: Shape, given: &Given<'_>) {
        let key = Spanned::new(name.to_owned(), given.option.span);
        let span = given.value.map_or(given.option.span, |value| value.span);
        let written = given.value.map_or("true", |value| value.value);
        let text = |text: &str| Spanned::new(Value::Text(text.to_owned()), span);
        if given.is_open {
            // A variable without a value stands in it.
            self.settings
                .set(key, Spanned::new(Value::Unreadable, span));
            return;
        }
        let within = |name: &str, value: Value| Setting {
            key: Spanned::new(name.to_owned(), span),
            value: Spanned::new(value, span),
        };
        match shape {
            // No option sets the last two; were there one, its text is what it says.
            Shape::Text | Shape::Proxies | Shape::Object => self.settings.set(key, text(written)),
            Shape::Flag => match flag(written) {
                Some(flag) => {
                    let value = Spanned::new(Value::Flag(flag), span);
                    self.settings.set(key, value);
                }
                None => self.refuse(key, span, "neither true nor false"),
            },
            Shape::Number => match written.parse() {
                Ok(number) => {
                    let value = Spanned::new(Value::Number(number), span);
                    self.settings.set(key, value);
                }
                Err(_) => self.refuse(key, span, "no whole number"),
            },
            Shape::Words => self.settings.add(key, text(written)),
            Shape::Pairs | Shape::Features => {
                let (name, value) = written.split_once('=').unwrap_or((written, "true"));
                let value = match shape {
                    Shape::Features => flag(value).map_or(Value::Unreadable, Value::Flag),
                    _ => Value::Text(value.to_owned()),
                };
                self.settings.add_within(&[key], within(name, value));
            }
            Shape::Runtimes => {
                let (name, path) = written.split_once('=').unwrap_or((written, ""));
                let path = Settings(vec![within("path", Value::Text(path.to_owned()))]);
                let runtime = within(name, Value::Object(path));
                self.settings.add_within(&[key], runtime);
            }
            Shape::Ulimits => match ulimit(written, &within) {
                Some(ulimit) => self.settings.add_within(&[key], ulimit),
                None => self.refuse(key, span, "no limit such as nofile=64:128"),
            },
            Shape::NetworkOptions => {
                let mut parts = written.splitn(3, '=');
                match (parts.next(), parts.next(), parts.next()) {
                    (Some(driver), Some(name), Some(value)) => {
                        let driver = Spanned::new(driver.to_owned(), span);
                        let option = within(name, Value::Text(value.to_owned()));
                        self.settings.add_within(&[key, driver], option);
                    }
                    _ => self.refuse(key, span, "no driver=name=value"),
                }
            }
            Shape::Pools => {
                let parts = written.split(',').filter_map(|part| part.split_once('='));
                let part = |(name, value): (&str, &str)| {
                    let number = value.parse().map(Value::Number);
                    within(
                        name,
                        number.unwrap_or_else(|_| Value::Text(value.to_owned())),
                    )
                };
                let pool = Value::Object(Settings(parts.map(part).collect()));
                self.settings.add(key, Spanned::new(pool, span));
            }
            Shape::Proxy => {
                let proxies = Spanned::new("proxies".to_owned(), key.span);
                let proxy = Setting {
                    key,
                    value: text(written),
                };
                self.settings.add_within(&[proxies], proxy);
            }
        }
    }

    fn refuse(&mut self, key: Spanned<String>, span: Span, why: &str) {
        let message = format!("the value of {} is {why}, so it is unknown", key.value);
        self.problems
            .push(Problem::at(span, Effect::Partial, message));
        self.settings
            .set(key, Spanned::new(Value::Unreadable, span));
    }
}

/// The words Go takes for true and false.
fn flag(written: &str) -> Option<bool> {
    match written {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

/// `nofile=64` or `nofile=64:128`: without a second number the first is both.
fn ulimit(written: &str, within: &impl Fn(&str, Value) -> Setting) -> Option<Setting> {
    let (name, limits) = written.split_once('=')?;
    let (soft, hard) = limits.split_once(':').unwrap_or((limits, limits));
    let soft: i64 = soft.parse().ok()?;
    let hard: i64 = hard.parse().ok()?;
    let limit = Settings(vec![
        within("Name", Value::Text(name.to_owned())),
        within("Hard", Value::Number(hard)),
        within("Soft", Value::Number(soft)),
    ]);
    Some(within(name, Value::Object(limit)))
}
