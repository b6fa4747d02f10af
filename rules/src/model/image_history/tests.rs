use proptest::prelude::*;

use super::{History, Made, read};
use crate::model::dockerfile::Keyword;
use crate::model::inspect::Field;

const LINES: &str = r#"{"Comment":"buildkit.dockerfile.v0","CreatedAt":"2026-03-01T10:00:00Z","CreatedBy":"RUN |1 TOKEN=abc /bin/sh -c curl -H $TOKEN x # buildkit","CreatedSince":"8 months ago","ID":"<missing>","Size":"7.8MB"}
{"Comment":"","CreatedAt":"2026-03-01T10:00:00Z","CreatedBy":"/bin/sh -c #(nop)  CMD [\"sh\"]","CreatedSince":"8 months ago","ID":"sha256:aaaaaaaaaaaa","Size":"0B"}
"#;
const TABLE: &str = "\
IMAGE                 CREATED        CREATED BY                                SIZE      COMMENT
sha256:0123456789ab   3 weeks ago    /bin/sh -c #(nop)  ENV KÖY=1              0B
<missing>             3 weeks ago    RUN /bin/sh -c apt-get update # buildkit  12.3kB    buildkit.dockerfile.v0
<missing>             3 weeks ago    COPY <<F /x
F
";

#[test]
fn lines_of_json_are_steps() {
    let history = read(LINES);
    assert_eq!(history.problems, []);
    let [run, cmd] = history.steps.as_slice() else {
        panic!("two steps")
    };
    assert_eq!(run.id, Field::Absent);
    assert_eq!(run.size.value(), Some(&7_800_000));
    assert_eq!(run.is_empty.value(), Some(&false));
    let made = run.made().unwrap();
    assert_eq!((made.keyword, made.is_shell), (Keyword::Run, true));
    assert_eq!(made.text, "curl -H $TOKEN x");
    assert_eq!(made.arguments, ["TOKEN=abc"]);
    assert_eq!(cmd.is_empty.value(), Some(&true));
    assert_eq!(cmd.made().unwrap().keyword, Keyword::Cmd);
    let place = cmd.created_by.span().unwrap();
    assert!(place.of(LINES).starts_with("\"/bin/sh"));
}

#[test]
fn the_spellings_of_every_engine_are_read() {
    let text = r#"[{"Id":"sha256:aa","Created":1700000000,"CreatedBy":"USER app","Tags":["a:1"],"Size":0,"Comment":""},
      {"id":"bb","created":"2026-01-01T00:00:00Z","createdBy":"WORKDIR /x","size":3},
      {"created":"2026-01-01T00:00:00Z","created_by":"EXPOSE map[80/tcp:{}]","empty_layer":true}]"#;
    let history = read(text);
    assert_eq!(history.problems, []);
    let steps = history.steps.iter();
    let keywords: Vec<_> = steps.map(|step| step.made().unwrap().keyword).collect();
    assert_eq!(keywords, [Keyword::User, Keyword::Workdir, Keyword::Expose]);
    assert_eq!(history.steps[0].created.value().unwrap(), "1700000000");
    assert_eq!(history.steps[0].tags.items().len(), 1);
    assert_eq!(history.steps[1].is_empty.value(), Some(&false));
    assert_eq!(history.steps[2].is_empty.value(), Some(&true));
}

#[test]
fn the_table_is_read_by_its_columns() {
    let history = read(TABLE);
    assert_eq!(history.problems, []);
    let [env, run, copy] = history.steps.as_slice() else {
        panic!("three steps")
    };
    assert_eq!(env.id.value().unwrap(), "sha256:0123456789ab");
    let made = env.made().unwrap();
    assert_eq!((made.keyword, made.text), (Keyword::Env, "KÖY=1"));
    assert_eq!(env.is_empty.value(), Some(&true));
    assert_eq!(run.size.value(), Some(&12_300));
    assert_eq!(run.comment.value().unwrap(), "buildkit.dockerfile.v0");
    assert_eq!(run.made().unwrap().text, "apt-get update");
    assert_eq!(copy.created_by.value().unwrap(), "COPY <<F /x\nF");
}

