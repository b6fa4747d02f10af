//! What calls of package managers mean.

use proptest::prelude::*;

use super::{Action, Cache, PackageCall, Pin, cleanings, package_calls};
use crate::facts::commands::runs;
use crate::model::dockerfile::read;

fn calls(text: &str) -> Vec<PackageCall> {
    let file = read(text);
    package_calls(&file, &runs(&file, text))
}

fn call(script: &str) -> PackageCall {
    let mut found = calls(&format!("FROM x\nRUN {script}\n"));
    assert_eq!(found.len(), 1, "{script}: {found:?}");
    found.remove(0)
}

/// Each package as name and pin.
fn pins(script: &str) -> Vec<(String, Pin)> {
    let packages = call(script).packages.into_iter();
    packages
        .map(|package| (package.name, package.pin))
        .collect()
}

fn expect(script: &str, expected: &[(&str, Pin)]) {
    let expected: Vec<(String, Pin)> = expected
        .iter()
        .map(|(name, pin)| ((*name).to_owned(), pin.clone()))
        .collect();
    assert_eq!(pins(script), expected, "{script}");
}

#[test]
fn apt_names_packages() {
    expect(
        "apt-get install -y a b=1 'c=2' d/bookworm ./e.deb f=1.* /g -t rel --no-install-recommends -o X=y -- h",
        &[
            ("a", Pin::None),
            ("b", Pin::Exact),
            ("c", Pin::Exact),
            ("d", Pin::Ranged),
            ("./e.deb", Pin::Local),
            ("f", Pin::Ranged),
            ("/g", Pin::Local),
            ("h", Pin::None),
        ],
    );
    expect(
        "apt-get -t rel install --target-release=x a",
        &[("a", Pin::None)],
    );
    expect(
        "DEBIAN_FRONTEND=noninteractive sudo -E apt-get -yqq install a",
        &[("a", Pin::None)],
    );
}

#[test]
fn apt_is_answered() {
    for script in [
        "apt-get install -y a",
        "apt-get -qy install a",
        "apt-get install a --yes",
        "apt-get install --assume-yes a",
        "apt-get -qq install a",
        "apt-get -q -q install a",
        "apt-get -q=2 install a",
        "apt-get -o APT::Get::Assume-Yes=true install a",
        "apt-get -fmy install a",
    ] {
        assert!(call(script).assumes_yes, "{script}");
    }
    for script in [
        "apt-get install a",
        "apt-get -q install a",
        "apt-get install a -oDpkg::y=1",
    ] {
        assert!(!call(script).assumes_yes, "{script}");
    }
    assert!(call("apt-get install a -o APT::Install-Recommends=0").skips_recommended);
    assert!(call("apt-get install a --no-install-recommends").skips_recommended);
    assert!(!call("apt-get install a").skips_recommended);
}

#[test]
fn sub_commands_are_known() {
    for (script, action) in [
        ("apt-get -o A=b update", Action::Update),
        ("apt upgrade -y", Action::Upgrade),
        ("aptitude full-upgrade", Action::DistUpgrade),
        ("apk --no-cache --update add a", Action::Install),
        ("apk del .b", Action::Remove),
        ("yum -y update", Action::Upgrade),
        ("dnf -y --setopt=x=y install a", Action::Install),
        ("microdnf clean all", Action::Clean),
        ("zypper -n in a", Action::Install),
        ("zypper dup", Action::DistUpgrade),
        ("pacman -Syu --noconfirm", Action::Upgrade),
        ("pacman -Sy", Action::Update),
        ("pacman -Syu a", Action::Install),
        ("pacman -Scc", Action::Clean),
        ("npm ci", Action::Install),
        ("yarn", Action::Install),
        ("yarn cache clean", Action::Clean),
        ("yarn run build", Action::Other("run".to_owned())),
        ("python3 -m pip install a", Action::Install),
        ("/venv/bin/pip3.11 install a", Action::Install),
        ("go build ./...", Action::Other("build".to_owned())),
    ] {
        assert_eq!(call(script).action, action, "{script}");
    }
    for script in [
        "echo apt-get install a",
        "apt-mark hold a",
        "python -m venv x",
        "python x.py -m pip",
        "apt-get --version",
    ] {
        assert_eq!(calls(&format!("FROM x\nRUN {script}\n")), [], "{script}");
    }
    assert!(call("apt-get upgrade").upgrades_all() && !call("dnf upgrade a").upgrades_all());
}

