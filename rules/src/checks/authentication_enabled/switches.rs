//! Variables and options of well-known programs that turn their authentication off.

/// What a variable must be for authentication to be off.
#[derive(Clone, Copy)]
enum Off {
    /// This word.
    Word(&'static str),
    /// Any of the words for yes.
    Yes,
    /// Any of the words for no.
    No,
    /// Anything at all: the image's start script only asks whether it is empty.
    Filled,
}

/// The variables, each with what it must be.
const VARIABLES: [(&str, Off); 12] = [
    ("POSTGRES_HOST_AUTH_METHOD", Off::Word("trust")),
    ("MYSQL_ALLOW_EMPTY_PASSWORD", Off::Filled),
    ("MARIADB_ALLOW_EMPTY_PASSWORD", Off::Filled),
    ("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", Off::Filled),
    ("ALLOW_EMPTY_PASSWORD", Off::Yes),
    ("ALLOW_ANONYMOUS_LOGIN", Off::Yes),
    ("xpack.security.enabled", Off::No),
    ("XPACK_SECURITY_ENABLED", Off::No),
    ("DISABLE_SECURITY_PLUGIN", Off::Yes),
    ("plugins.security.disabled", Off::Yes),
    ("ME_CONFIG_BASICAUTH", Off::No),
    ("GF_AUTH_ANONYMOUS_ENABLED", Off::Yes),
];

/// The options, without a value or with one that says yes.
const OPTIONS: [&str; 5] = [
    "--api.insecure",
    "--insecure",
    "--no-auth",
    "--noauth",
    "--disable-auth",
];

/// Programs for which `--insecure` is about the certificate of the other side.
const CLIENTS: [&str; 6] = ["curl", "mc", "argocd", "kubectl", "grpcurl", "helm"];

/// Whether a variable decides on authentication.
pub(super) fn is_switch(name: &str) -> bool {
    VARIABLES.iter().any(|(switch, _)| *switch == name)
}

/// Whether a variable of this value turns authentication off.
pub(super) fn is_off(name: &str, value: &str) -> bool {
    let value = unquoted(value).to_ascii_lowercase();
    let switch = VARIABLES.iter().find(|(switch, _)| *switch == name);
    switch.is_some_and(|(_, off)| match off {
        Off::Word(word) => value == *word,
        Off::Yes => is_yes(&value),
        Off::No => matches!(value.as_str(), "false" | "no" | "off" | "0"),
        Off::Filled => !value.is_empty(),
    })
}

/// The words among a command's that are such options, each with its place in the list.
pub(super) fn options_off(words: &[&str]) -> Vec<(usize, String)> {
    let base = |word: &str| {
        let word = unquoted(word);
        word.rsplit('/').next().unwrap_or(word).to_owned()
    };
    let is_client = words
        .iter()
        .any(|word| CLIENTS.contains(&base(word).as_str()));
    let words = words.iter().enumerate();
    words
        .filter_map(|(at, word)| {
            let word = unquoted(word);
            let (option, value) = word.split_once('=').unwrap_or((word, "true"));
            let is_off = OPTIONS.contains(&option) && is_yes(&value.to_ascii_lowercase());
            (is_off && !(is_client && option == "--insecure")).then(|| (at, word.to_owned()))
        })
        .collect()
}

fn is_yes(value: &str) -> bool {
    matches!(value, "true" | "yes" | "on" | "1")
}

fn unquoted(word: &str) -> &str {
    word.trim().trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::{is_off, options_off};

    #[test]
    fn switches_are_read_as_their_programs_do() {
        for (name, value) in [
            ("POSTGRES_HOST_AUTH_METHOD", "trust"),
            // The start script takes any text for yes.
            ("MYSQL_ALLOW_EMPTY_PASSWORD", "no"),
            ("ALLOW_EMPTY_PASSWORD", "YES"),
            ("xpack.security.enabled", "\"false\""),
        ] {
            assert!(is_off(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256"),
            ("MYSQL_ALLOW_EMPTY_PASSWORD", ""),
            ("ALLOW_EMPTY_PASSWORD", "no"),
            ("xpack.security.enabled", "true"),
            ("OTHER", "trust"),
        ] {
            assert!(!is_off(name, value), "{name}={value}");
        }
    }

    #[test]
    fn options_are_whole_words_of_servers() {
        assert_eq!(options_off(&["start", "--insecure"]).len(), 1);
        assert_eq!(options_off(&["--api.insecure=true"]).len(), 1);
        assert_eq!(options_off(&["--api.insecure=false"]).len(), 0);
        assert_eq!(options_off(&["--insecure-registry=x"]).len(), 0);
        assert_eq!(options_off(&["sh", "/usr/bin/curl", "--insecure"]).len(), 0);
    }
}