#[test]
fn dates_have_a_column_of_their_own_name() {
    let text = "IMAGE          CREATED AT             CREATED BY   SIZE   COMMENT\n0123456789ab   2017-01-01T12:00:03Z   USER 7       0\n";
    let step = &read(text).steps[0];
    assert_eq!(step.created.value().unwrap(), "2017-01-01T12:00:03Z");
    assert_eq!(step.created_since, Field::Absent);
    assert_eq!(step.made().unwrap().keyword, Keyword::User);
}

#[test]
fn what_a_step_ran_is_understood() {
    for (text, keyword, rest, is_shell) in [
        (
            "/bin/sh -c #(nop) ADD file:1a in / ",
            Keyword::Add,
            "file:1a in /",
            false,
        ),
        ("/bin/sh -c make  all", Keyword::Run, "make  all", true),
        (
            "|2 A=1 B=two words /bin/sh -c make",
            Keyword::Run,
            "make",
            true,
        ),
        ("|1 A=1 /app build", Keyword::Run, "/app build", false),
        (
            "RUN /usr/bin/make # buildkit",
            Keyword::Run,
            "/usr/bin/make",
            false,
        ),
        ("ENV A=1", Keyword::Env, "A=1", false),
        (
            "cmd /S /C #(nop)  USER ContainerUser",
            Keyword::User,
            "ContainerUser",
            false,
        ),
        ("cmd /S /C dir", Keyword::Run, "dir", true),
        (
            "bazel build //x",
            Keyword::Unknown,
            "bazel build //x",
            false,
        ),
        (
            "add the base layer",
            Keyword::Unknown,
            "add the base layer",
            false,
        ),
        ("", Keyword::Unknown, "", false),
        ("|9", Keyword::Unknown, "", false),
    ] {
        let made = Made::of(text);
        let found = (made.keyword, made.text, made.is_shell);
        assert_eq!(found, (keyword, rest, is_shell), "{text}");
    }
}

#[test]
fn a_history_without_steps_is_said() {
    for text in ["", "[]", "IMAGE  CREATED  CREATED BY  SIZE\n", "nonsense"] {
        assert!(!read(text).problems.is_empty(), "{text}");
    }
}

fn within(history: &History, text: &str) -> bool {
    let fits = |span: crate::span::Span| text.get(span.start..span.end).is_some();
    let mut problems = history.problems.iter();
    history.steps.iter().all(|step| {
        fits(step.span)
            && step.created_by.span().is_none_or(fits)
            && step.size.span().is_none_or(fits)
    }) && problems.all(|problem| problem.span.is_none_or(fits))
}

proptest! {
    #[test]
    fn damaged_histories_are_read(cut in 0_usize..800, at in 0_usize..800, byte in 0_u8..128) {
        for text in [LINES, TABLE] {
            let mut bytes = text.as_bytes()[..cut.min(text.len())].to_vec();
            if let Some(old) = bytes.get_mut(at) {
                *old = byte;
            }
            let text = String::from_utf8_lossy(&bytes);
            prop_assert!(within(&read(&text), &text));
        }
    }

    #[test]
    fn any_text_of_a_step_is_understood(text in "(\\||[0-9]|/bin/sh -c |#\\(nop\\)| |A=1|RUN |é|# buildkit|\n){0,12}") {
        Made::of(&text);
    }
}

#[test]
fn problems_without_end_are_told_a_thousand_times() {
    let text = "{\"CreatedBy\":}\n".repeat(5_000);
    assert_eq!(read(&text).problems.len(), 1_001);
    let text = format!("[{{\"CreatedBy\":[{}0]}}]", "0,".repeat(5_000));
    assert_eq!(read(&text).problems.len(), 1);
    let text = format!("[{{\"tags\":[{}0]}}]", "0,".repeat(5_000));
    assert_eq!(read(&text).problems.len(), 1_000);
}
