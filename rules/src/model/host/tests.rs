use proptest::prelude::*;

use super::*;
use crate::artifact::Problem;

fn quiet<T>(read: impl FnOnce(&mut Vec<Problem>) -> T) -> T {
    let mut problems = Vec::new();
    let value = read(&mut problems);
    assert_eq!(problems, Vec::new());
    value
}

#[test]
fn files_have_modes_owners_and_reasons_why_there_are_none() {
    let text = "644 0 0 root root regular file /etc/docker/daemon.json\n\
                660 0 999 root docker socket /var/run/docker.sock\n\
                4755 1001 500 ada domain users regular empty file /srv/with blank /x\n\
                absent /etc/default/docker\n\
                denied /root/.docker/key.pem\n\
                failed /proc/x\n";
    let records = quiet(|problems| file_records(text, problems));
    let paths: Vec<&str> = records.iter().map(|it| it.path.value.as_str()).collect();
    assert_eq!(
        paths,
        [
            "/etc/docker/daemon.json",
            "/var/run/docker.sock",
            "/srv/with blank /x",
            "/etc/default/docker",
            "/root/.docker/key.pem",
            "/proc/x"
        ]
    );
    for record in &records {
        assert_eq!(record.path.span.of(text), record.path.value);
    }
    let socket = records[1].status().unwrap();
    assert_eq!((socket.mode.value, socket.gid.value), (0o660, 999));
    assert_eq!(socket.kind, FileKind::Socket);
    assert!(!socket.exceeds(0o660) && socket.exceeds(0o640));
    let odd = records[2].status().unwrap();
    assert_eq!(odd.group.value, "domain users");
    assert!(odd.exceeds(0o755), "set-user-id is a permission too");
    assert_eq!(records[3].state, FileState::Absent);
    assert_eq!(records[4].state, FileState::Denied);
    assert_eq!(records[5].state, FileState::Failed);
}

#[test]
fn what_is_no_record_is_told_and_costs_no_other() {
    let mut problems = Vec::new();
    let text = "9 0 0 root root regular file /x\n\nabsent /y\nabsent y\n77777 0 0 a b socket /z";
    let records = file_records(text, &mut problems);
    assert_eq!(records.len(), 1);
    assert_eq!(problems.len(), 3);
    assert_eq!(problems[1].span.unwrap().of(text), "absent y");
}

#[test]
fn the_deepest_mount_holds_a_path() {
    let text = r"22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 8:2 / /var/lib/docker rw,nosuid shared:2 master:3 - xfs /dev/sdb1 rw
31 22 8:3 /sub /mnt/a\040b\134c rw - btrfs /dev/sdc rw
32 22 0:5 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw
";
    let mounts = quiet(|problems| mounts(text, problems));
    assert_eq!(mounts.mounts[2].point.value, r"/mnt/a b\c");
    assert_eq!(mounts.mounts[2].root.value, "/sub");
    assert_eq!(mounts.mounts[1].options[1].value, "nosuid");
    let at = |path: &str| mounts.holding(path).map(|it| it.point.value.as_str());
    assert_eq!(at("/var/lib/docker"), Some("/var/lib/docker"));
    assert_eq!(at("/var/lib/dockerx"), Some("/"));
    assert_eq!(at("/"), Some("/"));
    assert_eq!(at("relative"), None);
}

#[test]
fn a_part_mounted_again_on_its_own_disk_is_no_mount_apart() {
    let text = "22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 8:1 /var/lib/docker /var/lib/docker rw shared:1 - ext4 /dev/sda1 rw
31 22 8:2 / /srv rw - xfs /dev/sdb1 rw
32 22 8:2 /docker /var/lib/containerd rw - xfs /dev/sdb1 rw
33 31 8:2 /docker /srv/docker rw - xfs /dev/sdb1 rw
34 30 0:5 / /var/lib/docker/x rw - overlay overlay rw
";
    let mounts = quiet(|problems| mounts(text, problems));
    let apart = mounts.apart().into_iter();
    let points: Vec<&str> = apart.map(|it| it.point.value.as_str()).collect();
    assert_eq!(
        points,
        ["/", "/srv", "/var/lib/containerd", "/var/lib/docker/x"]
    );
}

