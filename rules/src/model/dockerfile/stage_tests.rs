//! Stages, their names and their bases.

use super::{Dockerfile, read};
use crate::artifact::Effect;

const BUILD: &str = "\
ARG TAG=3.19
FROM golang:$TAG AS Build
RUN a
FROM build
FROM --platform=$BUILDPLATFORM ${BASE:-alpine}:${TAG%.*} as c
COPY --from=0 x y
";

fn messages(file: &Dockerfile) -> Vec<&str> {
    file.problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect()
}

#[test]
fn stages_have_bases_and_instructions() {
    let file = read(BUILD);
    assert_eq!(file.problems, []);
    let [first, second, third] = file.stages.as_slice() else {
        panic!("three stages")
    };
    assert_eq!(first.base.image.value, "golang:$TAG");
    assert_eq!(first.base.resolved.text, "golang:3.19");
    assert_eq!(first.span.of(BUILD), "FROM golang:$TAG AS Build\nRUN a");
    assert_eq!(file.stage_instructions(first).len(), 2);
    assert_eq!(second.base.of_stage, Some(0));
    assert_eq!(third.base.resolved.text, "alpine:3");
    assert_eq!(
        third.base.platform.as_ref().unwrap().value,
        "$BUILDPLATFORM"
    );
    assert_eq!(file.final_stage().unwrap().index, 2);
    let lineage: Vec<usize> = file.lineage(second).map(|stage| stage.index).collect();
    assert_eq!(lineage, [1, 0]);
    assert_eq!(file.instructions[0].stage, None);
    assert_eq!(file.instructions[5].stage, Some(2));
}

#[test]
fn references_find_earlier_stages() {
    let file = read(BUILD);
    let called = |reference: &str| file.stage_called(reference, 2).map(|stage| stage.index);
    assert_eq!(called("BUILD"), Some(0));
    assert_eq!(called("1"), Some(1));
    assert_eq!(called("2"), None);
    assert_eq!(called("c"), None);
}

#[test]
fn a_stage_is_never_its_own_base() {
    let file = read("FROM a AS a\nFROM b AS b\nFROM A AS b\nFROM b\nFROM 0\n");
    let bases: Vec<_> = file
        .stages
        .iter()
        .map(|stage| stage.base.of_stage)
        .collect();
    assert_eq!(bases, [None, None, Some(0), Some(2), None]);
    assert_eq!(messages(&file), ["Another stage has this name already"]);
}

#[test]
fn scratch_is_known() {
    let file = read("ARG S=scratch\nFROM $S\nFROM x AS scratch\nFROM scratch");
    let scratch: Vec<bool> = file
        .stages
        .iter()
        .map(|stage| stage.base.is_scratch())
        .collect();
    assert_eq!(scratch, [true, false, false]);
}

#[test]
fn odd_from_lines_begin_stages_all_the_same() {
    let file = read("FROM\nFROM a b\nFROM a AS\nFROM a AS 1b c\nFROM ${\nUSER x");
    assert_eq!(file.stages.len(), 5);
    assert_eq!(file.problems.len(), 6);
    assert_eq!(file.stages[0].base.image.value, "");
    assert_eq!(file.stages[3].name.as_ref().unwrap().value, "1b");
    assert!(file.stages[4].base.resolved.fault.is_some());
    assert_eq!(file.stages[4].instructions, 4..6);
}

#[test]
fn only_arguments_stand_before_the_first_stage() {
    let file = read("ARG a\nRUN b\nFROM c\n");
    assert_eq!(
        messages(&file),
        ["RUN stands before the first FROM and belongs to no stage"]
    );
    let file = read("RUN b\nUSER c\n");
    assert_eq!(file.problems.len(), 1);
    assert_eq!(file.problems[0].effect, Effect::Note);
    assert!(file.stages.is_empty() && file.final_stage().is_none());
}
