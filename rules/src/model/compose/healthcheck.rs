//! Health checks.

use super::command::Command;
use super::field::Field;
use super::setting::Setting;

/// What a service's `healthcheck` does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Healthcheck {
    /// `disable: true` or the test `["NONE"]` takes the image's check away.
    Disabled,
    /// The service states its own test.
    Test(Command),
    /// Only timing is stated; the test is the image's, if it has one.
    Timing,
}

impl Field<'_> {
    /// Reads a health check.
    pub fn healthcheck(&self) -> Setting<Healthcheck> {
        self.mapping()
            .and_then(|stated| match self.get("disable").boolean() {
                Setting::Set(disable) if disable.value => {
                    Setting::set(Healthcheck::Disabled, disable.span)
                }
                Setting::Absent | Setting::Set(_) => match self.get("test").command() {
                    Setting::Absent => Setting::set(Healthcheck::Timing, stated.span),
                    test => test.parse(of_test),
                },
                Setting::Unresolved { span, variables } => Setting::Unresolved { span, variables },
                Setting::Malformed { span, problem } => Setting::Malformed { span, problem },
            })
    }
}

/// As a text, `NONE` is a command of that name.
fn of_test(test: &Command) -> Result<Healthcheck, String> {
    let stated = Healthcheck::Test(test.clone());
    match test {
        Command::Text(_) => Ok(stated),
        Command::Words(words) => match words.first() {
            None => Ok(Healthcheck::Timing),
            Some(first) => match first.value().map(String::as_str) {
                Some("NONE") => Ok(Healthcheck::Disabled),
                None | Some("CMD" | "CMD-SHELL") => Ok(stated),
                Some(_) => {
                    Err("a test in list form starts with `CMD`, `CMD-SHELL` or `NONE`".to_owned())
                }
            },
        },
    }
}