#[test]
fn apk_names_packages() {
    expect(
        "apk add --no-cache -t .deps -X http://x a b=1.2-r0 c~=1 d~1 e>2 f@edge ./g.apk",
        // An unquoted `>` redirects, as it does in a shell.
        &[
            ("a", Pin::None),
            ("b", Pin::Exact),
            ("c", Pin::Ranged),
            ("d", Pin::Ranged),
            ("e", Pin::None),
            ("f", Pin::None),
            ("./g.apk", Pin::Local),
        ],
    );
    expect("apk add 'a>2'", &[("a", Pin::Ranged)]);
    let added = call("apk --no-cache add --virtual=.b a");
    assert!(added.keeps_no_cache && added.virtual_group.as_deref() == Some(".b"));
}

#[test]
fn rpm_managers_name_packages() {
    expect(
        "yum install -y a b-1.2 c-devel d-2:1-3 e.rpm @f g-1.* https://x/y.rpm",
        &[
            ("a", Pin::None),
            ("b", Pin::Exact),
            ("c-devel", Pin::None),
            ("d", Pin::Exact),
            ("e.rpm", Pin::Local),
            ("g", Pin::Ranged),
            ("https://x/y.rpm", Pin::Local),
        ],
    );
    expect(
        "dnf module install nodejs:18 x",
        &[("nodejs", Pin::Ranged), ("x", Pin::None)],
    );
    expect("dnf group install dev", &[]);
    expect(
        "zypper in 'a>=1' b=2 c d.rpm",
        &[
            ("a", Pin::Ranged),
            ("b", Pin::Exact),
            ("c", Pin::None),
            ("d.rpm", Pin::Local),
        ],
    );
}

#[test]
fn language_managers_name_packages() {
    expect(
        "pip install -i http://x a b==1 'c[x]>=1' d==1.* -r r.txt . ./e f.whl git+https://h/r@v1 git+https://h/s git+ssh://git@h/t",
        &[
            ("a", Pin::None),
            ("b", Pin::Exact),
            ("c", Pin::Ranged),
            ("d", Pin::Ranged),
            (".", Pin::Local),
            ("./e", Pin::Local),
            ("f.whl", Pin::Local),
            ("git+https://h/r@v1", Pin::Ranged),
            ("git+https://h/s", Pin::None),
            ("git+ssh://git@h/t", Pin::None),
        ],
    );
    let listed = call("pip install --requirement=a.txt -c b.txt -e .");
    assert_eq!(
        (listed.listings, listed.constraints),
        (vec!["a.txt".to_owned()], vec!["b.txt".to_owned()])
    );
    assert_eq!(listed.packages.len(), 1);
    expect(
        "npm i -g a b@1.2.3 @s/c @s/d@^1 e@latest u/r u/r#0123456789 ./f g.tgz git+https://h/r.git#v1 h@npm:i@1.0.0",
        &[
            ("a", Pin::None),
            ("b", Pin::Exact),
            ("@s/c", Pin::None),
            ("@s/d", Pin::Ranged),
            ("e", Pin::Moving),
            ("u/r", Pin::None),
            ("u/r", Pin::Exact),
            ("./f", Pin::Local),
            ("g.tgz", Pin::Local),
            ("git+https://h/r.git", Pin::Ranged),
            ("i", Pin::Exact),
        ],
    );
    expect(
        "gem install a b:1 -- --with-x c",
        &[("a", Pin::None), ("b", Pin::Exact)],
    );
    expect("gem install a -v 1.2", &[("a", Pin::Exact)]);
    expect(
        "go install h.io/a@v1.2.3 h.io/b@latest h.io/c ./d h.io/e@v1",
        &[
            ("h.io/a", Pin::Exact),
            ("h.io/b", Pin::Moving),
            ("h.io/c", Pin::None),
            ("./d", Pin::Local),
            ("h.io/e", Pin::Ranged),
        ],
    );
    expect("go run h.io/a@v1.2.3 h.io/b", &[("h.io/a", Pin::Exact)]);
    expect("go get tool h.io/a", &[("h.io/a", Pin::None)]);
    expect(
        "cargo install a@1.0.0 b",
        &[("a", Pin::Exact), ("b", Pin::None)],
    );
    expect("cargo install --version 1.0.0 a", &[("a", Pin::Exact)]);
}

