//! Credentials that begin as their provider's do.

use std::sync::LazyLock;

use super::{Looked, SecretKind, Sighting, before, run, values};

/// What a credential of one provider looks like.
struct Shape {
    prefix: &'static str,
    /// What follows the prefix.
    tail: Alphabet,
    /// The least and the greatest length of the tail, in bytes.
    length: (usize, usize),
    kind: &'static str,
}

/// Which bytes a tail is made of.
#[derive(Clone, Copy)]
enum Alphabet {
    /// Lower-case hexadecimal digits.
    Hex,
    /// Upper-case letters and digits.
    Upper,
    /// Letters and digits.
    Alnum,
    /// The same with `_` and `-`.
    Word,
    /// The same with dots.
    Dotted,
    /// Base64 with its padding.
    Base64,
    /// Base64 as it stands in an address.
    Escaped,
    /// Segments of a path.
    Path,
}

/// The longest tail where a provider sets no bound.
const LONGEST: usize = 400;

const fn shape(
    prefix: &'static str,
    tail: Alphabet,
    least: usize,
    most: usize,
    kind: &'static str,
) -> Shape {
    Shape {
        prefix,
        tail,
        length: (least, most),
        kind,
    }
}

/// The families, by their providers' own descriptions of their tokens.
static SHAPES: &[Shape] = &[
    // Clouds.
    shape("AKIA", Alphabet::Upper, 16, 16, "an AWS access key"),
    shape("ASIA", Alphabet::Upper, 16, 16, "an AWS access key"),
    shape("ABIA", Alphabet::Upper, 16, 16, "an AWS access key"),
    shape("ACCA", Alphabet::Upper, 16, 16, "an AWS access key"),
    shape("AIza", Alphabet::Word, 35, 35, "a Google API key"),
    shape("GOCSPX-", Alphabet::Word, 24, 40, "a Google client secret"),
    shape(
        "ya29.",
        Alphabet::Word,
        20,
        LONGEST,
        "a Google access token",
    ),
    shape(
        "AccountKey=",
        Alphabet::Base64,
        86,
        88,
        "an Azure storage key",
    ),
    shape(
        "SharedAccessKey=",
        Alphabet::Base64,
        43,
        88,
        "an Azure access key",
    ),
    shape(
        "?sig=",
        Alphabet::Escaped,
        43,
        120,
        "an Azure access signature",
    ),
    shape(
        "&sig=",
        Alphabet::Escaped,
        43,
        120,
        "an Azure access signature",
    ),
    shape(
        "LTAI",
        Alphabet::Alnum,
        12,
        20,
        "an Alibaba Cloud access key",
    ),
    shape("dop_v1_", Alphabet::Hex, 64, 64, "a DigitalOcean token"),
    shape("doo_v1_", Alphabet::Hex, 64, 64, "a DigitalOcean token"),
    shape("dor_v1_", Alphabet::Hex, 64, 64, "a DigitalOcean token"),
    shape("HRKU-", Alphabet::Word, 36, 70, "a Heroku key"),
    shape(
        "pscale_tkn_",
        Alphabet::Dotted,
        32,
        64,
        "a PlanetScale token",
    ),
    shape(
        "pscale_pw_",
        Alphabet::Dotted,
        32,
        64,
        "a PlanetScale password",
    ),
    shape("dapi", Alphabet::Hex, 32, 32, "a Databricks token"),
    shape("tskey-", Alphabet::Word, 20, 80, "a Tailscale key"),
    // Repositories and builds.
    shape("ghp_", Alphabet::Alnum, 36, LONGEST, "a GitHub token"),
    shape("gho_", Alphabet::Alnum, 36, LONGEST, "a GitHub token"),
    shape("ghu_", Alphabet::Alnum, 36, LONGEST, "a GitHub token"),
    shape("ghs_", Alphabet::Alnum, 36, LONGEST, "a GitHub token"),
    shape("ghr_", Alphabet::Alnum, 36, LONGEST, "a GitHub token"),
    shape("github_pat_", Alphabet::Word, 49, LONGEST, "a GitHub token"),
    shape("glpat-", Alphabet::Dotted, 20, LONGEST, "a GitLab token"),
    shape(
        "gldt-",
        Alphabet::Dotted,
        20,
        LONGEST,
        "a GitLab deploy token",
    ),
    shape(
        "glrt-",
        Alphabet::Dotted,
        20,
        LONGEST,
        "a GitLab runner token",
    ),
    shape(
        "glptt-",
        Alphabet::Word,
        40,
        LONGEST,
        "a GitLab trigger token",
    ),
    shape("glcbt-", Alphabet::Word, 20, LONGEST, "a GitLab job token"),
    shape("glsoat-", Alphabet::Word, 20, LONGEST, "a GitLab token"),
    shape(
        "glagent-",
        Alphabet::Word,
        40,
        LONGEST,
        "a GitLab agent token",
    ),
    shape("ATBB", Alphabet::Alnum, 24, 40, "a Bitbucket password"),
    shape(
        "ATATT3",
        Alphabet::Base64,
        100,
        LONGEST,
        "an Atlassian token",
    ),
    shape("CCIPAT_", Alphabet::Word, 40, LONGEST, "a CircleCI token"),
    shape("CCIPRJ_", Alphabet::Word, 40, LONGEST, "a CircleCI token"),
    // Registries of packages and images.
    shape("npm_", Alphabet::Alnum, 36, 36, "an npm token"),
    shape("pypi-AgE", Alphabet::Word, 50, LONGEST, "a PyPI token"),
    shape("rubygems_", Alphabet::Hex, 48, 48, "a RubyGems key"),
    shape("oy2", Alphabet::Alnum, 43, 43, "a NuGet key"),
    shape("dckr_pat_", Alphabet::Word, 27, 40, "a Docker Hub token"),
    shape("dckr_oat_", Alphabet::Word, 27, 40, "a Docker Hub token"),
    shape("cio", Alphabet::Alnum, 32, 32, "a Cargo registry token"),
    // Swarms.
    shape(
        "SWMTKN-1-",
        Alphabet::Word,
        60,
        90,
        "a token that joins a swarm",
    ),
    shape(
        "SWMKEY-1-",
        Alphabet::Base64,
        40,
        50,
        "a swarm's unlock key",
    ),
    // Messages and payments.
    shape("xoxb-", Alphabet::Word, 19, LONGEST, "a Slack token"),
    shape("xoxp-", Alphabet::Word, 19, LONGEST, "a Slack token"),
    shape("xoxa-", Alphabet::Word, 19, LONGEST, "a Slack token"),
    shape("xoxr-", Alphabet::Word, 19, LONGEST, "a Slack token"),
    shape("xoxs-", Alphabet::Word, 19, LONGEST, "a Slack token"),
    shape("xoxe.", Alphabet::Word, 40, LONGEST, "a Slack token"),
    shape("xapp-", Alphabet::Word, 40, LONGEST, "a Slack token"),
    shape(
        "hooks.slack.com/services/",
        Alphabet::Path,
        40,
        80,
        "a Slack webhook",
    ),
    shape(
        "discord.com/api/webhooks/",
        Alphabet::Path,
        70,
        120,
        "a Discord webhook",
    ),
    shape("sk_live_", Alphabet::Alnum, 16, 128, "a Stripe key"),
    shape("rk_live_", Alphabet::Alnum, 16, 128, "a Stripe key"),
    shape("sk_test_", Alphabet::Alnum, 16, 128, "a Stripe test key"),
    shape(
        "whsec_",
        Alphabet::Base64,
        32,
        80,
        "a webhook's signing secret",
    ),
    shape("SK", Alphabet::Hex, 32, 32, "a Twilio key"),
    shape("SG.", Alphabet::Dotted, 57, 80, "a SendGrid key"),
    shape("key-", Alphabet::Hex, 32, 32, "a Mailgun key"),
    shape("shpat_", Alphabet::Hex, 32, 32, "a Shopify token"),
    shape("shpss_", Alphabet::Hex, 32, 32, "a Shopify secret"),
    shape("shppa_", Alphabet::Hex, 32, 32, "a Shopify password"),
    shape("sq0atp-", Alphabet::Word, 22, 60, "a Square token"),
    shape("sq0csp-", Alphabet::Word, 43, 60, "a Square secret"),
    // Language models.
    shape("sk-ant-", Alphabet::Word, 24, LONGEST, "an Anthropic key"),
    shape("sk-proj-", Alphabet::Word, 32, LONGEST, "an OpenAI key"),
    shape("sk-svcacct-", Alphabet::Word, 32, LONGEST, "an OpenAI key"),
    shape("sk-", Alphabet::Alnum, 40, 64, "an OpenAI key"),
    shape("hf_", Alphabet::Alnum, 30, 40, "a Hugging Face token"),
    shape("gsk_", Alphabet::Alnum, 40, 64, "a Groq key"),
    shape("r8_", Alphabet::Alnum, 37, 37, "a Replicate token"),
    shape("xai-", Alphabet::Alnum, 60, 100, "an xAI key"),
    // Stores of secrets, monitoring and the rest.
    shape("hvs.", Alphabet::Word, 24, LONGEST, "a Vault token"),
    shape("hvb.", Alphabet::Word, 24, LONGEST, "a Vault token"),
    shape("AGE-SECRET-KEY-1", Alphabet::Upper, 58, 58, "an age key"),
    shape("dp.pt.", Alphabet::Alnum, 40, 44, "a Doppler token"),
    shape("dp.st.", Alphabet::Dotted, 40, 60, "a Doppler token"),
    shape("pul-", Alphabet::Hex, 40, 40, "a Pulumi token"),
    shape("glsa_", Alphabet::Word, 32, 50, "a Grafana token"),
    shape("NRAK-", Alphabet::Upper, 27, 27, "a New Relic key"),
    shape("sntrys_", Alphabet::Base64, 40, LONGEST, "a Sentry token"),
    shape("sntryu_", Alphabet::Hex, 64, 64, "a Sentry token"),
    shape("PMAK-", Alphabet::Word, 50, 70, "a Postman key"),
    shape("lin_api_", Alphabet::Alnum, 40, 40, "a Linear key"),
    shape("figd_", Alphabet::Word, 40, 60, "a Figma token"),
];

