//! Which keys Compose merges in a way of their own.

/// How a value is merged over an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Mappings key by key, lists one behind the other, the later of two single values.
    Plain,
    /// The later value stands alone, null included.
    Replaced,
    /// Keys with values, as a mapping or as a list of `KEY=value`: key by key.
    Pairs,
    /// A single value is a list of one.
    Listed,
    /// Like [`Rule::Listed`] of `host=address`, without what is there already.
    Hosts,
    /// A list is a mapping with nothing below its keys.
    Names,
    /// A list is a mapping of services that must have been started.
    Dependencies,
    /// A single value is the context.
    Build,
    /// As a mapping where the drivers agree, else replaced.
    Logging,
    /// The later value stands alone, unless it is null.
    ReplacedUnlessNull,
    /// Mappings in a list, told apart by their `subnet`.
    Subnets,
}

/// The rule for the value that a path of keys leads to.
pub(super) fn of(path: &[&str]) -> Rule {
    match path {
        ["services", _, rest @ ..] => of_service(rest),
        ["networks", _, "ipam", "config"] => Rule::Subnets,
        ["networks" | "volumes", _, "labels"] => Rule::Pairs,
        _ => Rule::Plain,
    }
}

fn of_service(path: &[&str]) -> Rule {
    match path {
        ["command" | "entrypoint"] | ["healthcheck", "test"] => Rule::Replaced,
        ["annotations" | "environment" | "labels" | "sysctls"]
        | ["build", "additional_contexts" | "args" | "labels"]
        | ["deploy", "labels"] => Rule::Pairs,
        ["dns" | "dns_opt" | "dns_search" | "env_file" | "label_file" | "tmpfs"] => Rule::Listed,
        ["extra_hosts"] | ["build", "extra_hosts"] => Rule::Hosts,
        ["models" | "networks"] => Rule::Names,
        ["depends_on"] => Rule::Dependencies,
        ["build"] => Rule::Build,
        ["logging"] => Rule::Logging,
        ["ulimits", _] => Rule::ReplacedUnlessNull,
        _ => Rule::Plain,
    }
}
