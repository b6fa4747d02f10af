//! How long the engine takes, from bytes to JSON, for what people drop.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use plimsoll_rules::export::json::{Verdicts, json};
use plimsoll_rules::{Policy, assess, read};

const DOCKERFILE: &str = "\
FROM golang:1.25-alpine AS build
ARG VERSION=dev
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download && \\
    go vet ./...
COPY . .
RUN <<EOF
set -e
go build -o /app ./cmd/app
EOF

FROM alpine:3.22
ENV PATH=/opt/app/bin:$PATH LOG_LEVEL=info
COPY --from=build /app /usr/local/bin/app
EXPOSE 8080
HEALTHCHECK --interval=30s CMD wget -qO- http://localhost:8080/healthz
USER 10001:10001
ENTRYPOINT [\"/usr/local/bin/app\"]
";

/// A compose file of this many services, with anchors and merge keys as people write them.
fn compose(services: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::from(
        "x-base: &base\n  restart: on-failure:3\n  read_only: true\n  cap_drop: [ALL]\nservices:\n",
    );
    for number in 0..services {
        write!(
            text,
            "  s{number}:\n    <<: *base\n    image: registry.example.org/team/s{number}:1.{number}\n    \
             ports: [\"127.0.0.1:{}:80\"]\n    environment:\n      LOG_LEVEL: info\n      \
             DB_PASSWORD_FILE: /run/secrets/db\n    volumes:\n      - data{number}:/data\n    \
             deploy:\n      resources:\n        limits: {{memory: 256M, pids: 100}}\n",
            8000 + number
        )
        .expect("writing to a string succeeds");
    }
    text
}

/// A `docker inspect` array of this many containers, with the fields the engine reads and more.
fn inspect(containers: usize) -> String {
    let container = |number: usize| {
        format!(
            r#"{{"Id":"{number:064x}","Created":"2026-01-01T00:00:00Z","Path":"app","Args":[],
  "State":{{"Status":"running","Running":true,"Pid":{number}}},"Image":"sha256:{number:064x}",
  "Name":"/c{number}","HostConfig":{{"Binds":["/srv/{number}:/data:ro"],"NetworkMode":"shop",
  "RestartPolicy":{{"Name":"on-failure","MaximumRetryCount":3}},"Privileged":false,
  "CapAdd":null,"CapDrop":["ALL"],"SecurityOpt":["no-new-privileges:true"],"PidMode":"",
  "IpcMode":"private","ReadonlyRootfs":true,"Memory":268435456,"PidsLimit":100,
  "PortBindings":{{"80/tcp":[{{"HostIp":"127.0.0.1","HostPort":"8080"}}]}}}},
  "Mounts":[{{"Type":"bind","Source":"/srv/{number}","Destination":"/data","Mode":"ro","RW":false}}],
  "Config":{{"User":"1000","Env":["PATH=/usr/bin","LOG_LEVEL=info"],"Image":"app:1.{number}",
  "Healthcheck":{{"Test":["CMD","true"]}},"Labels":{{"com.docker.compose.service":"web"}}}},
  "NetworkSettings":{{"Ports":{{"80/tcp":[{{"HostIp":"127.0.0.1","HostPort":"8080"}}]}}}}}}"#
        )
    };
    let all: Vec<String> = (0..containers).map(container).collect();
    format!("[{}]", all.join(",\n"))
}

fn whole_way(name: &str, text: &str) -> usize {
    let report = assess(&[read(name, text.as_bytes())], &Policy::default());
    json(&report, Verdicts::Failing).len()
}

fn engine(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("bytes to JSON");
    let inputs = [
        ("Dockerfile", "one".to_owned(), DOCKERFILE.to_owned()),
        ("compose.yaml", "100 services".to_owned(), compose(100)),
        ("inspect.json", "1000 containers".to_owned(), inspect(1000)),
    ];
    for (name, what, text) in inputs {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new(name, what), &text, |bencher, text| {
            bencher.iter(|| black_box(whole_way(name, text)));
        });
    }
    group.finish();
}

criterion_group!(benches, engine);
criterion_main!(benches);