/// The shapes that begin with each byte.
static BY_FIRST: LazyLock<[Vec<&'static Shape>; 128]> = LazyLock::new(|| {
    let mut by_first = [const { Vec::new() }; 128];
    for shape in SHAPES {
        let first = shape.prefix.bytes().next().map(usize::from);
        if let Some(list) = first.and_then(|first| by_first.get_mut(first)) {
            list.push(shape);
        }
    }
    by_first
});

/// How the credentials of every shape begin.
pub(super) fn beginnings() -> Vec<&'static str> {
    SHAPES.iter().map(|it| it.prefix).collect()
}

/// The credential that begins here as those of its provider do.
pub(super) fn token(text: &str, at: usize) -> Looked {
    let first = text.as_bytes().get(at).copied().unwrap_or_default();
    let is_inside = before(text, at).is_some_and(|it| Alphabet::Word.has(it));
    let shapes = BY_FIRST.get(usize::from(first));
    if is_inside && first.is_ascii_alphanumeric() {
        return Looked::nothing();
    }
    let mut shapes = shapes.into_iter().flatten();
    Looked::at(shapes.find_map(|shape| shape.at(text, at)))
}

impl Shape {
    /// The credential of this shape that begins here.
    fn at(&self, text: &str, at: usize) -> Option<Sighting> {
        let rest = text.get(at..)?;
        if !rest.starts_with(self.prefix) {
            return None;
        }
        let (least, most) = self.length;
        let start = at + self.prefix.len();
        let length = run(text, start, most, |byte| self.tail.has(byte));
        if !(least..=most).contains(&length) {
            return None;
        }
        let tail = text.get(start..start + length)?;
        values::is_random(tail).then_some(Sighting {
            kind: SecretKind::Token(self.kind),
            value: at..start + length,
        })
    }
}