#[test]
fn groups_have_members_of_both_kinds() {
    let text = "docker:x:999:ada, grace,\nempty:x:7:\n";
    let groups = quiet(|problems| groups(text, problems));
    let members: Vec<&str> = groups[0]
        .members
        .iter()
        .map(|it| it.value.as_str())
        .collect();
    assert_eq!(members, ["ada", "grace"]);
    assert!(groups[1].members.is_empty());
    let text = "hedy:999\n";
    let members = quiet(|problems| primary_members(text, problems));
    assert_eq!(members[0].user.value, "hedy");
    assert_eq!(members[0].gid.span.of(text), "999");
}

#[test]
fn audit_rules_cover_what_they_watch() {
    let text = "## of ours\n-D\n-b 8192\n-w /usr/bin/dockerd -p wa -k docker\n\
                -w /etc/docker -p wa -k docker\n\
                -a always,exit -S all -F dir=/var/lib/docker -F perm=wa -F key=docker\n\
                -a exit,always -F path=/run/containerd -F perm=wxa -k x\n\
                -w /etc/default/docker -p x\n\
                -a always,exit -F arch=b64 -F path=/usr/bin/runc -F perm=wa -F auid>=1000\n\
                -w \"/etc/with blank\"\n-e 2\n";
    let rules = quiet(|problems| audit_rules(text, problems));
    assert_eq!(rules.rules.len(), 7);
    let is_audited = |path: &str| rules.auditing(path).is_some();
    assert!(is_audited("/usr/bin/dockerd"));
    assert!(is_audited("/etc/docker/daemon.json"));
    assert!(is_audited("/var/lib/docker"));
    assert!(is_audited("/run/containerd"));
    assert!(is_audited("/etc/with blank"));
    assert!(
        !is_audited("/run/containerd/containerd.sock"),
        "path= is one thing"
    );
    assert!(!is_audited("/etc/default/docker"), "only executing");
    assert!(!is_audited("/usr/bin/runc"), "not of system users");
    assert!(!is_audited("/usr/bin/docker"));
    assert_eq!(rules.concerning("/usr/bin/runc").count(), 1);
    assert_eq!(rules.rules[5].conditions[0].span.of(text), "auid>=1000");
    assert_eq!(rules.rules[0].keys[0].value, "docker");
    assert!(rules.deleted_by.is_some());
}

#[test]
fn the_order_of_audit_rules_decides() {
    let read = |text| quiet(|problems| audit_rules(text, problems));
    let rules = read("-a never,exit -F path=/x\n-w /x -p wa\n");
    assert!(rules.auditing("/x").is_none());
    let rules = read("-w /x -p wa\n-D\n");
    assert!(rules.rules.is_empty());
    let rules = read("-w /x -p wa\n-A never,exit -F dir=/\n");
    assert!(rules.auditing("/x").is_none());
    assert!(rules.in_force().is_empty());
    let rules = read(
        "-w /a -p wa\n-a never,exit -F dir=/b\n-w /b/c -p wa\n-a never,exit -F path=/d\n\
         -w /d/e -p ra\n-w /d\n-w /f -p w -F uid=0\n-a always,exit -S execve\n",
    );
    let found = rules.in_force();
    let paths: Vec<&str> = found
        .iter()
        .filter_map(|rule| rule.target.path())
        .map(|path| path.value.as_str())
        .collect();
    assert_eq!(paths, ["/a", "/d/e"]);
    assert_eq!(found[1].permissions.value.letters(), "ra");
    let rules = read("No rules\n");
    assert!(rules.stated_none.is_some());
    let status = audit_status("enabled 1\nfailure 1\npid 812\nlost 0\n");
    assert_eq!(status.enabled.map(|it| it.value), Some(1));
    let old = audit_status("AUDIT_STATUS: enabled=0 flag=1 pid=0 lost=12\n");
    assert_eq!(old.enabled.map(|it| it.value), Some(0));
    assert_eq!(old.lost.map(|it| it.value), Some(12));
}

