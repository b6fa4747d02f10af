//! Tables of which files come together, whatever order they are given in.

use proptest::prelude::*;

use super::{Group, groups};
use crate::artifact::{Artifact, Effect, read};
use crate::policy::{Composition, Settings};
use crate::project::Deployer;

const WHOLE: &str = "services: {web: {image: 'nginx:1.27'}}\n";
const PART: &str = "services: {web: {restart: always}}\n";
const NONE: &str = "volumes: {data: {}}\n";

fn found(given: &[(&str, &str)], settings: &Settings) -> (Vec<Group>, Vec<Artifact>, Vec<String>) {
    let artifacts: Vec<Artifact> = given
        .iter()
        .map(|(name, text)| read(name, text.as_bytes()))
        .collect();
    let (groups, notes) = groups(&artifacts, settings);
    let of_groups = groups.iter().flat_map(|group| &group.notes);
    let mut told: Vec<String> = notes
        .iter()
        .chain(of_groups)
        .map(|(index, problem)| {
            assert_eq!(problem.effect, Effect::Note);
            format!("{}: {}", artifacts[*index].name, problem.message)
        })
        .collect();
    told.sort();
    (groups, artifacts, told)
}

fn names_with(given: &[(&str, &str)], settings: &Settings) -> Vec<String> {
    let (groups, artifacts, _) = found(given, settings);
    let names = groups.iter();
    names
        .map(|group| group.name(&artifacts).to_string())
        .collect()
}

fn names(given: &[(&str, &str)]) -> Vec<String> {
    names_with(given, &Settings::default())
}

fn notes(given: &[(&str, &str)]) -> Vec<String> {
    found(given, &Settings::default()).2
}

/// The order in which Compose looks for files, and what it merges over them.
#[test]
fn default_names_come_together() {
    for (given, expected) in [
        (vec!["compose.yaml"], vec!["compose.yaml"]),
        (
            vec!["docker-compose.yml", "docker-compose.override.yml"],
            vec!["docker-compose.yml + docker-compose.override.yml"],
        ),
        (
            vec!["docker-compose.yml", "compose.override.yaml"],
            vec!["docker-compose.yml + compose.override.yaml"],
        ),
        (
            vec![
                "compose.yaml",
                "compose.override.yml",
                "compose.override.yaml",
            ],
            vec![
                "compose.override.yaml",
                "compose.yaml + compose.override.yml",
            ],
        ),
        (
            vec!["docker-compose.yml", "compose.yml", "docker-compose.yaml"],
            vec!["compose.yml", "docker-compose.yaml", "docker-compose.yml"],
        ),
        (
            vec!["a/compose.yaml", "b/compose.override.yaml"],
            vec!["a/compose.yaml", "b/compose.override.yaml"],
        ),
        (
            vec!["/srv/a/compose.yaml", "/srv/a/compose.override.yml"],
            vec!["/srv/a/compose.yaml + compose.override.yml"],
        ),
        (
            vec!["Compose.yaml", "web.yml"],
            vec!["Compose.yaml", "web.yml"],
        ),
    ] {
        let given: Vec<_> = given.into_iter().map(|name| (name, WHOLE)).collect();
        assert_eq!(names(&given), expected);
    }
}

#[test]
fn a_second_default_name_is_told() {
    let given = [("compose.yaml", WHOLE), ("docker-compose.yml", WHOLE)];
    let expected = "docker-compose.yml: Of the default names in a folder Compose takes the \
                    first, compose.yaml; this file is a project of its own";
    assert_eq!(notes(&given), [expected]);
    assert_eq!(
        notes(&[("compose.yaml", WHOLE), ("compose.override.yaml", PART)]),
        [""; 0]
    );
}

#[test]
fn a_file_that_cannot_stand_alone_is_merged_over_another() {
    let base = ("compose.yaml", WHOLE);
    let over = ("compose.override.yaml", PART);
    let both = |file, text| names(&[base, over, (file, text)]);
    let main = "compose.yaml + compose.override.yaml";
    assert_eq!(both("prod.yml", PART), [main, "compose.yaml + prod.yml"]);
    assert_eq!(
        both("prod.yml", "services:\n  web:\n"),
        [main, "compose.yaml + prod.yml"]
    );
    assert_eq!(
        both("volumes.compose.yml", NONE),
        [main, "compose.yaml + volumes.compose.yml"]
    );
    assert_eq!(both("compose.prod.yml", WHOLE), ["compose.prod.yml", main]);
    // The nearest folder above, where the own has none.
    let given = [base, ("deploy/compose.prod.yml", PART)];
    assert_eq!(
        names(&given),
        ["compose.yaml", "compose.yaml + deploy/compose.prod.yml"]
    );
    // Another file that declares the service, where the default one does not.
    let other = "services: {api: {image: a}}\n";
    let given = [
        ("compose.yaml", other),
        ("compose.common.yml", WHOLE),
        ("compose.dev.yml", PART),
    ];
    assert_eq!(
        names(&given),
        [
            "compose.common.yml",
            "compose.common.yml + compose.dev.yml",
            "compose.yaml"
        ]
    );
    let given = [("compose.yaml", other), ("compose.dev.yml", PART)];
    assert_eq!(names(&given), ["compose.dev.yml", "compose.yaml"]);
}

