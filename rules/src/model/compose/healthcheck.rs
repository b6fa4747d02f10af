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
                    test => test.map(|test| {
                        if is_none(&test) {
                            Healthcheck::Disabled
                        } else {
                            Healthcheck::Test(test)
                        }
                    }),
                },
                Setting::Unresolved { span, variables } => Setting::Unresolved { span, variables },
                Setting::Malformed { span, problem } => Setting::Malformed { span, problem },
            })
    }
}

/// As a text, `NONE` is a command of that name.
fn is_none(test: &Command) -> bool {
    match test {
        Command::Text(_) => false,
        Command::Words(words) => words
            .first()
            .and_then(Setting::value)
            .is_some_and(|word| word == "NONE"),
    }
}
