//! Where instructions begin and end in files that have tripped readers of Dockerfiles.

use super::{Instruction, InstructionKind, read};
use crate::artifact;
use crate::model::Model;
use crate::span::LineIndex;

/// Each instruction as `KEYWORD first-last arguments`, joined lines with a bar between.
fn shape(text: &str) -> Vec<String> {
    let lines = LineIndex::new(text);
    let shown = |found: &Instruction| {
        let region = lines.region(found.span, text);
        let mut words = found.arguments.as_str().split_whitespace();
        let first = words.next().unwrap_or_default().to_owned();
        let arguments = words.fold(first, |shown, word| shown + " " + word);
        let (first, last) = (region.start.line, region.end.line);
        format!("{} {first}-{last} {arguments}", found.keyword.value)
    };
    read(text).instructions.iter().map(shown).collect()
}

fn located_problems(text: &str) -> usize {
    let problems = read(text).problems;
    problems
        .iter()
        .filter(|problem| problem.span.is_some())
        .count()
}

#[track_caller]
fn assert_shape(text: &str, expected: &[&str]) {
    assert_eq!(shape(text), expected, "{text}");
    assert_eq!(located_problems(text), 0, "{text}");
}

#[test]
fn an_instruction_or_a_comment_follows_a_terminator_at_once() {
    assert_shape(
        "FROM a\nRUN <<EOF\nls\nEOF\nUSER b\nCOPY <<E /x\n1\nE\n# c\nCMD d",
        &[
            "FROM 1-1 a",
            "RUN 2-4 <<EOF",
            "USER 5-5 b",
            "COPY 6-8 <<E /x",
            "CMD 10-10 d",
        ],
    );
}

#[test]
fn a_terminator_may_be_indented_with_tabs_where_the_dash_allows() {
    assert_shape(
        "FROM a\nRUN <<-EOF\n\tls\n\t\tEOF\nUSER b",
        &["FROM 1-1 a", "RUN 2-4 <<-EOF", "USER 5-5 b"],
    );
    // Without the dash, or with blanks, it is a line of the document like any other.
    assert_shape(
        "FROM a\nRUN <<EOF\n\tEOF\nEOF\nUSER b",
        &["FROM 1-1 a", "RUN 2-4 <<EOF", "USER 5-5 b"],
    );
    assert_shape(
        "FROM a\nRUN <<-EOF\n EOF\nEOF\nUSER b",
        &["FROM 1-1 a", "RUN 2-4 <<-EOF", "USER 5-5 b"],
    );
}

#[test]
fn one_run_takes_two_documents() {
    assert_shape(
        "FROM a\nRUN <<ONE cat > /x && <<TWO cat > /y\n1\nONE\n2\nTWO\nUSER b",
        &[
            "FROM 1-1 a",
            "RUN 2-6 <<ONE cat > /x && <<TWO cat > /y",
            "USER 7-7 b",
        ],
    );
}

#[test]
fn add_takes_documents_as_copy_does() {
    assert_shape(
        "FROM a\nADD <<one <<two /etc/\nRUN x\none\nEXPOSE 22\ntwo\nUSER b",
        &["FROM 1-1 a", "ADD 2-6 <<one <<two /etc/", "USER 7-7 b"],
    );
}

#[test]
fn a_document_may_follow_a_continued_line() {
    assert_shape(
        "FROM a\nRUN --mount=type=cache,target=/c \\\n  # c\n\\\n  cat <<E \\\n  && b\nx \\\nE\nUSER b",
        &["FROM 1-1 a", "RUN 2-8 cat <<E && b", "USER 9-9 b"],
    );
}

#[test]
fn a_document_may_be_a_program_for_an_interpreter() {
    assert_shape(
        "FROM a\nRUN <<EOF python3\nimport os\nEOF\nRUN <<EOF\n#!/usr/bin/env perl\nEOF",
        &["FROM 1-1 a", "RUN 2-4 <<EOF python3", "RUN 5-7 <<EOF"],
    );
}

#[test]
fn a_deferred_document_ends_where_it_ends() {
    assert_shape(
        "FROM a\nONBUILD COPY <<EOF /b\nUSER root\nEOF\nUSER b",
        &["FROM 1-1 a", "ONBUILD 2-4 COPY <<EOF /b", "USER 5-5 b"],
    );
}

#[test]
fn a_byte_order_mark_hides_nothing() {
    let artifact = artifact::read("Dockerfile", b"\xef\xbb\xbfFROM a\r\nUSER b\r\n");
    let Model::Dockerfile(file) = &*artifact.model else {
        panic!("{}", artifact.reason)
    };
    assert_eq!(file.stages.len(), 1);
    assert_eq!(file.instructions.len(), 2);
    // A directive behind it still stands at the very top.
    let artifact = artifact::read("Dockerfile", b"\xef\xbb\xbf# escape=`\nFROM a\n");
    let Model::Dockerfile(file) = &*artifact.model else {
        panic!("{}", artifact.reason)
    };
    assert_eq!(file.escape, '`');
}

#[test]
fn carriage_returns_are_no_part_of_anything() {
    assert_shape(
        "# escape=`\r\nFROM a\r\nRUN b `\r\n  # c\r\n  d\r\nRUN <<-E\r\n\tx\r\n\tE\r\nUSER b\r\n",
        &["FROM 2-2 a", "RUN 3-5 b d", "RUN 6-8 <<-E", "USER 9-9 b"],
    );
}

#[test]
fn a_backtick_escapes_and_a_backslash_does_not() {
    assert_shape(
        "# escape=`\nFROM a\nCOPY x C:\\\nRUN dir `\n  C:\\\nENV A=b` c B=C:\\\nUSER b",
        &[
            "FROM 2-2 a",
            "COPY 3-3 x C:\\",
            "RUN 4-5 dir C:\\",
            "ENV 6-6 A=b` c B=C:\\",
            "USER 7-7 b",
        ],
    );
    let file = read("# escape=`\nFROM a\nENV A=b` c B=C:\\\n");
    let InstructionKind::Env(pairs) = &file.instructions[1].kind else {
        panic!()
    };
    assert_eq!(pairs.len(), 2);
}

#[test]
fn flags_nobody_knows_hide_neither_arguments_nor_the_rest() {
    let text = "FROM --new a AS b\nCOPY --new=x --from=B --other y z\nRUN --later=1 c";
    assert_eq!(
        shape(text),
        ["FROM 1-1 a AS b", "COPY 2-2 y z", "RUN 3-3 c"]
    );
    let file = read(text);
    assert_eq!(file.problems.len(), 4);
    // Stages go by their names in any case.
    let InstructionKind::Copy(copy) = &file.instructions[1].kind else {
        panic!()
    };
    let from = &copy.from.as_ref().unwrap().value;
    assert_eq!(file.stage_called(from, 1).map(|stage| stage.index), Some(0));
}

#[test]
fn blank_and_comment_lines_do_not_end_a_continued_line() {
    let text = "FROM a\nRUN b \\\n\n   \n# c\n \\\n  d \\\n\nUSER e\n\nUSER f";
    // The blank line behind the last continuation is passed as well.
    assert_eq!(
        shape(text),
        ["FROM 1-1 a", "RUN 2-9 b d USER e", "USER 11-11 f"]
    );
}