#[test]
fn what_was_merged_over_what_is_told() {
    let given = [
        ("compose.yaml", WHOLE),
        ("compose.data.yml", NONE),
        ("compose.dev.yml", PART),
        ("compose.prod.yml", WHOLE),
        ("other/compose.dev.yml", "services: {x: {}}\n"),
    ];
    let expected = [
        "compose.data.yml: It is merged over compose.yaml, because it declares no services",
        "compose.dev.yml: It is merged over compose.yaml, because its service web states \
         neither image nor build",
        "compose.prod.yml: It has all that it needs, so it is a project of its own; compose.yaml \
         declares the service web too, and the policy can put both together",
        "other/compose.dev.yml: Its service x states neither image nor build, and no other file \
         that was given declares it",
    ];
    assert_eq!(notes(&given), expected);
}

#[test]
fn a_file_that_others_use_is_judged_there() {
    let include = "include: [db/compose.yaml]\nservices: {web: {image: a}}\n";
    let given = [("compose.yaml", include), ("db/compose.yaml", WHOLE)];
    assert_eq!(names(&given), ["compose.yaml"]);
    assert_eq!(
        notes(&given),
        ["db/compose.yaml: It is judged through compose.yaml, which includes it"]
    );
    // With an override beside it, it is brought up by itself, too.
    let given = [given[0], given[1], ("db/compose.override.yaml", PART)];
    assert_eq!(names(&given).len(), 2);
    let long = "include:\n- path: [./a.yml, b/c.yml]\n- ${X}/d.yml\n";
    let given = [
        ("compose.yaml", long),
        ("a.yml", WHOLE),
        ("b/c.yml", PART),
        ("d.yml", WHOLE),
    ];
    assert_eq!(names(&given), ["compose.yaml", "d.yml"]);

    let extends = "services: {web: {extends: {file: common.yml, service: web}}}\n";
    let given = [("compose.yaml", extends), ("common.yml", PART)];
    assert_eq!(names(&given), ["compose.yaml"]);
    // The default file is brought up by itself, though another extends its services.
    let extends = "services: {web: {extends: {file: compose.yaml, service: web}}}\n";
    let given = [("compose.yaml", WHOLE), ("compose.prod.yml", extends)];
    assert_eq!(names(&given), ["compose.prod.yml", "compose.yaml"]);
    // Of a circle the first is left.
    let (a, b) = (
        "include: [b.yml]\nservices: {}\n",
        "include: [a.yml]\nservices: {}\n",
    );
    assert_eq!(names(&[("a.yml", a), ("b.yml", b)]), ["a.yml"]);
    let own = "include: [a.yml]\nservices: {}\n";
    assert_eq!(names(&[("a.yml", own)]), ["a.yml"]);
}

#[test]
fn a_listed_order_replaces_the_default_names() {
    let files = [
        ("compose.yaml", WHOLE),
        ("compose.override.yaml", PART),
        ("prod.yml", PART),
    ];
    let with = |env| {
        let mut given = files.to_vec();
        given.push((".env", env));
        given
    };
    for env in [
        "COMPOSE_FILE=compose.yaml:prod.yml\n",
        "COMPOSE_FILE=./compose.yaml;prod.yml\n",
        "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=\"compose.yaml,prod.yml\"\n",
        "P=prod.yml\nCOMPOSE_FILE=compose.yaml:$P:compose.yaml\n",
    ] {
        let expected = [
            "compose.yaml + prod.yml",
            "compose.yaml + prod.yml + compose.override.yaml",
        ];
        assert_eq!(names(&with(env)), expected, "{env}");
    }
    let told = notes(&with("COMPOSE_FILE=compose.yaml:gone.yml:prod.yml\n"));
    assert!(told.contains(&".env: COMPOSE_FILE names gone.yml, which was not given".to_owned()));
    for open in ["COMPOSE_FILE=$X\n", "COMPOSE_FILE=gone.yml\n"] {
        let names = names(&with(open));
        assert_eq!(
            names,
            [
                "compose.yaml + compose.override.yaml",
                "compose.yaml + prod.yml"
            ]
        );
    }
}

#[test]
fn the_env_file_beside_the_first_file_is_known() {
    let settings = Settings::default();
    let env = "TAG=1\nNAME=x$TAG\n";
    let given = [
        ("a/compose.yaml", WHOLE),
        ("a/.env", env),
        (".env", "TAG=0\n"),
    ];
    let (groups, artifacts, _) = found(&given, &settings);
    let known = &groups[0].environment;
    assert_eq!(known.get("NAME").map(String::as_str), Some("x1"));
    assert_eq!(&*artifacts[groups[0].env_files[0]].name, "a/.env");
    // A stack is brought up without it.
    let given = [("stack.yml", WHOLE), (".env", env)];
    assert!(found(&given, &settings).0[0].environment.is_empty());
    // The one that lists the files goes before the one beside them.
    let listed = "COMPOSE_FILE=a/compose.yaml\nTAG=2\n";
    let given = [("a/compose.yaml", WHOLE), ("a/.env", env), (".env", listed)];
    let known = found(&given, &settings).0.remove(0).environment;
    assert_eq!(known.get("TAG").map(String::as_str), Some("2"));
}

