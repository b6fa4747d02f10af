//! Texts that Compose reads further: durations, ports, commands, names. Errors end a sentence.

mod command;
mod duration;

use std::net::IpAddr;

pub(super) use self::command::command;
pub(super) use self::duration::duration;

use super::scalar::Flaw;
use crate::model::compose::typing::{self, Typed};
use crate::model::compose::{port as ports, volume as volumes};

/// A name with an ASCII letter or digit that another character of a name follows.
pub(super) fn container_name(text: &str) -> Result<(), String> {
    let part = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'.' | b'-');
    let named = text.as_bytes().windows(2).any(
        |pair| matches!(pair, [first, second] if first.is_ascii_alphanumeric() && part(*second)),
    );
    if named {
        Ok(())
    } else {
        let problem = "a container's name has at least two characters of A-Z, a-z, 0-9, `_`, \
                       `.` and `-`, and begins with a letter or a digit";
        Err(problem.to_owned())
    }
}

/// When an image is pulled. Compose looks for one of the words anywhere in the text.
pub(super) fn pull_policy(text: &str) -> Result<(), String> {
    const WORDS: [&str; 8] = [
        "always",
        "never",
        "build",
        "if_not_present",
        "missing",
        "refresh",
        "daily",
        "weekly",
    ];
    let every = |rest: &str| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < rest.len() && digits.starts_with(['w', 'd', 'h', 'm', 's'])
    };
    if WORDS.iter().any(|word| text.contains(word)) || text.split("every_").skip(1).any(every) {
        Ok(())
    } else {
        let problem = "this is none of `always`, `never`, `missing`, `build`, `daily`, `weekly` \
                       and `every_` with a duration";
        Err(problem.to_owned())
    }
}

/// A name of which something is left once Compose has dropped what it does not take.
pub(super) fn project_name(text: &str) -> Result<(), String> {
    if text.is_empty() || text.contains(|c: char| c.is_ascii_alphanumeric()) {
        Ok(())
    } else {
        Err("a project's name needs a letter or a digit".to_owned())
    }
}

pub(super) fn ip(text: &str) -> Result<(), String> {
    match text.parse::<IpAddr>() {
        Ok(_) => Ok(()),
        Err(_) => Err("a port's host is an IP address".to_owned()),
    }
}

pub(super) fn stated(text: &str) -> Result<(), String> {
    if text.is_empty() {
        Err("nothing is stated".to_owned())
    } else {
        Ok(())
    }
}

/// A port in short form.
pub(super) fn port(text: &str) -> Result<(), String> {
    let port = ports::short(text)?;
    if port.has_unequal_ranges() {
        return Err("the two ranges of ports differ in length".to_owned());
    }
    Ok(())
}

/// A port of the container as a bare number.
pub(super) fn bare_port(typed: &Typed<'_>) -> Result<(), Flaw> {
    match typed {
        Typed::Int(value) => port(&value.to_string()).map_err(Flaw::Value),
        Typed::Text(_) | Typed::Float(_) | Typed::Bool(_) | Typed::Null | Typed::Time => {
            Err(Flaw::Type)
        }
    }
}

/// A mount in short form.
pub(super) fn volume(text: &str) -> Result<(), String> {
    volumes::short(text).map(drop)
}

/// A device in short form.
pub(super) fn device(text: &str) -> Result<(), String> {
    if text.matches(':').count() > 2 {
        Err("a device in short form has at most three parts".to_owned())
    } else {
        Ok(())
    }
}

/// `NAME=value` or `NAME`.
pub(super) fn variable(text: &str) -> Result<(), String> {
    let (name, _) = text.split_once('=').unwrap_or((text, ""));
    // Compose takes the last byte for a character.
    match name.as_bytes().last() {
        Some(b'\t'..=b'\r' | b' ' | 0x85 | 0xa0) => {
            Err("a variable's name ends with a blank".to_owned())
        }
        _ => Ok(()),
    }
}

pub(super) fn key_value(text: &str) -> Result<(), String> {
    if text.contains('=') {
        Ok(())
    } else {
        Err("this is not of the form `name=value`".to_owned())
    }
}

pub(super) fn ssh_key(text: &str) -> Result<(), String> {
    if text == "default" || text.contains('=') {
        Ok(())
    } else {
        Err("this is neither `default` nor of the form `id=path`".to_owned())
    }
}

/// `host=address` or `host:address`.
pub(super) fn extra_host(text: &str) -> Result<(), String> {
    let split = text.split_once('=').or_else(|| text.split_once(':'));
    let (host, _) = split.ok_or("this names no address, as `host=address` does")?;
    host_name(host)
}

/// The name in an entry of `extra_hosts`.
pub(super) fn host_name(host: &str) -> Result<(), String> {
    if host.is_empty() || host.contains([':', '=']) {
        Err("this is no host's name".to_owned())
    } else {
        Ok(())
    }
}

pub(super) fn device_count(text: &str) -> Result<(), String> {
    if text.eq_ignore_ascii_case("all") || typing::integer(text).is_ok() {
        Ok(())
    } else {
        Err("this is neither a whole number nor `all`".to_owned())
    }
}

/// A file mode in octal digits.
pub(super) fn file_mode(text: &str) -> Result<(), String> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let octal = digits.chars().all(|c| c.is_digit(8));
    if octal && i64::from_str_radix(text, 8).is_ok() {
        Ok(())
    } else {
        Err("this is no file mode in octal digits, such as `0440`".to_owned())
    }
}