#[test]
fn listeners_have_an_address_a_port_and_programs() {
    let text = "Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port\n\
        tcp   LISTEN 0      4096         0.0.0.0:2375      0.0.0.0:*    users:((\"dockerd\",pid=81,fd=7),(\"x\",pid=9,fd=1))\n\
        tcp   LISTEN 0      4096               *:2377            *:*\n\
        udp   UNCONN 0      0      127.0.0.53%lo:53        0.0.0.0:*\n\
        tcp   LISTEN 0      128   [fe80::1]%eth0:7946         [::]:*\n\
        tcp   LISTEN 0      128            [::1]:631          [::]:*\n";
    let found = quiet(|problems| listeners(text, problems));
    let short: Vec<(&str, u16)> = found
        .iter()
        .map(|it| (it.address.value.as_str(), it.port.value))
        .collect();
    assert_eq!(
        short,
        [
            ("0.0.0.0", 2375),
            ("*", 2377),
            ("127.0.0.53", 53),
            ("fe80::1", 7946),
            ("::1", 631)
        ]
    );
    let programs: Vec<&str> = found[0]
        .programs
        .iter()
        .map(|it| it.span.of(text))
        .collect();
    assert_eq!(programs, ["dockerd", "x"]);
    assert!(found[0].is_everywhere() && found[1].is_everywhere() && !found[3].is_everywhere());
    assert!(found[2].is_local() && found[4].is_local() && !found[0].is_local());
    assert_eq!(found[2].interface.as_ref().unwrap().value, "lo");
    assert_eq!(found[2].protocol.value, Protocol::Udp);
}

#[test]
fn processes_are_read_in_every_layout() {
    let aligned = "PID                 USER                UID                 COMMAND             COMMAND\n\
                   4211                999                 999                 postgres            postgres: writer   process\n\
                   4300                root                0                   Web Content         /usr/bin/web  --x\n";
    let found = quiet(|problems| processes(aligned, problems));
    let first = &found[0];
    assert_eq!(first.pid.as_ref().unwrap().value, 4211);
    assert_eq!(first.uid.as_ref().unwrap().value, 999);
    assert_eq!(first.program.as_ref().unwrap().value, "postgres");
    assert_eq!(
        first.arguments.as_ref().unwrap().value,
        "postgres: writer   process"
    );
    assert_eq!(found[1].program.as_ref().unwrap().value, "Web Content");
    assert_eq!(
        found[1].arguments.as_ref().unwrap().span.of(aligned),
        "/usr/bin/web  --x"
    );
    let usual = "UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD\n\
                 root                1                   0                   0                   10:00               ?                   00:00:00            nginx: master process\n";
    let found = quiet(|problems| processes(usual, problems));
    assert_eq!(found[0].user.as_ref().unwrap().value, "root");
    assert_eq!(found[0].uid, None);
    assert_eq!(
        found[0].arguments.as_ref().unwrap().value,
        "nginx: master process"
    );
    let plain = "  PID USER     COMMAND\n    1 root     /sbin/init -x\n";
    let found = quiet(|problems| processes(plain, problems));
    assert_eq!(found[0].arguments.as_ref().unwrap().value, "/sbin/init -x");
    let mut problems = Vec::new();
    assert!(processes("Error: no such container\n", &mut problems).is_empty());
    assert_eq!(problems.len(), 1);
}