#[test]
fn variables_are_resolved() {
    let pinned = |text: &str| {
        let found = calls(text);
        let packages = found.into_iter().flat_map(|call| call.packages);
        packages
            .map(|package| (package.text, package.pin))
            .collect::<Vec<_>>()
    };
    let text = "FROM x\nENV P=\"a=1 b\" V=2\nARG W\nRUN U=3; apt-get install $P c=$V d=${U} e=$W f$W \"$X\" g=${Y:-4} h=$(z)\n";
    let unresolved = |name: &str| Pin::Unresolved(vec![name.to_owned()]);
    let expected = [
        ("a=1", Pin::Exact),
        ("b", Pin::None),
        ("c=2", Pin::Exact),
        ("d=3", Pin::Exact),
        ("e=$W", Pin::Exact),
        ("f$W", unresolved("W")),
        ("$X", unresolved("X")),
        ("g=4", Pin::Exact),
        ("h=$(z)", Pin::Exact),
    ];
    let expected: Vec<(String, Pin)> = expected.map(|(text, pin)| (text.to_owned(), pin)).to_vec();
    assert_eq!(pinned(text), expected);
}

#[test]
fn caches_are_taken_away() {
    for (script, expected) in [
        ("rm -rf /var/lib/apt/lists/*", vec![Cache::AptLists]),
        ("rm -r -f /var/lib/apt/lists", vec![Cache::AptLists]),
        (
            "rm -fr /tmp/* /var/lib/apt/lists/ /var/tmp/*",
            vec![Cache::AptLists],
        ),
        (
            "rm --recursive --force /var/lib/apt/lists/*",
            vec![Cache::AptLists],
        ),
        ("rm -Rf /var/lib/apt", vec![Cache::AptLists]),
        ("rm -f /var/lib/apt/lists/*", vec![Cache::AptLists]),
        ("rm -rf /var/lib/{apt,dpkg}/lists/*", vec![Cache::AptLists]),
        ("sudo rm -rf /var/lib/apt/lists/*", vec![Cache::AptLists]),
        (
            "find /var/lib/apt/lists -mindepth 1 -delete",
            vec![Cache::AptLists],
        ),
        ("rm /var/lib/apt/lists", vec![]),
        ("rm -rf /var/lib/apt/lists/partial", vec![]),
        ("rm -rf /var/lib/aptitude", vec![]),
        ("echo rm -rf /var/lib/apt/lists", vec![]),
        ("apt-get clean", vec![Cache::AptArchives]),
        (
            "apt-get distclean",
            vec![Cache::AptLists, Cache::AptArchives],
        ),
        ("yum clean all", vec![Cache::Yum]),
        ("yum clean metadata", vec![]),
        ("dnf -y clean all", vec![Cache::Dnf]),
        ("rm -rf /var/cache/yum", vec![Cache::Yum, Cache::Dnf]),
        ("zypper clean --all", vec![Cache::Zypper]),
        ("yarn cache clean", vec![Cache::Yarn]),
        ("rm -rf ~/.cache/pip", vec![Cache::Pip]),
        (
            "rm -rf \"$HOME/.cache\"",
            vec![Cache::Dnf, Cache::Pip, Cache::Yarn, Cache::Go],
        ),
        (
            "rm -rf /root/.npm /home/me/.cache/yarn",
            vec![Cache::Npm, Cache::Yarn],
        ),
    ] {
        let text = format!("FROM x\nRUN {script}\n");
        let file = read(&text);
        let runs = runs(&file, &text);
        let found = cleanings(&runs, &package_calls(&file, &runs));
        let caches: Vec<Cache> = found.iter().map(|found| found.cache).collect();
        assert_eq!(caches, expected, "{script}");
    }
}

