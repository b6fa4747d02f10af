//! What an artifact can be, and how far it is read.

/// What a file is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Build instructions of an image.
    Dockerfile,
    /// A Compose file, an override, a fragment or a resolved model, in YAML or JSON.
    Compose,
    /// What `docker inspect` or `podman inspect` prints, of any kind of object.
    Inspect,
    /// The console text or the log of docker-bench-security.
    BenchText,
    /// The JSON result of docker-bench-security.
    BenchJson,
    /// Waivers and attestations of this tool.
    PlimsollPolicy,
    /// The configuration file of hadolint.
    HadolintConfig,
    /// A report this tool exported.
    PlimsollReport,
    /// What the collector found on a host.
    Bundle,
    /// The configuration blob of an image, as registries and `docker save` hold it.
    ImageConfig,
    /// What `docker history` prints.
    ImageHistory,
    /// What `docker ps` or the container list of the engine prints.
    ContainerList,
    /// What `docker images` prints.
    ImageList,
    /// What `docker info` or `podman info` prints.
    DockerInfo,
    /// What `docker version` prints.
    DockerVersion,
    /// The daemon's configuration file.
    DaemonJson,
    /// Variables for `--env-file`, `env_file:` or Compose itself.
    EnvFile,
    /// Paths a build context leaves out.
    Dockerignore,
    /// A systemd unit or drop-in that starts the daemon.
    SystemdUnit,
    /// The command line of a running `dockerd`.
    DaemonArguments,
    /// A shell file with the daemon's options, e.g. `/etc/default/docker`.
    DaemonDefaults,
    /// What one command of the collector showed of its machine.
    HostRecord,
    /// What a manager lists of its swarm, one object a line.
    SwarmListing,
    /// One or more `docker run` commands.
    DockerRun,
    /// The client's `config.json`; it may hold credentials.
    ClientConfig,
    /// A seccomp profile.
    SeccompProfile,
    /// A Buildx bake file.
    Bake,
    /// A development container definition.
    Devcontainer,
    /// A Podman quadlet.
    Quadlet,
    /// Static analysis results in SARIF.
    Sarif,
    /// A `CycloneDX` bill of materials.
    CycloneDx,
    /// An SPDX bill of materials.
    Spdx,
    /// A Trivy report.
    Trivy,
    /// A Trivy compliance report.
    TrivyCompliance,
    /// A Grype report.
    Grype,
    /// A Clair report or one of clair-scanner.
    Clair,
    /// A Snyk or `docker scan` report.
    Snyk,
    /// A hadolint report.
    Hadolint,
    /// A dockle report.
    Dockle,
    /// A dclint report.
    Dclint,
    /// A compose-lint report.
    ComposeLint,
    /// A gitleaks report.
    Gitleaks,
    /// A trufflehog report.
    Trufflehog,
    /// A conftest report.
    Conftest,
    /// A checkov report.
    Checkov,
    /// A KICS report.
    Kics,
    /// An `InSpec` or Heimdall result.
    Inspec,
    /// A cosign verification.
    Cosign,
    /// What `notation inspect` prints.
    Notation,
    /// A GitLab code quality report.
    CodeQuality,
    /// Kubernetes objects.
    Kubernetes,
    /// A Helm chart's description.
    Helm,
    /// A GitHub Actions workflow.
    GithubWorkflow,
    /// A GitLab pipeline.
    GitlabCi,
    /// An Ansible playbook or task list.
    Ansible,
    /// A file with placeholders that a generator fills in first.
    Template,
    /// A zip, tar, gzip, xz, bzip2 or zstd file.
    Archive,
    /// Bytes that are no text.
    Binary,
    /// Something known that has nothing to do with Docker.
    NotDocker,
    /// Nothing that could be told.
    Unknown,
}

/// How far a kind of artifact is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Support {
    /// Read and judged.
    Checked,
    /// Known by name, listed, and not judged.
    Recognised,
    /// None of ours.
    NotDocker,
}

