//! Commands that the audit log saw someone run in containers.

use super::line::{Piece, lines};
use crate::span::{Span, Spanned};

/// One `docker exec` in the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Execution {
    /// The words of the command, the client's own name first.
    pub words: Vec<Spanned<String>>,
    /// The whole record.
    pub span: Span,
}

/// Options of `docker exec` that take the next word for their value.
const VALUED: &[&str] = &[
    "-e",
    "--env",
    "--env-file",
    "-u",
    "--user",
    "-w",
    "--workdir",
    "--detach-keys",
];

impl Execution {
    /// The whole command, its words apart by blanks.
    pub fn command(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.value.as_str()).collect();
        words.join(" ")
    }

    /// The option that gives the command every capability.
    pub fn privileged(&self) -> Option<&Spanned<String>> {
        self.options()
            .find(|option| matches!(option.value.as_str(), "--privileged" | "--privileged=true"))
    }

    /// The user it is run as, where an option names one.
    pub fn user(&self) -> Option<Spanned<&str>> {
        let at = self.options().position(|option| {
            let option = option.value.as_str();
            option == "-u"
                || option == "--user"
                || option.starts_with("--user=")
                || is_user(option)
                || valued_letter(option) == Some('u')
        })?;
        let option = self.options().nth(at)?;
        let joined = option.value.strip_prefix("--user=").or_else(|| {
            is_user(&option.value)
                .then(|| option.value.get(2..))
                .flatten()
        });
        if let Some(user) = joined {
            return Some(Spanned::new(user, option.span));
        }
        let place = self
            .words
            .iter()
            .position(|word| word.span == option.span)?;
        let user = self.words.get(place + 1)?;
        Some(Spanned::new(user.value.as_str(), user.span))
    }

    /// The options of `exec` itself; those behind the container's name are the command's own.
    fn options(&self) -> impl Iterator<Item = &Spanned<String>> {
        let mut words = self
            .words
            .iter()
            .skip_while(|word| word.value != "exec")
            .skip(1);
        std::iter::from_fn(move || {
            let option = words.next().filter(|word| word.value.starts_with('-'))?;
            let name = option.value.as_str();
            if VALUED.contains(&name) || valued_letter(name).is_some() {
                words.next();
            }
            Some(option)
        })
    }
}

/// The last letter of several behind one dash, as in `-itu root`, where it takes the next word.
fn valued_letter(option: &str) -> Option<char> {
    let letters = option.strip_prefix('-')?;
    let (at, last) = letters.char_indices().next_back()?;
    let switches = letters.get(..at)?;
    let are_switches = !switches.is_empty() && switches.chars().all(|it| "dit".contains(it));
    (are_switches && "euw".contains(last)).then_some(last)
}

/// `-uroot`, the user joined to its letter.
fn is_user(option: &str) -> bool {
    option.len() > 2 && option.starts_with("-u")
}

/// Reads records of `ausearch -i` that hold a command: `EXECVE` and `PROCTITLE`.
///
/// Both may tell of one command; where both stand next to each other, one is given.
pub fn executions(text: &str) -> Vec<Execution> {
    let mut executions: Vec<Execution> = Vec::new();
    let mut last_event = "";
    for line in lines(text) {
        let Some(words) = command(line) else { continue };
        if !words.iter().any(|word| word.value == "exec") {
            continue;
        }
        let event = event(line.text);
        if event.is_empty() || event != last_event {
            let span = line.span();
            executions.push(Execution { words, span });
        }
        last_event = event;
    }
    executions
}

/// The time and number of the record's event, `msg=audit(…)`.
fn event(line: &str) -> &str {
    let rest = line.split_once("msg=audit(").map_or("", |(_, rest)| rest);
    rest.split_once(')').map_or("", |(event, _)| event)
}

fn command(line: Piece<'_>) -> Option<Vec<Spanned<String>>> {
    if let Some((_, title)) = line.split_once("proctitle=") {
        return Some(title.words().map(|word| word.unquoted().owned()).collect());
    }
    line.strip_prefix("type=EXECVE")?;
    let words = line.words().filter_map(|word| {
        let (name, value) = word.split_once("=")?;
        let number = name.text.strip_prefix('a')?;
        let is_argument = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_argument.then(|| value.unquoted().owned())
    });
    Some(words.collect())
}
