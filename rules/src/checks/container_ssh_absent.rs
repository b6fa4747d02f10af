//! Decides `container-ssh-absent`: nobody logs into a running container over SSH.
//!
//! What an image starts by itself is seen where somebody listed what runs; `ssh-server-absent`
//! reads its Dockerfile.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_ssh_absent::{
    CONTROL, IMAGE_SERVES, PORT_PUBLISHED, SERVER_RUNNING, SERVER_STARTED, VALUE_UNRESOLVED,
};
use crate::facts::{ImageReference, Need, Runtime, Unknown};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

const SSH: u16 = 22;

/// Words in an image's name that say it holds an SSH server.
const SERVERS: [&str; 4] = ["sshd", "openssh", "dropbear", "tinysshd"];

/// Words in the name of an image whose service is reached over SSH and is no login.
const SERVE_OVER_SSH: [&str; 14] = [
    "bitbucket",
    "forgejo",
    "gerrit",
    "git",
    "gitbucket",
    "gitea",
    "gitlab",
    "gitolite",
    "gogs",
    "onedev",
    "rhodecode",
    "serve",
    "sftp",
    "sftpgo",
];

fn decide(runtime: &Runtime) -> Verdict {
    let addressing = &runtime.addressing;
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut serves_files = false;
    for image in &addressing.image.items {
        let words = words_of(&image.value);
        serves_files |= words
            .iter()
            .any(|word| SERVE_OVER_SSH.contains(&word.as_str()));
        if !serves_files && words.iter().any(|word| SERVERS.contains(&word.as_str())) {
            let finding = Finding::new(IMAGE_SERVES).with("image", &image.value);
            failures.push(finding.at(image.evidence));
        }
    }
    for word in &addressing.started.words.items {
        if let Some(program) = started(&word.value) {
            let finding = Finding::new(SERVER_STARTED).with("program", program);
            failures.push(finding.at(word.evidence));
        }
    }
    for program in addressing.programs.iter().flat_map(|it| &it.items) {
        if let Some(server) = started(&program.value) {
            let finding = Finding::new(SERVER_RUNNING).with("program", server);
            failures.push(finding.at(program.evidence));
        }
    }
    let is_named = addressing.image.unknown.is_empty();
    for port in &runtime.published().items {
        let is_ssh = port
            .value
            .target_ports()
            .is_some_and(|it| it.contains(&SSH))
            && !port.value.target.ends_with("/udp");
        if is_ssh && !serves_files && is_named {
            let finding = Finding::new(PORT_PUBLISHED).with("port", &port.value);
            failures.push(finding.at(port.evidence));
        }
    }
    let open = [
        &addressing.image.unknown,
        &addressing.started.words.unknown,
        &runtime.published().unknown,
    ];
    for open in open.into_iter().flatten().filter(|open| could_decide(open)) {
        unknown.push(unsettled::finding(open, VALUE_UNRESOLVED));
    }
    Verdict::of_lists(failures, unknown)
}

/// Whether the words would tell more if they were known: an image that is not given would not.
const fn could_decide(open: &Unknown) -> bool {
    match open.needs {
        Need::Variables(_) | Need::Readable(_) | Need::File(_) | Need::Source(_) | Need::Whole => {
            true
        }
        Need::Image(_) | Need::BaseImage(_) => false,
    }
}

/// The words of the last part of an image's name, its version left out.
fn words_of(image: &str) -> Vec<String> {
    let image = ImageReference::new(image);
    let last = image.repository.rsplit('/').next().unwrap_or_default();
    let last = last.to_ascii_lowercase();
    last.split(['-', '_', '.']).map(str::to_owned).collect()
}

/// The SSH server among the words of a command, unless it is only asked something.
fn started(command: &str) -> Option<&str> {
    let is_end = |letter: char| letter.is_whitespace() || matches!(letter, ';' | '&' | '|' | '(');
    let mut words = command.split(is_end).peekable();
    while let Some(word) = words.next() {
        let program = word.rsplit('/').next().unwrap_or_default();
        let is_asked = matches!(words.peek(), Some(&("-t" | "-T" | "-V")));
        if matches!(program, "sshd" | "dropbear" | "tinysshd") && !is_asked {
            return Some(program);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{started, words_of};

    #[test]
    fn a_server_is_found_in_a_command() {
        assert_eq!(started("/usr/sbin/sshd -D"), Some("sshd"));
        assert_eq!(started("keys && exec sshd"), Some("sshd"));
        assert_eq!(started("sshd -t"), None);
        assert_eq!(started("cat /etc/ssh/sshd_config"), None);
        assert_eq!(started(""), None);
    }

    #[test]
    fn the_last_part_of_an_image_has_words() {
        assert_eq!(words_of("team/openssh-server:9"), ["openssh", "server"]);
    }
}