impl Support {
    /// The name in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Recognised => "recognised",
            Self::NotDocker => "not_docker",
        }
    }
}

/// One row a kind: the kind, its id, its title.
const KINDS: &[(Kind, &str, &str)] = &[
    (Kind::Dockerfile, "dockerfile", "Dockerfile"),
    (Kind::Compose, "compose", "Compose file"),
    (Kind::Inspect, "docker-inspect", "docker inspect output"),
    (
        Kind::BenchText,
        "docker-bench-text",
        "docker-bench-security text",
    ),
    (
        Kind::BenchJson,
        "docker-bench-json",
        "docker-bench-security JSON",
    ),
    (Kind::PlimsollPolicy, "plimsoll-policy", "Plimsoll policy"),
    (
        Kind::HadolintConfig,
        "hadolint-config",
        "hadolint configuration",
    ),
    (Kind::PlimsollReport, "plimsoll-report", "Plimsoll report"),
    (Kind::Bundle, "plimsoll-bundle", "collector's bundle"),
    (Kind::ImageConfig, "image-config", "image configuration"),
    (Kind::ImageHistory, "image-history", "docker history output"),
    (Kind::ContainerList, "container-list", "container list"),
    (Kind::ImageList, "image-list", "image list"),
    (Kind::DockerInfo, "docker-info", "docker info output"),
    (
        Kind::DockerVersion,
        "docker-version",
        "docker version output",
    ),
    (Kind::DaemonJson, "daemon-json", "daemon.json"),
    (Kind::EnvFile, "env-file", "environment file"),
    (Kind::Dockerignore, "dockerignore", ".dockerignore"),
    (Kind::SystemdUnit, "systemd-unit", "systemd unit"),
    (
        Kind::DaemonArguments,
        "daemon-arguments",
        "dockerd command line",
    ),
    (
        Kind::DaemonDefaults,
        "daemon-defaults",
        "shell file with dockerd's options",
    ),
    (Kind::HostRecord, "host-record", "host record"),
    (Kind::SwarmListing, "swarm-listing", "swarm listing"),
    (Kind::DockerRun, "docker-run", "docker run command"),
    (
        Kind::ClientConfig,
        "client-config",
        "Docker client configuration",
    ),
    (Kind::SeccompProfile, "seccomp-profile", "seccomp profile"),
    (Kind::Bake, "docker-bake", "bake file"),
    (Kind::Devcontainer, "devcontainer", "development container"),
    (Kind::Quadlet, "quadlet", "Podman quadlet"),
    (Kind::Sarif, "sarif", "SARIF report"),
    (Kind::CycloneDx, "cyclonedx", "CycloneDX bill of materials"),
    (Kind::Spdx, "spdx", "SPDX bill of materials"),
    (Kind::Trivy, "trivy", "Trivy report"),
    (
        Kind::TrivyCompliance,
        "trivy-compliance",
        "Trivy compliance report",
    ),
    (Kind::Grype, "grype", "Grype report"),
    (Kind::Clair, "clair", "Clair report"),
    (Kind::Snyk, "snyk", "Snyk report"),
    (Kind::Hadolint, "hadolint", "hadolint report"),
    (Kind::Dockle, "dockle", "dockle report"),
    (Kind::Dclint, "dclint", "dclint report"),
    (Kind::ComposeLint, "compose-lint", "compose-lint report"),
    (Kind::Gitleaks, "gitleaks", "gitleaks report"),
    (Kind::Trufflehog, "trufflehog", "trufflehog report"),
    (Kind::Conftest, "conftest", "conftest report"),
    (Kind::Checkov, "checkov", "checkov report"),
    (Kind::Kics, "kics", "KICS report"),
    (Kind::Inspec, "inspec", "InSpec or Heimdall result"),
    (Kind::Cosign, "cosign", "cosign verification"),
    (Kind::Notation, "notation", "notation inspection"),
    (
        Kind::CodeQuality,
        "code-quality",
        "GitLab code quality report",
    ),
    (Kind::Kubernetes, "kubernetes", "Kubernetes objects"),
    (Kind::Helm, "helm", "Helm chart"),
    (
        Kind::GithubWorkflow,
        "github-workflow",
        "GitHub Actions workflow",
    ),
    (Kind::GitlabCi, "gitlab-ci", "GitLab pipeline"),
    (Kind::Ansible, "ansible", "Ansible playbook"),
    (Kind::Template, "template", "template"),
    (Kind::Archive, "archive", "archive"),
    (Kind::Binary, "binary", "binary file"),
    (Kind::NotDocker, "not-docker", "not a Docker document"),
    (Kind::Unknown, "unknown", "unknown"),
];

