#!/usr/bin/env python3
"""Compares our reader of Dockerfiles with another one, instruction by instruction.

    python3 -m venv V && V/bin/pip install e2b-dockerfile-utils==0.1.1
    V/bin/python tests/oracle/dockerfile.py PATH… [--mutations N] [--seed N] [--verbose]

A PATH is a Dockerfile, a folder (every file in it whose name says Dockerfile), or a file of JSON
objects, one a line, whose `dockerfile_text` is a text. With mutations, as many further texts are
made of these by putting odd pieces in and taking bytes out. The other reader is a port of the one in
BuildKit. Compared are keywords, lines, flags, arguments, the JSON form, heredocs, the escape
character, and the words that the builder expands, with a small model of ARG and ENV in here.
The command fails where the two differ in a way that is not listed below.

Differences that are meant, and counted as such:

- stops       The other reader refuses a file at its first fault. Ours goes on, and must have a
              problem there. What stands before the fault is compared by itself.
- refused     The other reader takes arguments that BuildKit refuses when it gives them a meaning,
              such as SHELL without an array. Ours must have a problem there.
- deferred    The other reader does not look into ONBUILD, so its heredocs are not read there.
- spaced      Blanks between `<<` and the name: for COPY and ADD the other reader opens the heredoc
              and takes the two words for paths besides. Ours takes them for the heredoc.
- fragment    A text without FROM has no stages; what an ARG gives to ENV there is our own rule.

The other reader lets quotes keep blanks inside a word of COPY and ADD in shell form, on purpose.
BuildKit does not, so its splitting at blanks is put back in.
"""

import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys

from e2b_dockerfile_utils import DockerfileSyntaxError, ShellLex, parse_dockerfile_ast, syntax

for copied in ("ADD", "COPY"):
    syntax._LINE_PARSERS[copied] = syntax._parse_maybe_json_to_list

ROOT = pathlib.Path(__file__).resolve().parents[2]


def texts(path):
    """Every text at a path, with a name for it."""
    path = pathlib.Path(path)
    if path.is_dir():
        for found in sorted(path.rglob("*")):
            if found.is_file() and "dockerfile" in found.name.lower():
                yield from texts(found)
    elif path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if isinstance(case.get("dockerfile_text"), str):
                yield case["source"], case["dockerfile_text"]
    else:
        yield str(path), path.read_bytes().decode("utf-8", "replace")


def ours(all_texts):
    """What our reader makes of each text."""
    lines = "".join(json.dumps(text) + "\n" for text in all_texts)
    command = ["cargo", "run", "--quiet", "--package", "plimsoll-rules", "--example", "instructions"]
    run = subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(run.stderr)
    return [json.loads(line) for line in run.stdout.splitlines()]


def their_arguments(instruction):
    """The other reader's arguments in the shape of ours; None where they are not compared."""
    name, args = instruction.name, instruction.args
    if name in ("ENV", "LABEL"):
        return [word for at in range(0, len(args), 3) for word in args[at : at + 2]]
    if name in ("COPY", "ADD"):
        words, opened = [], 0
        for word in args[:-1]:
            if opened < len(instruction.heredocs) and "<<" in word:
                word, opened = f"<<{opened}", opened + 1
            words.append(word)
        return words + args[-1:]
    if name == "HEALTHCHECK":
        return ["NONE"] if args[:1] and args[0].upper() == "NONE" else ["CMD", *args[1:]]
    if name == "ONBUILD":
        return None
    return args


