//! Where keys and ports of a compose file belong.

use crate::facts::ports;
use crate::model::yaml::Node;

/// The keys of a file, in their order; those of extensions come first.
const KEYS: [&str; 8] = [
    "version", "name", "include", "services", "networks", "volumes", "secrets", "configs",
];

/// The keys of a service, in their order: what it is, what it needs, how it is set up, how it is
/// reached, how it runs, and what is written on it.
const SERVICE_KEYS: [&str; 24] = [
    "container_name",
    "image",
    "build",
    "depends_on",
    "volumes",
    "volumes_from",
    "configs",
    "secrets",
    "environment",
    "env_file",
    "ports",
    "networks",
    "network_mode",
    "extra_hosts",
    "command",
    "entrypoint",
    "working_dir",
    "restart",
    "healthcheck",
    "logging",
    "labels",
    "user",
    "isolation",
    "deploy",
];

/// The rank of a key of a file; `None` where it may stand anywhere.
pub(super) fn of_key(key: &str) -> Option<usize> {
    if key.starts_with("x-") {
        return Some(0);
    }
    of(&KEYS, key).map(|rank| rank + 1)
}

/// The rank of a service's key; `None` where it may stand anywhere.
pub(super) fn of_service_key(key: &str) -> Option<usize> {
    of(&SERVICE_KEYS, key)
}

fn of(keys: &[&str], key: &str) -> Option<usize> {
    keys.iter().position(|known| *known == key)
}

/// The port that decides where a mapping belongs, the host's before the container's, and what is
/// written of it; `None` where a variable holds it.
pub(super) fn of_port(port: &Node) -> Option<(u16, &str)> {
    let long = || {
        port.get("published")
            .or_else(|| port.get("target"))?
            .scalar()
    };
    let text = &*port.scalar().or_else(long)?.text;
    let bare = text.split('/').next().unwrap_or(text);
    let mut parts = bare.rsplit(':');
    let target = parts.next()?;
    let host = parts.next().filter(|host| !host.is_empty());
    Some((*ports(host.unwrap_or(target))?.start(), text))
}

#[cfg(test)]
mod tests {
    use super::{of_key, of_port, of_service_key};
    use crate::model::yaml::parse;

    #[test]
    fn ports_are_ordered_by_the_host_s() {
        for (text, expected) in [
            ("80", Some(80)),
            ("'81'", Some(81)),
            ("8080:80", Some(8080)),
            ("3000-3005", Some(3000)),
            ("127.0.0.1:8001:80/udp", Some(8001)),
            ("127.0.0.1::80", Some(80)),
            ("'[::1]:9090-9091:8080-8081'", Some(9090)),
            ("{target: 80, published: 8082}", Some(8082)),
            ("{target: 80}", Some(80)),
            ("$WEB_PORT:80", None),
            ("{published: [1]}", None),
            ("[80]", None),
        ] {
            let yaml = parse(text);
            let node = yaml.documents.first().unwrap();
            assert_eq!(of_port(node).map(|it| it.0), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_listed_may_stand_anywhere() {
        assert!(of_key("x-b") < of_key("version") && of_key("volumes") < of_key("secrets"));
        assert!(of_service_key("image") < of_service_key("ports"));
        assert_eq!(of_key("models"), None);
        assert_eq!(of_service_key("x-b"), None);
    }
}
