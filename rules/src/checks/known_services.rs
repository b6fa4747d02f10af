//! Programs that store data or govern others, by their ports and by their images.

use crate::facts::{Binding, ImageReference};

/// Ports by convention, and what listens there.
const PORTS: [(u16, &str); 32] = [
    (22, "SSH"),
    (1433, "SQL Server"),
    (1521, "Oracle Database"),
    (2181, "ZooKeeper"),
    (2375, "the Docker API"),
    (2376, "the Docker API"),
    (2379, "etcd"),
    (2380, "etcd"),
    (3306, "MySQL"),
    (3389, "a remote desktop"),
    (5432, "PostgreSQL"),
    (5601, "Kibana"),
    (5672, "RabbitMQ"),
    (5900, "VNC"),
    (5984, "CouchDB"),
    (6379, "Redis"),
    (7474, "Neo4j"),
    (8086, "InfluxDB"),
    (8200, "Vault"),
    (8500, "Consul"),
    (8529, "ArangoDB"),
    (9000, "an administration page or an object store"),
    (9090, "Prometheus"),
    (9092, "Kafka"),
    (9200, "Elasticsearch"),
    (9300, "Elasticsearch"),
    (9443, "an administration page"),
    (10250, "the kubelet"),
    (11211, "Memcached"),
    (15672, "the console of RabbitMQ"),
    (27017, "MongoDB"),
    (50070, "Hadoop"),
];

/// Words in the last part of an image's name that say it stores data for others.
const STORES: [&str; 34] = [
    "arangodb",
    "cassandra",
    "clickhouse",
    "cockroach",
    "couchbase",
    "couchdb",
    "db2",
    "dragonfly",
    "elasticsearch",
    "etcd",
    "influxdb",
    "kafka",
    "keydb",
    "mariadb",
    "memcached",
    "milvus",
    "mongo",
    "mongodb",
    "mssql",
    "mysql",
    "nats",
    "neo4j",
    "opensearch",
    "oracle",
    "percona",
    "postgis",
    "postgres",
    "postgresql",
    "qdrant",
    "rabbitmq",
    "redis",
    "timescaledb",
    "valkey",
    "zookeeper",
];

/// What usually listens on the port of the container that is published.
pub(super) fn listening(binding: &Binding) -> Option<&'static str> {
    let targets = binding.target_ports()?;
    let known = PORTS.iter().find(|(port, _)| targets.contains(port));
    known.map(|(_, service)| *service)
}

/// The data store that an image holds, by its name.
pub(super) fn data_store(image: &ImageReference) -> Option<&'static str> {
    let mut parts = image.repository.rsplit('/');
    let generic = |part: &&str| !matches!(*part, "server" | "database");
    let last = parts.find(generic).unwrap_or_default().to_ascii_lowercase();
    let mut words = last.split(['-', '_', '.']);
    let first = words.next().unwrap_or_default();
    // What comes behind tells what works with the store: `redis-commander` is none.
    let is_plain = words.all(|word| {
        matches!(
            word,
            "server"
                | "ha"
                | "alpine"
                | "community"
                | "db"
                | "stack"
                | "cluster"
                | "node"
                | "sentinel"
                | "repmgr"
        )
    });
    let store = STORES.iter().find(|store| **store == first);
    store.copied().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::data_store;
    use crate::facts::ImageReference;

    #[test]
    fn stores_are_told_from_what_works_with_them() {
        let store = |text: &str| data_store(&ImageReference::new(text));
        assert_eq!(store("docker.io/library/Postgres:17.4"), Some("postgres"));
        assert_eq!(store("redis/redis-stack-server:7"), Some("redis"));
        assert_eq!(store("registry.example.com/mssql/server"), Some("mssql"));
        assert_eq!(store("bitnami/postgresql-repmgr:16"), Some("postgresql"));
        for other in [
            "redis-commander",
            "postgres-exporter",
            "server",
            "nginx",
            "mongo-express",
            "",
        ] {
            assert_eq!(store(other), None, "{other}");
        }
    }
}