class Variables:
    """ARG and ENV as Docker's reference describes them, for a build without arguments."""

    def __init__(self, escape):
        self.escape = escape
        self.globals = {}
        self.stages = {}
        self.args, self.env = {}, {}
        self.in_stage = False
        self.is_over = False

    def expand(self, word, known):
        lex = ShellLex(self.escape, env=known, skip_unset_env=False)
        return lex.process_word(word)

    def known(self):
        return {**self.args, **self.env} if self.in_stage else dict(self.globals)

    def from_(self, words):
        image = self.expand(words[0], self.globals) if words else ""
        self.in_stage = True
        self.args, self.env = map(dict, self.stages.get(image.lower(), ({}, {})))
        if len(words) > 2 and words[1].lower() == "as":
            self.stages[words[2].lower()] = (self.args, self.env)

    def arg(self, words):
        for word in words:
            name, equals, value = word.partition("=")
            target = self.args if self.in_stage else self.globals
            if equals:
                target[name] = self.expand(value, self.known())
            elif self.in_stage and name in self.globals:
                target[name] = self.globals[name]

    def env_(self, args):
        before = self.known()
        for at in range(0, len(args), 2):
            self.env[args[at]] = self.expand(args[at + 1], before)


def reported(mine):
    """The lines of all that could not be read."""
    problems = mine["problems"]
    return {found["line"] for found in problems if found["effect"] != "Note" and found["line"]}


def compare(text, mine):
    """Yields (kind, line, what) for each difference."""
    try:
        theirs = parse_dockerfile_ast(text)
    except DockerfileSyntaxError as error:
        # Theirs is where the logical line begins; ours may begin after lines that only continue.
        here = next((found for found in mine["instructions"] if found["end"] >= error.line), None)
        last = here["end"] if here else error.line
        told = any(error.line <= number <= last for number in reported(mine))
        kind = "stops" if told else "STOPS"
        if not told and any(found["keyword"] == "ONBUILD" for found in mine["instructions"]):
            kind = "deferred" if "<<" in text else kind
        yield kind, error.line, str(error)
        return
    if mine["escape"] != theirs.escape_token:
        yield "ESCAPE", 1, (mine["escape"], theirs.escape_token)
    names = [found["keyword"] for found in mine["instructions"]]
    their_names = [found.name for found in theirs.instructions]
    if names != their_names:
        deferred = any("<<" in found.original and found.name == "ONBUILD" for found in theirs.instructions)
        yield ("deferred" if deferred else "KEYWORDS", None, (names, their_names))
        return
    variables = Variables(theirs.escape_token)
    fragment = "FROM" not in their_names
    for our, their in zip(mine["instructions"], theirs.instructions):
        told = any(our["start"] <= number <= our["end"] for number in reported(mine))
        yield from instruction(our, their, variables, fragment, told)


def instruction(our, their, variables, fragment, told):
    line = their.start_line
    deferred = their.name == "ONBUILD" and "<<" in their.original
    # A last line that continues into blank lines, comments or nothing belongs to the instruction
    # in the other reader; ours ends with the last byte that says something.
    if not line <= our["start"] <= our["end"] <= their.end_line:
        found = (our["start"], our["end"], line, their.end_line)
        yield ("deferred" if deferred else "LINES"), line, found
    if their.heredocs and our["end"] != their.end_line:
        yield "LINES", line, (our["end"], their.end_line)
    flags = [flag[2:] for flag in their.flags]
    if our["flags"] != flags and their.name != "ONBUILD":
        yield "FLAGS", line, (our["flags"], flags)
    if our["json"] is not None and our["json"] != their.json:
        yield "JSON", line, (our["json"], their.json)
    arguments = their_arguments(their)
    if arguments is not None and our["arguments"] != arguments:
        spaced = any(word == "<<" or word.endswith("<<-") for word in their.args)
        if told:
            kind = "refused"
        else:
            kind = "spaced" if spaced and their.heredocs else "ARGUMENTS"
        yield kind, line, (our["arguments"], arguments)
    documents = [
        (found["name"], found["content"], found["strip_tabs"], found["expand"], found["descriptor"])
        for found in our["heredocs"]
    ]
    their_documents = [
        (found.name, found.content, found.chomp, found.expand, found.file_descriptor)
        for found in their.heredocs
    ]
    if documents != their_documents:
        yield "HEREDOCS", line, (documents, their_documents)
    known = dict(variables.globals) if their.name == "FROM" else variables.known()
    if fragment:
        known = {**variables.globals, **variables.env}
    for word in our["expanded"]:
        yield from expanded(word, line, variables, known, fragment)
    try:
        if their.name == "FROM":
            variables.from_(their.args)
        elif their.name == "ARG":
            variables.arg(their.args)
        elif their.name == "ENV":
            variables.env_(arguments)
    except ValueError:
        # The build would end here, so no later value can be told.
        variables.is_over = True