impl Kind {
    /// Every kind, in the order people are offered them.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(|(kind, _, _)| *kind)
    }

    /// The kind with this id, or `None` for a word that is no id.
    pub fn from_id(id: &str) -> Option<Self> {
        KINDS
            .iter()
            .find(|(_, own, _)| *own == id)
            .map(|(kind, _, _)| *kind)
    }

    /// The stable kebab-case word for this kind.
    pub fn id(self) -> &'static str {
        self.row().map_or("unknown", |(_, id, _)| id)
    }

    /// The words people read for this kind.
    pub fn title(self) -> &'static str {
        self.row().map_or("unknown", |(_, _, title)| title)
    }

    /// How far files of this kind are read.
    pub fn support(self) -> Support {
        match self {
            Self::Dockerfile
            | Self::Compose
            | Self::DockerRun
            | Self::Inspect
            | Self::ImageConfig
            | Self::ImageHistory
            | Self::DockerInfo
            | Self::DockerVersion
            | Self::DaemonJson
            | Self::SystemdUnit
            | Self::DaemonArguments
            | Self::DaemonDefaults
            | Self::HostRecord
            | Self::SwarmListing
            | Self::Bundle
            | Self::BenchText
            | Self::BenchJson
            | Self::Dockerignore
            | Self::EnvFile
            | Self::PlimsollPolicy
            | Self::HadolintConfig => Support::Checked,
            Self::Kubernetes
            | Self::Helm
            | Self::GithubWorkflow
            | Self::GitlabCi
            | Self::Ansible
            | Self::Binary
            | Self::NotDocker
            | Self::Unknown => Support::NotDocker,
            Self::PlimsollReport
            | Self::ContainerList
            | Self::ImageList
            | Self::ClientConfig
            | Self::SeccompProfile
            | Self::Bake
            | Self::Devcontainer
            | Self::Quadlet
            | Self::Sarif
            | Self::CycloneDx
            | Self::Spdx
            | Self::Trivy
            | Self::TrivyCompliance
            | Self::Grype
            | Self::Clair
            | Self::Snyk
            | Self::Hadolint
            | Self::Dockle
            | Self::Dclint
            | Self::ComposeLint
            | Self::Gitleaks
            | Self::Trufflehog
            | Self::Conftest
            | Self::Checkov
            | Self::Kics
            | Self::Inspec
            | Self::Cosign
            | Self::Notation
            | Self::CodeQuality
            | Self::Template
            | Self::Archive => Support::Recognised,
        }
    }

    fn row(self) -> Option<(Self, &'static str, &'static str)> {
        KINDS.iter().find(|(kind, _, _)| *kind == self).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, Kind};

    #[test]
    fn every_kind_has_one_row_and_every_id_leads_back() {
        for (at, (kind, id, _)) in KINDS.iter().enumerate() {
            assert_eq!(*kind as usize, at, "{id} stands where its kind is declared");
            assert_eq!(Kind::from_id(id), Some(*kind));
        }
        assert_eq!(KINDS.len(), Kind::Unknown as usize + 1);
    }
}
