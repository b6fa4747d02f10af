//! Commands that take a credential, and where among their arguments it stands.

use crate::facts::secrets::is_secret_name;
use crate::model::shell::{Invocation, Word};

/// A credential among a command's arguments.
pub(super) struct Credential<'i> {
    /// The option or setting that takes it, for people.
    pub(super) option: &'i str,
    /// Its value as far as it is written.
    pub(super) value: &'i str,
    /// The argument that holds it.
    pub(super) word: &'i Word,
    /// Whether the command keeps it, so that it must come from a mount.
    pub(super) sets_up: bool,
    /// Whether it is the path of a file that holds it.
    pub(super) is_file: bool,
}

/// Every credential that a command is given.
pub(super) fn credentials(call: &Invocation) -> Vec<Credential<'_>> {
    let mut found = Vec::new();
    let has = |words: &[&str]| {
        let operands = call.operands(&[]);
        let mut rest = operands.iter();
        words
            .iter()
            .all(|word| rest.any(|operand| operand.text == *word))
    };
    match call.name.as_str() {
        "aws" if has(&["configure", "set"]) => found.extend(setting(call, |key| {
            let key = key.rsplit('.').next().unwrap_or(key);
            matches!(
                key,
                "aws_access_key_id" | "aws_secret_access_key" | "aws_session_token"
            )
        })),
        "gcloud" if has(&["auth", "activate-service-account"]) => {
            found.extend(options(call, &["--key-file"], true, true));
        }
        "az" if has(&["login"]) => {
            let flags = ["-p", "--password", "--federated-token"];
            found.extend(options(call, &flags, true, false));
        }
        "doctl" if has(&["auth", "init"]) => {
            found.extend(options(call, &["-t", "--access-token"], true, false));
        }
        "docker" | "podman" | "buildah" | "nerdctl" | "helm" | "oras" | "skopeo" | "crane"
        | "regctl" | "flux"
            if has(&["login"]) =>
        {
            found.extend(options(call, &["-p", "--password"], true, false));
        }
        "npm" | "pnpm" | "yarn" if has(&["set"]) => found.extend(setting(call, is_npm_login)),
        "curl" => {
            let users = options(call, &["-u", "--user", "-U", "--proxy-user"], false, false);
            found.extend(users.into_iter().filter(|it| has_password(it.value)));
            found.extend(options(call, &["--oauth2-bearer"], false, false));
            let headers = options(call, &["-H", "--header"], false, false);
            found.extend(headers.into_iter().filter(|it| is_authorization(it.value)));
        }
        "redis-cli" | "valkey-cli" => {
            found.extend(options(call, &["-a", "--pass"], false, false));
        }
        "redis-server" | "valkey-server" => {
            let settings = ["--requirepass", "--masterauth"];
            found.extend(options(call, &settings, false, false));
        }
        "mongo" | "mongosh" | "mongodump" | "mongorestore" => {
            found.extend(options(call, &["-p", "--password"], false, false));
        }
        "sshpass" => found.extend(options(call, &["-p"], false, false)),
        "mysql" | "mysqldump" | "mysqladmin" | "mariadb" => {
            found.extend(
                options(call, &["-p"], false, false)
                    .into_iter()
                    .filter(|it| {
                        // Only what is glued to the letter is a password.
                        it.word.text.len() > 2 && it.word.text.starts_with("-p")
                    }),
            );
        }
        // Logging in is another control's matter, and so is the option of the same name.
        "useradd" | "usermod" | "adduser" => return found,
        _ => {}
    }
    found.extend(named_options(call));
    found
}

/// The values of these options.
fn options<'i>(
    call: &'i Invocation,
    flags: &[&'static str],
    sets_up: bool,
    is_file: bool,
) -> Vec<Credential<'i>> {
    let values = call.values_of(flags).into_iter();
    values
        .map(|(value, word)| Credential {
            option: option_of(call, word, flags),
            value,
            word,
            sets_up,
            is_file,
        })
        .collect()
}

/// The option of these that gives a value: it stands in the same argument or in the one before.
fn option_of(call: &Invocation, value: &Word, flags: &[&'static str]) -> &'static str {
    let arguments = call.own_arguments();
    let at = arguments.iter().position(|word| word.span == value.span);
    let before = at.and_then(|at| arguments.get(at.checked_sub(1)?));
    let given = [Some(value), before].into_iter().flatten();
    given
        .flat_map(|word| flags.iter().filter(|flag| word.text.starts_with(**flag)))
        .copied()
        .next()
        .unwrap_or("an option")
}

/// The value of a setting, as `key value` or `key=value`.
fn setting(call: &Invocation, is_key: impl Fn(&str) -> bool) -> Vec<Credential<'_>> {
    let operands = call.operands(&[]);
    let mut found = Vec::new();
    for (at, word) in operands.iter().enumerate() {
        let pair = word.text.split_once('=').filter(|(key, _)| is_key(key));
        let value = match pair {
            Some((key, value)) => Some((key, value, *word)),
            None if is_key(&word.text) => {
                let next = operands.get(at + 1);
                next.map(|next| (word.text.as_str(), next.text.as_str(), *next))
            }
            None => None,
        };
        found.extend(value.map(|(option, value, word)| Credential {
            option,
            value,
            word,
            sets_up: true,
            is_file: false,
        }));
    }
    found
}

/// `//registry/:_authToken` and its like.
fn is_npm_login(key: &str) -> bool {
    let name = key.rsplit(':').next().unwrap_or(key);
    matches!(
        name,
        "_authToken" | "_auth" | "_password" | "npmAuthToken" | "npmAuthIdent"
    )
}

/// `user:password` with a password.
fn has_password(user: &str) -> bool {
    user.split_once(':')
        .is_some_and(|(_, password)| !password.is_empty())
}

fn is_authorization(header: &str) -> bool {
    header.split_once(':').is_some_and(|(name, value)| {
        let is_it = [
            "authorization",
            "proxy-authorization",
            "private-token",
            "x-api-key",
        ];
        is_it.iter().any(|it| name.trim().eq_ignore_ascii_case(it)) && !value.trim().is_empty()
    })
}

/// `--password=…` and the like of any command, with a value that is written out.
fn named_options(call: &Invocation) -> Vec<Credential<'_>> {
    const TELLING: [&str; 6] = ["password", "passwd", "token", "secret", "api-key", "apikey"];
    let arguments = call.own_arguments().iter();
    arguments
        .filter_map(|word| {
            let (option, value) = word.text.strip_prefix("--")?.split_once('=')?;
            let is_telling = TELLING.iter().any(|it| option.contains(it));
            let is_written = word.literal().is_some()
                && crate::facts::secrets::is_literal(value)
                && !value.contains("://");
            (is_telling && is_written && is_secret_name(option)).then_some(Credential {
                option,
                value,
                word,
                sets_up: false,
                is_file: false,
            })
        })
        .collect()
}