#[test]
fn the_rest_of_the_host_is_read() {
    let users = quiet(|problems| daemon_users("812 root dockerd\n", problems));
    assert_eq!(
        (users[0].pid.value, users[0].user.value.as_str()),
        (812, "root")
    );
    let config = containerd_config(
        "root = \"/srv/c\" # x\n[grpc]\n  address = '/run/c.sock'\n[debug]\naddress=\"/d\"\n",
    );
    assert_eq!(config.root.unwrap().value, "/srv/c");
    assert_eq!(config.address.unwrap().value, "/run/c.sock");
    let release = os_release("ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME='Debian 12'\n");
    assert_eq!(release.version_id.unwrap().value, "12");
    let found = quiet(|problems| devices("66306 /var/lib/docker\n", problems));
    assert_eq!(found[0].number.value, 66306);
    let space =
        "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 100 40 60 40% /\n";
    let found = quiet(|problems| file_systems(space, problems));
    assert_eq!(found[0].available.value, 60);
    let modules = security_modules("lockdown,capability,apparmor\n");
    assert_eq!(modules[2].value, "apparmor");
    let mode = quiet(|problems| selinux_mode("Permissive\n", problems));
    assert_eq!(mode.unwrap().value, SelinuxMode::Permissive);
    let text =
        r#"{"version":"2","profiles":{"docker-default":"enforce","x":"complain"},"processes":{}}"#;
    let found = quiet(|problems| profiles(text, problems));
    assert_eq!(found[0].name.value, "docker-default");
    assert_eq!(found[1].mode.value, "complain");
    let dates = "notBefore=Nov 22 10:00:00 2025 GMT\nnotAfter=Nov  1 10:00:00 2045 GMT\n";
    let dates = quiet(|problems| authority_dates(dates, problems));
    assert_eq!(dates.first.unwrap().value, jiff::civil::date(2025, 11, 22));
    assert_eq!(dates.last.unwrap().value, jiff::civil::date(2045, 11, 1));
}

#[test]
fn content_trust_is_on_where_a_line_that_counts_says_so() {
    let text = "/etc/environment:#DOCKER_CONTENT_TRUST=1\n\
                /etc/profile:export DOCKER_CONTENT_TRUST=\"1\";\n\
                /etc/profile.d/x.sh:DOCKER_CONTENT_TRUST_SERVER=https://notary.example\n\
                environment:DOCKER_CONTENT_TRUST=0\n";
    let found = content_trust(text);
    let on: Vec<&str> = found
        .iter()
        .filter(|it| it.is_on())
        .map(|it| it.file.value.as_str())
        .collect();
    assert_eq!(found.len(), 3);
    assert_eq!(on, ["/etc/profile"]);
}

#[test]
fn set_user_id_files_are_told_from_others() {
    let text = "-rwsr-xr-x 0/0           55528 2022-01-20 21:10 bin/mount\n\
                -rwxr-sr-x root/shadow   80376 2022-11-24 12:54 usr/bin/chage link to usr/bin/x\n\
                -rw-r--r-- 0/0               0 2022-11-24 12:54 etc/x\n";
    let files = quiet(|problems| set_user_id_files(text, problems));
    assert_eq!(files.len(), 2);
    assert!(files[0].sets_user() && !files[0].sets_group());
    assert!(files[1].sets_group());
    assert_eq!(files[1].path.value, "usr/bin/chage");
}

#[test]
fn executions_have_their_own_options_only() {
    let text = "type=PROCTITLE msg=audit(11/22/2026 10:00:00.1:41) : proctitle=docker exec -u root web sh -c --privileged\n\
                type=EXECVE msg=audit(11/22/2026 10:00:00.1:41) : argc=5 a0=docker a1=exec a2=-u a3=root a4=web\n\
                type=EXECVE msg=audit(11/22/2026 10:00:01.1:42) : argc=4 a0=docker a1=exec a2=--privileged a3=db a4=sh\n\
                type=EXECVE msg=audit(11/22/2026 10:00:02.1:43) : argc=3 a0=docker a1=exec a2=-u0 a3=db\n\
                type=EXECVE msg=audit(11/22/2026 10:00:03.1:44) : argc=2 a0=docker a1=ps\n";
    let found = executions(text);
    assert_eq!(found.len(), 3);
    assert_eq!(found[2].command(), "docker exec -u0 db");
    assert_eq!(found[0].user().unwrap().value, "root");
    assert_eq!(found[0].privileged(), None);
    assert_eq!(found[1].user(), None);
    assert_eq!(found[1].privileged().unwrap().span.of(text), "--privileged");
    assert_eq!(found[2].user().unwrap().value, "0");
}

