//! What can be typed after `plimsoll`.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::ArgPredicate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use plimsoll_rules::catalogue::{self, SubjectKind};

use crate::check::gate::Threshold;

const EXIT_CODES: &str = "\
Exit codes:
  0  the check ran, and the gate holds where one is set
  1  the gate does not hold
  2  the check could not run, or a path named here could not be read, or nothing
     of what was read has to do with Docker";

const EXIT_CODES_OF_FIX: &str = "\
Exit codes:
  0  it ran, whether anything was to mend or not
  2  it could not run, or a path named here could not be read, or a file could not
     be written, or nothing of what was read has to do with Docker";

const CONTROLS_JSON: &str = "\
The JSON is one object:
  schema_version     version of this format; its first number changes when a reader would break
  catalogue_version  version of the catalogue
  catalogue_hash     SHA-256 of the catalogue's files, in hex
  controls           one object a control, by id:
    id, title, category, section, severity, concern, rationale, remediation, fix
                     words and sentences; an id never changes or returns
    weight           what it weighs in its category's score
    subjects         kinds of subject it is judged on
    example          {language, text}, or null
    reasons          [{key, text}]; {name} in a text marks an argument
    references       [{title, url}]
    aliases          [\"peer:ID\"], names other tools and benchmarks have for it
    also             further names it can be asked for by
    framework_items  [{framework, item}] that it decides";

/// The compliance report for Docker: a score with its evidence, from the files you have.
///
/// Everything happens on this machine. The command opens no network connection.
#[derive(Debug, Parser)]
#[command(name = "plimsoll", version = VERSION.as_str(), propagate_version = true)]
pub(crate) struct Arguments {
    /// When to colour the output; `auto` asks the terminal, `NO_COLOR` and `CLICOLOR_FORCE`.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(Check),
    Fix(Fix),
    Explain(Explain),
    Controls(Controls),
}

/// Checks files and folders, and prints the report.
///
/// Folders are walked with their hidden files. Version control's own folders and
/// `node_modules` are left out, and symbolic links found on the way are not followed. Of
/// a folder's files, those that have nothing to do with Docker are counted and left out of
/// the report, unless `--all-files` is given; a file named here is always in it.
///
/// A file that cannot be read is listed in the report with the reason.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Check {
    /// Files and folders to check; `-` is the standard input.
    #[arg(
        value_name = "PATH",
        default_value = ".",
        default_value_if("files", ArgPredicate::IsPresent, None)
    )]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) project: Project,

    /// What to print: text for people, or the report's JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,

    /// Tell every verdict, not failures alone.
    #[arg(long)]
    pub(crate) all_verdicts: bool,

    /// List every file of a folder in the report, whatever it is.
    #[arg(long)]
    pub(crate) all_files: bool,

    /// Print every place of a finding in the text, each with its lines.
    #[arg(long)]
    pub(crate) full: bool,

    /// Fail when the verified floor of the security score is below this, 0 to 100.
    ///
    /// The floor counts what could not be reviewed, and every accepted risk, as failed. One
    /// decimal may be given. Where nothing could be assessed there is no score, and the gate
    /// does not hold.
    #[arg(long, value_name = "N")]
    pub(crate) fail_under: Option<Threshold>,

    /// Accept the risks this YAML file lists under `waivers`, and judge by its settings.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,

    /// The build stage that ships, by name or number, where it is not the last one of a
    /// Dockerfile; may be given several times.
    #[arg(long = "target", value_name = "STAGE")]
    pub(crate) targets: Vec<String>,

    /// Judge only what is about these kinds of subjects, e.g. `image,service`; everything else is
    /// out of scope and weighs nothing.
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = scope)]
    pub(crate) scope: Vec<SubjectKind>,

    /// The day the report holds for, as YYYY-MM-DD; today in UTC where absent.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,

    /// The name of what is read from the standard input; it helps to tell what it is.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub(crate) stdin_name: String,
}

/// One Compose project, put together as `docker compose` would be told to.
#[derive(Debug, Args)]
#[command(next_help_heading = "Compose project")]
pub(crate) struct Project {
    /// A compose file of one project; given several times, each is merged over those before it.
    ///
    /// In the folder of the first one nothing else is put together. Without PATH only these
    /// files are read, with the `.env` beside the first one.
    #[arg(id = "files", short = 'f', long = "file", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// A file that the project's variables have their values from, instead of `.env`; may be
    /// given several times, a later one over an earlier one.
    #[arg(long = "env-file", value_name = "FILE", requires = "files")]
    pub(crate) env_files: Vec<PathBuf>,

    /// A profile that is active; may be given several times.
    #[arg(long = "profile", value_name = "NAME", requires = "files")]
    pub(crate) profiles: Vec<String>,

    /// Judge the project as `docker stack deploy` brings it up.
    #[arg(long, requires = "files")]
    pub(crate) stack: bool,
}

/// Mends what can be mended without a question, and prints the changes as a patch.
///
/// Only changes are made that keep what a working build and container do. Each is tried and
/// judged again: what would not clear its finding, or would make anything else fail, is left
/// out. Accepted risks stay as they are.
///
/// The patch goes to the standard output, for `git apply` or `patch -p1`; on a terminal it is
/// shown for reading, without secrets. What was mended and what is left is told on the
/// standard error.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES_OF_FIX)]
pub(crate) struct Fix {
    /// Files and folders to mend; `-` is the standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// Change the files in place instead of printing the patch.
    #[arg(long)]
    pub(crate) write: bool,

    /// Mend only this control, by its id or another tool's name of it; may be repeated.
    #[arg(long = "control", value_name = "CONTROL")]
    pub(crate) controls: Vec<String>,

    /// Mend only this subject, by its id, as in `service:compose.yaml#web`, or by its name
    /// where only one has it.
    #[arg(long, value_name = "SUBJECT", conflicts_with = "controls")]
    pub(crate) subject: Option<String>,

    /// Make the subject's changes that need a choice too, and tell what to confirm or fill in.
    #[arg(long, requires = "subject")]
    pub(crate) confirmed: bool,

    /// Leave alone the risks this YAML file accepts under `waivers`.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,

    /// The day the waivers hold on, as YYYY-MM-DD; today in UTC where absent.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,

    /// The name of what is read from the standard input; it helps to tell what it is.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub(crate) stdin_name: String,
}

/// Explains a control: what must hold, why, and how to mend it.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A control's id, or another tool's name of it, as in `hadolint:DL3002`, `DL3002` or
    /// `cis-docker:5.4`.
    #[arg(value_name = "CONTROL")]
    pub(crate) name: String,
}

/// Lists every control with the names other tools have for it.
#[derive(Debug, Args)]
#[command(after_help = CONTROLS_JSON)]
pub(crate) struct Controls {
    /// What to print: text for people, or JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// A form of output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For machines.
    Json,
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// The command's version and its catalogue's, which may change one without the other.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let own = env!("CARGO_PKG_VERSION");
    format!("{own} (catalogue {})", catalogue::VERSION)
});

fn scope(word: &str) -> Result<SubjectKind, String> {
    SubjectKind::from_word(word).ok_or_else(|| {
        let known: Vec<&str> = SubjectKind::ALL.iter().map(|kind| kind.word()).collect();
        format!("the kinds are {}", known.join(", "))
    })
}

fn day(text: &str) -> Result<Date, String> {
    plimsoll_rules::day::parse(text).ok_or_else(|| "a day like 2027-01-31 is needed".to_owned())
}
