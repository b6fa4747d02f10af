//! The forms that values of labels have.

use crate::day;

/// Ids of licences and exceptions (SPDX licence list 3.25), in lower case, sorted.
static SPDX: &str = include_str!("label_forms/spdx.txt");

/// An absolute address: a scheme, a colon and something behind it.
pub(super) fn is_url(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it));
    let is_plain = !rest
        .contains(|it: char| it.is_whitespace() || it.is_control() || "<>\"{}|\\^`".contains(it));
    let names_host = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "ftp" | "ssh" | "git" => rest
            .strip_prefix("//")
            .is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '?', '#'])),
        _ => !rest.is_empty(),
    };
    is_scheme && is_plain && names_host
}

/// A date, a time and an offset, as in `2025-03-10T10:26:33Z`.
pub(super) fn is_time(value: &str) -> bool {
    let Some((date, rest)) = value.split_at_checked(10) else {
        return false;
    };
    let Some((time, rest)) = rest.split_at_checked(9) else {
        return false;
    };
    let is_date = day::parse(date).is_some();
    let time = time.strip_prefix(['T', 't', ' ']).unwrap_or_default();
    let is_time_of_day = digits_at(time, &[0, 1, 3, 4, 6, 7]) && is_clock(time, 60);
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|it: char| it.is_ascii_digit());
            if offset.len() == fraction.len() {
                return false;
            }
            offset
        }
        None => rest,
    };
    let is_offset = matches!(offset, "Z" | "z")
        || offset.strip_prefix(['+', '-']).is_some_and(|offset| {
            offset.len() == 5 && digits_at(offset, &[0, 1, 3, 4]) && is_clock(offset, 59)
        });
    is_date && is_time_of_day && is_offset
}

fn digits_at(text: &str, places: &[usize]) -> bool {
    let bytes = text.as_bytes();
    places
        .iter()
        .all(|at| bytes.get(*at).is_some_and(u8::is_ascii_digit))
}

/// Hours, minutes and perhaps seconds, which may be a leap second.
fn is_clock(text: &str, most_seconds: u32) -> bool {
    let parts: Vec<u32> = text
        .split(':')
        .filter_map(|part| part.parse().ok())
        .collect();
    match parts.as_slice() {
        [hours, minutes] => *hours < 24 && *minutes < 60,
        [hours, minutes, seconds] => *hours < 24 && *minutes < 60 && *seconds <= most_seconds,
        _ => false,
    }
}

/// Licences of the SPDX list joined by `AND`, `OR` and `WITH`, with brackets.
pub(super) fn is_licence(value: &str) -> bool {
    let spaced = value.replace('(', " ( ").replace(')', " ) ");
    let mut depth = 0_usize;
    let mut wants_licence = true;
    for word in spaced.split_whitespace() {
        match word {
            "(" if wants_licence => depth += 1,
            ")" if !wants_licence => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            "AND" | "OR" | "WITH" | "and" | "or" | "with" if !wants_licence => wants_licence = true,
            licence if wants_licence && is_listed(licence) => wants_licence = false,
            _ => return false,
        }
    }
    depth == 0 && !wants_licence
}

fn is_listed(licence: &str) -> bool {
    let id = licence
        .strip_suffix('+')
        .unwrap_or(licence)
        .to_ascii_lowercase();
    let own = ["licenseref-", "additionref-", "documentref-"];
    let is_own = own
        .iter()
        .any(|start| id.strip_prefix(start).is_some_and(|rest| !rest.is_empty()));
    is_own || matches!(id.as_str(), "none" | "noassertion") || SPDX.lines().any(|known| known == id)
}

/// A commit of Git, short or whole.
pub(super) fn is_commit(value: &str) -> bool {
    matches!(value.len(), 7 | 40) && value.bytes().all(|it| it.is_ascii_hexdigit())
}