#[test]
fn long_outputs_take_time_in_proportion() {
    let many = 20_000;
    for line in [
        "-A never,exit -F dir=/x\n",
        "644 0 0 root root regular file /x\n",
        "PID   USER   COMMAND   ",
        "22 1 8:1 / /x rw - ext4 /dev/sda1 rw\n",
        "a0=exec ",
        "{\"profiles\":",
        "\"",
        "-w ",
    ] {
        let text = line.repeat(many);
        for source in SOURCES {
            read(*source, &text);
        }
    }
    let wide = format!("{}\n{}", "PID ".repeat(many), "1\n".repeat(many));
    assert_eq!(processes(&wide, &mut Vec::new()).len(), many);
}

/// A line of everything that is read.
const SAMPLE: &str = r#"644 0 0 root root regular file /etc/docker/daemon.json
absent /etc/default/docker
30 22 8:2 / /var/lib/a\040b rw,nosuid shared:2 - xfs /dev/sdb1 rw
docker:x:999:ada,grace
-a always,exit -S all -F dir=/var/lib/docker -F perm=wa -F key=docker
-w "/etc/with blank" -p wa
tcp LISTEN 0 4096 [fe80::1]%eth0:2375 0.0.0.0:* users:(("dockerd",pid=81,fd=7))
PID   USER   COMMAND
812   root   dockerd
{"profiles":{"docker-default":"enforce"}}
notBefore=Nov 22 10:00:00 2025 GMT
-rwsr-xr-x 0/0 55528 2022-01-20 21:10 bin/mount link to bin/x
type=PROCTITLE msg=audit(11/22/2026 10:00:00.1:41) : proctitle=docker exec -u root web sh
/etc/profile:export DOCKER_CONTENT_TRUST="1";
"#;

/// Every command whose output is read.
const SOURCES: &[Source] = &[
    Source::Endpoint,
    Source::DaemonUsers,
    Source::ContainerdConfig,
    Source::Uname,
    Source::OsRelease,
    Source::Uid,
    Source::Clock,
    Source::Files,
    Source::Mounts,
    Source::Devices,
    Source::FileSystems,
    Source::Groups,
    Source::PrimaryMembers,
    Source::AuditRules,
    Source::AuditStatus,
    Source::Listeners,
    Source::ContentTrust,
    Source::SecurityModules,
    Source::AppArmorSwitch,
    Source::AppArmorProfiles,
    Source::SelinuxMode,
    Source::ProxyCount,
    Source::AuthorityDates,
    Source::AuthorityChanged,
    Source::Processes,
    Source::SetUserIdFiles,
    Source::Executions,
];

proptest! {
    /// From any place to any other, with any byte changed, what was printed is read.
    #[test]
    fn cut_and_changed_outputs_are_read(
        start in 0..SAMPLE.len(),
        end in 0..SAMPLE.len(),
        at in 0..SAMPLE.len(),
        byte in 0_u8..=127,
    ) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        bytes[at] = byte;
        let text = String::from_utf8(bytes).unwrap();
        let text = text.get(start.min(end)..end.max(start)).unwrap_or_default();
        for source in SOURCES {
            let (_, problems) = read(*source, text);
            for span in problems.iter().filter_map(|it| it.span) {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }

    /// Any text is read without a panic, and every problem lies inside of it.
    #[test]
    fn any_text_is_read(
        text in "(644 0 0 root |regular file |/etc/x|absent |-w |-a always,exit |-F path=|-F dir=|-p wa |\
                 -k |\"|'|tcp LISTEN 0 1 |\\[::\\]:|%lo:| - |\\\\040|\\\\|:|,|=|type=EXECVE |a1=exec |proctitle=|\
                 PID   USER   COMMAND|PID |   |notBefore=|Nov 2 |2025 |-rwsr-xr-x 0/0 |DOCKER_CONTENT_TRUST|\
                 \\{\"profiles\":|\\PC|\n| |é){0,60}",
    ) {
        for source in SOURCES {
            let (_, problems) = read(*source, &text);
            prop_assert!(problems.len() <= 21);
            for problem in problems {
                if let Some(span) = problem.span {
                    prop_assert!(text.get(span.start..span.end).is_some());
                }
            }
        }
    }
}