#[test]
fn caches_are_mounted_away() {
    let text = "FROM x\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/root/.cache a\n";
    let run = &runs(&read(text), text)[0];
    assert!(Cache::AptLists.is_mounted_away(run) && Cache::Pip.is_mounted_away(run));
    assert!(!Cache::AptArchives.is_mounted_away(run) && !Cache::Npm.is_mounted_away(run));
}

/// Inputs that grow fast in a careless reader; one that hangs here fails the run.
#[test]
fn much_of_anything_ends_soon() {
    let value = "a ".repeat(1000);
    for (head, unit) in [
        ("RUN ", "apt-get update; "),
        ("RUN ", "a | b; "),
        ("RUN apt-get install ", "$V "),
        ("RUN apt-get install ", "$V$W"),
        ("RUN A='$V$V$V$V'; B='$A$A$A$A'; apt-get install ", "$B "),
        ("RUN rm -rf ", "{a,b}"),
        ("RUN rm -rf ", "/var/lib/apt/lists "),
        ("RUN ", "set -e; bash x; "),
        ("", "RUN a=1; apk add $a\n"),
        ("", "SHELL [\"bash\", \"-e\"]\n"),
        ("RUN ", "--mount=target=$V "),
    ] {
        let text = format!(
            "FROM x\nENV V=\"{value}\"\n{head}{}\n",
            unit.repeat(200_000 / unit.len())
        );
        let file = read(&text);
        let runs = runs(&file, &text);
        for run in &runs {
            let all = 0..run.invocations().len();
            assert!(all.clone().filter(|at| run.has_pipefail_at(*at)).count() <= all.len());
        }
        cleanings(&runs, &package_calls(&file, &runs));
    }
}

proptest! {
    /// Spans lie in the file, whatever it says.
    #[test]
    fn anything_like_a_dockerfile_is_read(
        text in "(FROM x|RUN |ONBUILD |CMD |ENV A=|SHELL |\\[\"|\", \"|\"\\]|<<-?E|E|apt-get install |pip |npm i |\
                 a=1|b@2|\\$A|\\$\\{A|\\}|sh -c |'|\"|rm -rf |/var/lib/apt/lists|&& |\\| |;|# |\\\\|é|\t| |\r?\n){0,50}"
    ) {
        let file = read(&text);
        let runs = runs(&file, &text);
        let calls = package_calls(&file, &runs);
        for run in &runs {
            for call in run.invocations() {
                let words = call.program.iter().chain(&call.arguments).map(|word| word.span);
                for span in words.chain([call.span, run.span]) {
                    prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
                }
            }
        }
        let packages = calls.iter().flat_map(|call| &call.packages);
        for package in packages {
            prop_assert!(text.get(package.span.start..package.span.end).is_some());
        }
        cleanings(&runs, &calls);
    }
}

#[test]
fn variables_that_may_hold_options_are_named() {
    let script = "apt-get $OPTS install $APT_FLAGS $PACKAGES \"$ARGS\" curl";
    let found = call(script);
    assert_eq!(found.action, Action::Install);
    assert_eq!(found.open_options, ["OPTS", "APT_FLAGS"]);
    let text = format!("FROM x\nRUN {script}\n");
    let place = found.sub_command_at.map(|place| place.of(&text));
    assert_eq!(place, Some("install"));
    assert_eq!(call("apt-get install $PACKAGES").open_options(), None);
}

#[test]
fn options_from_variables_count() {
    let found =
        calls("FROM x\nENV FLAGS=\"-y --no-install-recommends\"\nRUN apt-get install $FLAGS a\n");
    let [found] = found.as_slice() else {
        panic!("one call: {found:?}");
    };
    assert!(found.assumes_yes && found.skips_recommended);
    assert_eq!(found.packages.len(), 1);
}

#[test]
fn pipx_names_packages() {
    expect(
        "pipx install --python python3 black==24.1",
        &[("black", Pin::Exact)],
    );
    expect("pipx run black extra", &[("black", Pin::None)]);
}
