//! No export shows a secret, of whatever family and wherever it stands.

use plimsoll_rules::conceal::Concealed;
use plimsoll_rules::export::json::{self, Verdicts};
use plimsoll_rules::export::{markdown, plain};
use plimsoll_rules::span::Span;
use plimsoll_rules::{Artifact, Policy, Report, assess, read};

/// `length` characters that look made up: no whole token stands in this file.
fn noise(alphabet: &str, length: usize) -> String {
    let letters: Vec<char> = alphabet.chars().collect();
    (0..length)
        .map(|at| letters[(at * 7 + at / 5 + 3) % letters.len()])
        .collect()
}

/// One value of every family.
fn values() -> Vec<String> {
    let alnum = |length| noise("aB3dE5fG7hJ9kLmNpQ2rStU4vWxY6z", length);
    let hex = |length| noise("0a1b2c3d4e5f6789", length);
    let upper = |length| noise("QW3ERT5YU7IPAS2DFG4HJKL6ZXCVBNM", length);
    let mut values = vec![
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl".to_owned(),
        format!("123456789:AA{}", alnum(33)),
        format!("SG.{}.{}", alnum(22), alnum(43)),
        format!("SWMTKN-1-{}-{}", alnum(50), alnum(25)),
    ];
    for prefix in ["AKIA", "ASIA"] {
        values.push(format!("{prefix}{}", upper(16)));
    }
    for (prefix, length) in [
        ("AIza", 35),
        ("ghp_", 36),
        ("github_pat_", 82),
        ("glpat-", 20),
        ("npm_", 36),
        ("pypi-AgE", 60),
        ("dckr_pat_", 27),
        ("xoxb-", 40),
        ("sk_live_", 24),
        ("sk-ant-", 90),
        ("hf_", 34),
        ("hvs.", 24),
    ] {
        values.push(format!("{prefix}{}", alnum(length)));
    }
    for (prefix, length) in [("dop_v1_", 64), ("SK", 32), ("shpat_", 32)] {
        values.push(format!("{prefix}{}", hex(length)));
    }
    values
}

/// A build and a service with the value in every place that a text can have.
fn planted(value: &str) -> Vec<Artifact> {
    let dockerfile = format!(
        "ARG BASE_TOKEN={value}\n\
         FROM alpine:3.22 AS builder\n\
         # once it was {value}\n\
         ENV DB_PASSWORD={value} PLAIN={value}\n\
         ENV LEGACY_TOKEN {value}\n\
         LABEL note=\"{value}\"\n\
         RUN export API_TOKEN={value} && curl -u me:{value} -H \"Authorization: Bearer {value}\" https://me:{value}@example.org/\n\
         RUN docker login --username me --password {value} r.example.org; echo '{value}' | tee /t\n\
         RUN [\"sh\", \"-c\", \"useradd -p {value} app\"]\n\
         FROM alpine:latest\n\
         MAINTAINER {value}\n\
         WORKDIR a/{value}\n\
         ADD https://me:{value}@example.org/x {value} /x\n\
         COPY <<EOF /root/.npmrc\n\
         //r.example.org/:_authToken={value}\n\
         EOF\n\
         RUN <<EOF\n\
         npm config set //r.example.org/:_authToken {value}\n\
         EOF\n\
         ONBUILD RUN TOKEN={value} ./fetch\n\
         HEALTHCHECK CMD wget --password={value} http://localhost/\n\
         CMD serve --token {value} --url https://me:{value}@example.org/\n"
    );
    let compose = format!(
        "services:\n  web:\n    image: a\n    environment:\n      DB_PASSWORD: {value}\n      \
         URL: https://me:{value}@example.org/\n    build:\n      args:\n        - NPM_TOKEN={value}\n    \
         command: run --token {value}\n"
    );
    let artifact = |name, text: &str| read(name, text.as_bytes());
    vec![
        artifact("Dockerfile", &dockerfile),
        artifact("compose.yaml", &compose),
    ]
}

/// Everything that the engine itself writes of a report, and what the page and the command
/// may show of the files.
fn exports(report: &Report, artifacts: &[Artifact]) -> Vec<String> {
    let mut written = vec![markdown::tasks(report), json::json(report, Verdicts::All)];
    for result in &report.controls {
        written.push(plain::plain(report, artifacts, result.control.id));
    }
    let texts = artifacts.iter().map(|it| (&*it.name, it.text.as_str()));
    for (name, concealed) in Concealed::of_report(report, texts.clone()) {
        let (_, text) = texts.clone().find(|(it, _)| *it == name).unwrap();
        let hidden = concealed.within(Span::new(0, text.len()), text);
        let is_shown = |at: usize| !hidden.iter().any(|it| (it.start..it.end).contains(&at));
        let letters = text.char_indices().filter(|(at, _)| is_shown(*at));
        written.push(letters.map(|(_, letter)| letter).collect());
    }
    written
}

#[test]
fn no_export_shows_a_secret() {
    for value in values() {
        let artifacts = planted(&value);
        let report = assess(&artifacts, &Policy::default());
        for text in exports(&report, &artifacts) {
            let line = text.lines().find(|line| line.contains(&value));
            assert_eq!(line, None, "{value}");
        }
    }
}

/// A value that looks like nothing is hidden where its place says that it is a secret.
#[test]
fn what_stands_in_the_place_of_a_secret_is_hidden() {
    let text = "FROM alpine:3.22\n\
                ENV DB_PASSWORD=correct-horse LEGACY=x\n\
                RUN export API_TOKEN=correct-horse && docker login -p correct-horse r.example.org\n\
                RUN curl -u me:correct-horse https://example.org/ && useradd -p correct-horse app\n";
    let artifacts = [read("Dockerfile", text.as_bytes())];
    let report = assess(&artifacts, &Policy::default());
    for text in exports(&report, &artifacts) {
        assert!(!text.contains("correct-horse"), "{text}");
    }
}

/// A change in which a variable stands for the secret is handed on, and the secret is not.
#[test]
fn a_change_without_the_secret_is_shown() {
    let text = "services:\n  web:\n    image: nginx:1.27.5\n    environment:\n      \
                DB_PASSWORD: correct-horse\n      DATABASE_URL: db://me:correct-horse@db/\n    \
                command: [\"redis-server\", \"--requirepass=correct-horse\"]\n";
    let artifacts = [read("compose.yaml", text.as_bytes())];
    let report = assess(&artifacts, &Policy::default());
    let written = json::json(&report, Verdicts::All);
    for name in ["DB_PASSWORD", "DATABASE_PASSWORD", "WEB_REQUIREPASS"] {
        assert!(written.contains(&format!("${{{name}:?")), "{name}");
    }
    for text in exports(&report, &artifacts) {
        assert!(!text.contains("correct-horse"), "{text}");
    }
}
