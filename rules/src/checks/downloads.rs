//! What the commands of a build download, and from where.

use super::assignments;
use crate::facts::{Build, Call, Unknown};
use crate::model::shell::{Invocation, Word};

/// An address that a command is given.
pub(super) struct Address<'b> {
    /// The command.
    pub(super) call: Call<'b>,
    /// The argument.
    pub(super) word: &'b Word,
    /// The address with its variables filled in, or what would settle it.
    pub(super) text: Result<String, Unknown>,
}

/// Options of curl and wget whose values are no addresses to download from.
const VALUED: [&str; 42] = [
    "-H",
    "--header",
    "-A",
    "--user-agent",
    "-U",
    "-e",
    "--referer",
    "-d",
    "--data",
    "--data-raw",
    "--data-binary",
    "--post-data",
    "-x",
    "--proxy",
    "-o",
    "--output",
    "-O",
    "--output-document",
    "-u",
    "--user",
    "-X",
    "--request",
    "-F",
    "--form",
    "-w",
    "--write-out",
    "-b",
    "--cookie",
    "-c",
    "--cookie-jar",
    "-P",
    "--directory-prefix",
    "--cacert",
    "--cert",
    "--key",
    "--retry",
    "--retry-delay",
    "--connect-timeout",
    "-m",
    "--max-time",
    "-T",
    "--tries",
];

/// Options of curl alone that take no value although wget's of the same letter do.
const BARE_IN_CURL: [&str; 1] = ["-O"];

/// How many commands before its use a variable of the script is looked for.
const NEAR: usize = 100;

/// Whether a program is there to download.
pub(super) fn is_downloader(name: &str) -> bool {
    matches!(name, "curl" | "wget" | "wget2" | "aria2c" | "axel")
}

/// Every address that curl, wget and their like are given in any stage.
pub(super) fn addresses<'b>(build: &'b Build<'_>) -> Vec<Address<'b>> {
    let calls = build
        .calls()
        .filter(|call| is_downloader(&call.invocation.name));
    let found = calls.flat_map(|call| {
        let words = operands(call.invocation);
        words.into_iter().map(move |word| Address {
            call,
            word,
            text: value(build, call, word),
        })
    });
    found.collect()
}

/// The arguments that are addresses: operands, and the values of `--url`.
pub(super) fn operands(call: &Invocation) -> Vec<&Word> {
    let is_curl = call.name == "curl";
    let valued: Vec<&str> = VALUED
        .into_iter()
        .filter(|option| !(is_curl && BARE_IN_CURL.contains(option)))
        .collect();
    let mut words = call.operands(&valued);
    words.extend(call.values_of(&["--url"]).into_iter().map(|(_, word)| word));
    words
}

/// What a word is worth, variables that the script itself sets before included.
pub(super) fn value(build: &Build<'_>, call: Call<'_>, word: &Word) -> Result<String, Unknown> {
    let mut text = word.text.clone();
    let before = call.run.invocations().iter().take(call.index);
    let before = before.skip(call.index.saturating_sub(NEAR));
    let set = before.flat_map(|earlier| &earlier.assignments);
    if word.has_variable {
        for (name, value) in set {
            if let Some(value) = value.literal() {
                text = text.replace(&format!("${{{}}}", name.value), value);
                if text == format!("${}", name.value) {
                    value.clone_into(&mut text);
                }
            }
        }
    }
    if text.contains('$') {
        return assignments::value_of(build, call.run, word, &text);
    }
    Ok(text)
}

/// The last part of an address's path, without query and fragment.
pub(super) fn file_name(address: &str) -> &str {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let path = address.get(..end).unwrap_or(address);
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether an address is sent unprotected, to another machine than the build's own.
pub(super) fn is_plain(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let rest = ["http://", "ftp://"]
        .iter()
        .find_map(|scheme| lower.strip_prefix(scheme));
    let Some(rest) = rest else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or(rest);
    let host = host.rsplit('@').next().unwrap_or(host);
    let is_own = host == "localhost"
        || host.starts_with("localhost:")
        || host.starts_with("127.")
        || host.starts_with("[::1]");
    !is_own
}
