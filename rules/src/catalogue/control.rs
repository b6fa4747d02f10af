//! A control: what must hold, in words an auditor signs.

/// What must hold, why, and how to mend it.
#[derive(Debug, PartialEq, Eq)]
pub struct Control {
    /// Subject, property, good state, e.g. `container-user-nonroot`; never changes.
    pub id: &'static str,
    /// A sentence that is true once the control passes, without a full stop.
    pub title: &'static str,
    /// The same as a whole sentence, which is what a pass says.
    pub claim: &'static str,
    /// Which of the two scores the control counts in.
    pub category: Category,
    /// Where in a container's life the control belongs.
    pub section: Section,
    /// The harm if the control fails.
    pub severity: Severity,
    /// What kind of weakness a failure is.
    pub concern: Concern,
    /// The kinds of subject the control is judged on.
    pub subjects: &'static [SubjectKind],
    /// Why the control matters, in whole sentences.
    pub rationale: &'static str,
    /// What to change, in whole sentences.
    pub remediation: &'static str,
    /// The smallest example of the change; `None` where words suffice.
    pub example: Option<Example>,
    /// Every way the control can fail or stay unknown.
    pub reasons: &'static [Reason],
    /// Where Docker documents the matter.
    pub references: &'static [Reference],
    /// The rules of other tools and benchmarks that ask for the same.
    pub aliases: &'static [Alias],
    /// Other names people use for the control.
    pub also: &'static [&'static str],
    /// Whether the change can be made for the reader.
    pub fix: Fix,
    /// Whether its evidence is a secret's own place, which is never shown.
    pub is_evidence_secret: bool,
    /// Whether it is judged only where the policy switches it on.
    pub is_opt_in: bool,
}

/// One way a control fails or stays unknown, as a sentence with gaps.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    /// The name, unique within the control, e.g. `root_stated`.
    pub key: &'static str,
    /// The sentence; `{name}` marks the place of the argument `name`.
    pub text: &'static str,
    /// The arguments' names in the order they first appear in `text`.
    pub arguments: &'static [&'static str],
}

impl Reason {
    /// Whether no artifact can settle the matter, which the catalogue says at the sentence's end.
    pub fn is_for_a_person(&self) -> bool {
        let endings = ["for a person to say.", "a person says it."];
        endings.iter().any(|ending| self.text.ends_with(ending))
    }
}

/// The smallest piece of text that passes the control.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// The language to highlight it in.
    pub language: Language,
    /// The text, with a newline at the end of each line.
    pub text: &'static str,
}

/// A page that says more.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// What the page is called.
    pub title: &'static str,
    /// Where it is.
    pub url: &'static str,
}

/// Another tool's name for a control.
#[derive(Debug, PartialEq, Eq)]
pub struct Alias {
    /// The tool or benchmark, e.g. `hadolint`, `cis-docker`.
    pub peer: &'static str,
    /// Its identifier as the tool prints it, e.g. `DL3002`; a `*` at its end stands for any ending.
    pub id: &'static str,
    /// What the tool calls it besides, where the identifier is a mere number.
    pub name: Option<&'static str>,
    /// The keys of the control's reasons that the tool has this identifier for; empty for all.
    pub reasons: &'static [&'static str],
}

impl Alias {
    /// Whether the tool's rule is about failures for this reason.
    pub fn covers(&self, reason: &str) -> bool {
        self.reasons.is_empty() || self.reasons.contains(&reason)
    }
}

impl std::fmt::Display for Alias {
    /// `peer:ID`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.peer, self.id)
    }
}

/// Declares an enum whose values are words of the catalogue.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The value's word in the catalogue and in exports.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}
pub(super) use words;

words! {
    /// Which of the two scores a control counts in.
    Category {
        /// The headline score: what a framework or a security concern asks for.
        Security = "security",
        /// Correctness, style and caching, scored beside the headline.
        Quality = "quality",
    }
}

words! {
    /// Where in a container's life a control or framework item belongs.
    Section {
        /// Images and the files they are built from.
        Build = "build",
        /// How containers are started.
        Runtime = "runtime",
        /// How the daemon is configured.
        Daemon = "daemon",
        /// Owners and modes of Docker's own files.
        Files = "files",
        /// The machine and its operating system.
        Host = "host",
        /// What people do around the machines: updates, logs, backups.
        Operations = "operations",
        /// A cluster in swarm mode.
        Swarm = "swarm",
    }
}

words! {
    /// The harm if a control fails, from least to most.
    Severity {
        /// Worth knowing; weighs nothing.
        Info = "info",
        /// Helps an attacker only together with something else.
        Low = "low",
        /// Removes one layer of defence.
        Medium = "medium",
        /// Lets an attacker inside one container reach further.
        High = "high",
        /// Gives away the host.
        Critical = "critical",
    }
}

impl Severity {
    /// The control's weight in the score, 0..=10.
    pub const fn weight(self) -> u32 {
        match self {
            Self::Info => 0,
            Self::Low => 1,
            Self::Medium => 3,
            Self::High => 7,
            Self::Critical => 10,
        }
    }
}

words! {
    /// What kind of weakness a failure is.
    Concern {
        /// More rights than the work needs.
        LeastPrivilege = "least-privilege",
        /// A wall between container and host, or between containers, is missing.
        Isolation = "isolation",
        /// Credentials lie where others can read them.
        Secrets = "secrets",
        /// What is built or run may not be what was meant.
        SupplyChain = "supply-chain",
        /// More can be reached over the network than needs to be.
        Network = "network",
        /// One container can starve the others.
        Resources = "resources",
        /// Trouble would not be noticed.
        Observability = "observability",
        /// The same input may give another result tomorrow.
        Reproducibility = "reproducibility",
        /// The build or the container may not do what its author meant.
        Correctness = "correctness",
        /// A habit that keeps files readable and current.
        Hygiene = "hygiene",
        /// Slower or larger than need be.
        Performance = "performance",
    }
}

words! {
    /// A kind of thing that is judged.
    SubjectKind {
        /// A Dockerfile's final stage or an inspected image.
        Image = "image",
        /// A service of a compose file or of a swarm.
        Service = "service",
        /// An inspected container.
        Container = "container",
        /// A machine that runs containers.
        Host = "host",
        /// A Docker daemon.
        Daemon = "daemon",
        /// A Docker network.
        Network = "network",
        /// A Docker volume.
        Volume = "volume",
        /// A secret a compose project declares.
        Secret = "secret",
        /// A config a compose project declares.
        Config = "config",
        /// A compose project as a whole.
        Project = "project",
        /// Everything that was given, for what a person answers.
        Scope = "scope",
    }
}

words! {
    /// The language of an example.
    Language {
        /// A Dockerfile.
        Dockerfile = "dockerfile",
        /// A compose file.
        Compose = "compose",
        /// Commands for a terminal.
        Shell = "shell",
        /// JSON, as in `daemon.json`.
        Json = "json",
    }
}

words! {
    /// Whether a failure can be mended for the reader.
    Fix {
        /// A person has to decide what to write.
        None = "none",
        /// The edit cannot change what a working build or container does.
        Safe = "safe",
        /// The edit can be drafted; a person confirms it or fills in a value.
        Assisted = "assisted",
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::CONTROLS;

    #[test]
    fn what_is_for_a_person_is_said_in_the_same_words() {
        let mut asked = 0;
        for reason in CONTROLS.iter().flat_map(|control| control.reasons) {
            let names_one = reason.text.contains(" person ");
            assert_eq!(names_one, reason.is_for_a_person(), "{}", reason.text);
            asked += usize::from(names_one);
        }
        assert!(asked > 10);
    }
}