impl Alphabet {
    const fn has(self, byte: u8) -> bool {
        match self {
            Self::Hex => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Self::Upper => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Alnum => byte.is_ascii_alphanumeric(),
            Self::Word => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Self::Dotted => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'),
            Self::Base64 => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
            }
            Self::Escaped => byte.is_ascii_alphanumeric() || matches!(byte, b'%' | b'-' | b'_'),
            Self::Path => byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-'),
        }
    }
}

/// What stands behind a bot's number.
pub(super) const TELEGRAM: &str = ":AA";

/// A bot's number, a colon, and a secret that begins with `AA`.
pub(super) fn telegram(text: &str, at: usize) -> Looked {
    Looked::at(behind_number(text, at))
}

fn behind_number(text: &str, at: usize) -> Option<Sighting> {
    if !text.get(at..)?.starts_with(TELEGRAM) {
        return None;
    }
    let digits = text.get(at.saturating_sub(11)..at).map_or(0, |number| {
        let all = number.bytes().rev();
        all.take_while(u8::is_ascii_digit).count()
    });
    let length = run(text, at + 1, 40, |byte| Alphabet::Word.has(byte));
    let is_whole = before(text, at - digits).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let is_token = is_whole && (8..=10).contains(&digits) && (33..=36).contains(&length);
    let tail = text.get(at + 1..at + 1 + length)?;
    (is_token && values::is_random(tail)).then_some(Sighting {
        kind: SecretKind::Token("a Telegram token"),
        value: at - digits..at + 1 + length,
    })
}

/// What stands behind the first four characters.
pub(super) const AZURE: &str = "Q~";

/// A client secret of Azure: three characters, a digit, `Q~` and the rest.
pub(super) fn azure(text: &str, at: usize) -> Looked {
    Looked::at(behind_head(text, at))
}

fn behind_head(text: &str, at: usize) -> Option<Sighting> {
    let belongs = |byte: u8| Alphabet::Dotted.has(byte) || byte == b'~';
    if !text.get(at..)?.starts_with(AZURE) {
        return None;
    }
    let start = at.checked_sub(4)?;
    let head = text.get(start..at)?;
    let is_head = head.bytes().all(belongs) && head.ends_with(|it: char| it.is_ascii_digit());
    let is_whole = before(text, start).is_none_or(|byte| !belongs(byte));
    let length = run(text, at + 2, 40, belongs);
    (is_head && is_whole && (31..=34).contains(&length)).then_some(Sighting {
        kind: SecretKind::Token("an Azure client secret"),
        value: start..at + 2 + length,
    })
}