#[test]
fn the_reader_arranges_a_folder() {
    let composition = Composition {
        files: ["prod.yml", "compose.yaml", "gone.yml"]
            .map(str::to_owned)
            .into(),
        environment: [("TAG".to_owned(), "9".to_owned())].into(),
        env_files: Some(vec!["prod.env".to_owned()]),
        deployer: Some(Deployer::Stack),
        profiles: vec!["a".to_owned(), "b".to_owned()],
    };
    let nowhere = Composition {
        files: vec!["nowhere.yml".to_owned()],
        ..Composition::default()
    };
    let settings = Settings {
        projects: vec![composition, nowhere],
        ..Settings::default()
    };
    let given = [
        ("compose.yaml", WHOLE),
        ("compose.override.yaml", PART),
        ("prod.yml", WHOLE),
        (".env", "TAG=1\nOTHER=2\n"),
        ("prod.env", "TAG=3\nNAME=x$TAG\n"),
        ("web/compose.yaml", WHOLE),
    ];
    assert_eq!(
        names_with(&given, &settings),
        ["prod.yml + compose.yaml", "web/compose.yaml"]
    );
    let (groups, _, told) = found(&given, &settings);
    let known: Vec<(&str, &str)> = groups[0]
        .environment
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    assert_eq!(
        known,
        [("COMPOSE_PROFILES", "a,b"), ("NAME", "x9"), ("TAG", "9")]
    );
    assert_eq!(groups[0].deployer, Deployer::Stack);
    let expected = [
        "compose.override.yaml: The policy's projects of this folder leave this file out, so it \
         is judged only where one of them uses it",
        "prod.yml: The policy merges gone.yml into this project, which was not given",
    ];
    assert_eq!(told, expected);
}

#[test]
fn stacks_are_guessed() {
    let guess = |name, text| {
        let (groups, _, told) = found(&[(name, text)], &Settings::default());
        assert_eq!(groups[0].deployer == Deployer::Stack, !told.is_empty());
        groups[0].deployer
    };
    for text in [
        "services: {a: {image: b, deploy: {placement: {constraints: []}}}}\n",
        "services: {a: {image: b, deploy: {mode: global}}}\n",
        "services: {a: {image: b, deploy: {update_config: {parallelism: 1}}}}\n",
        "services: {a: {image: b}}\nsecrets: {c: {external: true}}\n",
        "services: {a: {image: b}}\nconfigs: {c: {external: {name: d}}}\n",
    ] {
        assert_eq!(guess("compose.yaml", text), Deployer::Stack, "{text}");
    }
    for text in [
        WHOLE,
        "services: {a: {image: b, deploy: {mode: replicated, replicas: 2}}}\n",
        "services: {a: {build: ., deploy: {placement: {constraints: []}}}}\n",
        "services: {a: {image: b, restart: always, deploy: {mode: global}}}\n",
        "services: {a: {image: b}}\nsecrets: {c: {external: false}}\n",
    ] {
        assert_eq!(guess("compose.yaml", text), Deployer::Compose, "{text}");
    }
    for name in ["stack.yml", "docker-stack.prod.yml", "web-stack.yaml"] {
        assert_eq!(guess(name, WHOLE), Deployer::Stack, "{name}");
    }
}

proptest! {
    /// The order of artifacts changes nothing, and no file goes missing without a word.
    #[test]
    fn the_order_of_artifacts_changes_nothing(
        given in proptest::collection::btree_map(
            "(a/)?(compose|docker-compose|dev|prod|\\.env)(\\.override)?\\.(yml|yaml)|(a/)?\\.env",
            proptest::sample::select(vec![
                WHOLE, PART, NONE,
                "include: [a/compose.yaml, dev.yml]\n",
                "services: {web: {extends: {file: dev.yml, service: web}}}\n",
                "COMPOSE_FILE=compose.yml:prod.yml:a/dev.yml\n",
            ]),
            1..9,
        ),
        seed in any::<u64>(),
    ) {
        let given: Vec<(&str, &str)> = given.iter().map(|(name, text)| (&**name, *text)).collect();
        let mut shuffled = given.clone();
        let length = shuffled.len() as u64;
        shuffled.sort_by_key(|(name, _)| (name.len() as u64).wrapping_mul(seed | 1) % (length + 7));
        if seed % 2 == 0 {
            shuffled.reverse();
        }
        prop_assert_eq!(names(&given), names(&shuffled));
        prop_assert_eq!(notes(&given), notes(&shuffled));
        let (groups, artifacts, told) = found(&given, &Settings::default());
        for (index, artifact) in artifacts.iter().enumerate() {
            let is_in = groups.iter().any(|group| group.files.contains(&index));
            let is_told = told.iter().any(|note| note.starts_with(&*artifact.name));
            prop_assert!(is_in || is_told || crate::project::file(artifact).is_none());
        }
    }
}
