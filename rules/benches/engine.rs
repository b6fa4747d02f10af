//! How long the engine takes, from bytes to JSON, for what people drop.
//!
//! `PLIMSOLL_BENCH_FOLDER=… cargo bench --package plimsoll-rules` reads the Dockerfiles of a
//! folder of one's own instead of the fixtures.
#![expect(
    clippy::disallowed_methods,
    reason = "the engine reads no files; what measures it does"
)]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};

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

/// A project of this many files: the first includes the others, and each of their services
/// extends one of a file they share.
fn project(files: usize) -> Vec<(String, String)> {
    let part = |number: usize| {
        let text = format!(
            "services:\n  s{number}:\n    extends: {{file: base.yaml, service: base}}\n    \
             image: registry.example.org/team/s{number}:1.{number}\n    environment:\n      \
             LEVEL: ${{LEVEL:-info}}\n      REGION: ${{REGION}}\n"
        );
        (format!("part{number}.yaml"), text)
    };
    let base = "services:\n  base:\n    restart: on-failure:3\n    read_only: true\n    \
                cap_drop: [ALL]\n    deploy: {resources: {limits: {memory: 256M}}}\n";
    let mut all: Vec<_> = (0..files).map(part).collect();
    let included: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let first = format!("include: [{}]\n", included.join(", "));
    all.push(("compose.yaml".to_owned(), first));
    all.push(("base.yaml".to_owned(), base.to_owned()));
    all.push((".env".to_owned(), "REGION=north\n".to_owned()));
    all
}

/// A list of ten in which each item is such a list, this many levels deep.
fn alias_bomb(levels: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::from("x-0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
    for level in 1..levels {
        let below = format!("*x{}", level - 1);
        let items = [below.as_str(); 10].join(", ");
        writeln!(text, "x-{level}: &x{level} [{items}]").expect("writing to a string succeeds");
    }
    let last = levels.saturating_sub(1);
    text + &format!("services: {{web: {{image: \"a:1.0\", command: *x{last}}}}}\n")
}

fn whole_way_of_project(files: &[(String, String)]) -> usize {
    let files = files.iter();
    let artifacts: Vec<_> = files
        .map(|(name, text)| read(name, text.as_bytes()))
        .collect();
    let report = assess(&artifacts, &Policy::default());
    json(&report, Verdicts::Failing).len()
}

/// Compose files that belong together, and those that somebody wrote to keep others waiting.
fn projects(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("projects");
    let files = project(100);
    group.bench_with_input(
        BenchmarkId::new("include and extends", "102 files"),
        &files,
        |bencher, files| bencher.iter(|| black_box(whole_way_of_project(files))),
    );
    group.sample_size(10);
    let bombs = [("aliases", alias_bomb(30)), ("services", compose(30_000))];
    for (what, text) in bombs {
        let size = format!("{} bytes", text.len());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new(what, size), &text, |bencher, text| {
            bencher.iter(|| black_box(whole_way("compose.yaml", text)));
        });
    }
    group.finish();
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

/// Every file below a folder whose name says Dockerfile, in order of their paths.
fn dockerfiles(folder: &Path) -> io::Result<Vec<Vec<u8>>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().to_lowercase());
        if path.is_dir() {
            files.append(&mut dockerfiles(&path)?);
        } else if name.is_some_and(|name| name.contains("dockerfile")) {
            files.push(fs::read(&path)?);
        }
    }
    Ok(files)
}

/// Dockerfiles as people write them, each judged by itself.
fn real_dockerfiles(criterion: &mut Criterion) {
    let fixtures = || OsString::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"));
    let folder = env::var_os("PLIMSOLL_BENCH_FOLDER").unwrap_or_else(fixtures);
    let files = dockerfiles(Path::new(&folder)).expect("the folder can be read");
    let bytes = files.iter().map(Vec::len).sum::<usize>();
    let mut group = criterion.benchmark_group("Dockerfiles of a folder");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.sample_size(20);
    let count = format!("{} files", files.len());
    group.bench_with_input(
        BenchmarkId::new("read", &count),
        &files,
        |bencher, files| {
            bencher.iter(|| {
                for file in files {
                    black_box(read("Dockerfile", file));
                }
            });
        },
    );
    group.bench_with_input(
        BenchmarkId::new("bytes to JSON", &count),
        &files,
        |bencher, files| {
            bencher.iter(|| {
                for file in files {
                    let report = assess(&[read("Dockerfile", file)], &Policy::default());
                    black_box(json(&report, Verdicts::Failing).len());
                }
            });
        },
    );
    group.finish();
}

criterion_group!(benches, engine, projects, real_dockerfiles);
criterion_main!(benches);