/// A version of three numbers, with what semantic versioning lets follow.
pub(super) fn is_version(value: &str) -> bool {
    let (value, build) = match value.split_once('+') {
        Some((value, build)) => (value, Some(build)),
        None => (value, None),
    };
    let (core, before) = match value.split_once('-') {
        Some((core, before)) => (core, Some(before)),
        None => (value, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    let is_number = |part: &str| is_digits(part) && (part == "0" || !part.starts_with('0'));
    let is_word = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && before.is_none_or(|before| {
            let mut parts = before.split('.');
            parts.all(|part| is_word(part) && (!is_digits(part) || is_number(part)))
        })
        && build.is_none_or(|build| build.split('.').all(is_word))
}

/// A mail address: a local part and a domain, without a name in front.
pub(super) fn is_mail_address(value: &str) -> bool {
    let Some((local, domain)) = value.rsplit_once('@') else {
        return false;
    };
    let is_atom = |part: &str| {
        let is_letter = |it: char| it.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(it);
        !part.is_empty() && part.chars().all(is_letter)
    };
    let quoted = local.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let is_local = quoted.is_some_and(|it| !it.is_empty() && !it.contains(['"', '\\']))
        || local.split('.').all(is_atom);
    let is_name = |part: &str| {
        let is_letter = |it: char| it.is_alphanumeric() || it == '-';
        !part.is_empty()
            && part.chars().all(is_letter)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let literal = domain.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let is_domain = literal.is_some_and(|it| !it.is_empty() && !it.contains(char::is_whitespace))
        || domain.split('.').all(is_name);
    is_local && is_domain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(test: fn(&str) -> bool, sound: &[&str], broken: &[&str]) {
        for value in sound {
            assert!(test(value), "{value}");
        }
        for value in broken {
            assert!(!test(value), "{value}");
        }
    }

    #[test]
    fn addresses_have_a_scheme() {
        let sound = [
            "https://example.org/a?b#c",
            "git+ssh://host/x",
            "urn:isbn:1",
            "mailto:a@b",
        ];
        let broken = [
            "example.org",
            "https://",
            "http:/x",
            "not an address",
            "://x",
            "git@host:x y",
        ];
        all(is_url, &sound, &broken);
    }

    #[test]
    fn times_have_an_offset() {
        let sound = [
            "2025-03-10T10:26:33Z",
            "2025-03-10t10:26:33.5+01:00",
            "2016-12-31T23:59:60Z",
        ];
        let broken = [
            "2025-03-10",
            "2025-03-10T10:26:33",
            "2025-02-30T10:26:33Z",
            "2025-03-10T24:00:00Z",
            "2025-03-10T10:26:33.Z",
            "2025-03-10T10:26:33+1:00",
            "yesterday",
            "2025-03-10T10:26Z",
            "äöüäöüäöüäöü",
        ];
        all(is_time, &sound, &broken);
    }

    #[test]
    fn licences_are_expressions_of_listed_ids() {
        let sound = [
            "MIT",
            "Apache-2.0 OR MIT",
            "(MIT AND BSD-3-Clause) OR GPL-2.0-only WITH Classpath-exception-2.0",
            "LicenseRef-Own",
            "GPL-2.0+",
            "mit",
        ];
        let broken = [
            "",
            "Free",
            "MIT OR",
            "MIT Apache-2.0",
            "(MIT",
            "MIT)",
            "OR MIT",
            "MIT, ISC",
        ];
        all(is_licence, &sound, &broken);
    }

    #[test]
    fn the_list_is_sorted_and_in_lower_case() {
        assert!(SPDX.lines().is_sorted());
        assert!(!SPDX.bytes().any(|byte| byte.is_ascii_uppercase()));
    }

    #[test]
    fn commits_versions_and_addresses() {
        let whole = "0123456789abcdef0123456789ABCDEF01234567";
        all(
            is_commit,
            &["0a1b2c3", whole],
            &["0a1b2c", "0a1b2c3d", "0a1b2cg", ""],
        );
        all(
            is_version,
            &["1.2.3", "0.0.0-rc.1+b-1", "1.0.0-alpha-2"],
            &[
                "1.2", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "latest",
            ],
        );
        all(
            is_mail_address,
            &[
                "team@example.org",
                "a.b+c@d-e.org",
                "\"a b\"@c",
                "a@[192.0.2.1]",
            ],
            &[
                "team",
                "@example.org",
                "a@",
                "A <a@b.org>",
                "a b@c.org",
                "a..b@c.org",
                "a@-b.org",
            ],
        );
    }
}