def expanded(word, line, variables, known, fragment):
    try:
        text = variables.expand(word["word"], known)
    except ValueError as error:
        # A variable that must be given is no fault of the file.
        if word["fault"] is None and "?" not in word["word"] and not variables.is_over:
            yield "FAULT", line, (word, str(error))
        return
    if word["fault"] is not None:
        yield "FAULT", line, (word, text)
    elif not word["unresolved"] and word["text"] != text and not variables.is_over:
        yield ("fragment" if fragment else "EXPANDED"), line, (word, text)


def sound(text):
    """As much of a text as the other reader takes."""
    try:
        parse_dockerfile_ast(text)
    except DockerfileSyntaxError as error:
        return "".join(syntax._split_lines(text)[: error.line - 1])
    return text


# What has tripped one reader or another.
PIECES = [
    *("\\\n", "\\ \n", "\\\\\n", "\n", "\n\n", "\n# c\n", "  # c\n", "\r\n", " ", "\t", "\v", "\xa0", "é"),
    *("<<EOF", "<<-EOF", '<<-"EOF"', "EOF\n", "\tEOF\n", "3<<A <<B", "A\n", "B\n", "<<<", "<<", ">"),
    *('"', "'", "\\", "`", "$X", "$$", "$1", "$-", "${", "}", "${X}", "${X:-a b}", '${X:-"a b"}', "${X#a*}"),
    *("${X%%b*}", "${X//a/b}", "${X/a/}", "${X:?e}", "=", "a=", "a=b", "--x=y ", '--x="a b" ', "-- "),
    *("[", '["a"]', '["a","b"]', "[1]", "# escape=`\n", "#escape=\\\n", "\ufeff"),
    *("ARG X=abcab\n", "ENV X=abcab\n", "FROM a AS b\n", "FROM a\n", "HEALTHCHECK CMD "),
    *(f"{name} " for name in syntax._LINE_PARSERS),
]


def mutations(sources, count, seed):
    """Texts made of others."""
    chance = random.Random(seed)
    for number in range(count):
        text = chance.choice(sources)
        for _ in range(chance.randint(1, 3)):
            at = chance.randint(0, len(text))
            if chance.random() < 0.2:
                text = text[:at] + text[at + chance.randint(1, 8) :]
                continue
            if chance.random() < 0.3:
                at = text.rfind("\n", 0, at) + 1
            text = text[:at] + chance.choice(PIECES) + text[at:]
        yield f"mutation {number} of seed {seed}", text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--mutations", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--verbose", action="store_true", help="print what is meant to differ as well")
    options = parser.parse_args()
    found = {}
    for path in options.paths:
        for name, text in texts(path):
            found.setdefault(text, name)
    for name, text in mutations(list(found), options.mutations, options.seed):
        found.setdefault(text, name)
    for text, name in list(found.items()):
        found.setdefault(sound(text), name)
    kinds = collections.Counter()
    instructions = words = 0
    for (text, name), mine in zip(found.items(), ours(found), strict=True):
        instructions += len(mine["instructions"])
        words += sum(len(entry["expanded"]) for entry in mine["instructions"])
        for kind, line, what in compare(text, mine):
            kinds[kind] += 1
            if kind.isupper() or options.verbose:
                print(f"{kind} {name}:{line}: {what}")
            if kind.isupper() and name.startswith("mutation"):
                print(f"    {json.dumps(text)}")
    print(f"{len(found)} texts, {instructions} instructions, {words} expanded words")
    for kind, count in sorted(kinds.items()):
        print(f"{kind:<12}{count}")
    return any(kind.isupper() for kind in kinds)


if __name__ == "__main__":
    sys.exit(main())
