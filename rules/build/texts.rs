//! What a sentence, an id, an address and a placeholder look like.

pub(crate) fn is_address(text: &str) -> bool {
    text.starts_with("https://") && !text.contains(char::is_whitespace)
}

/// Whether the text is a day such as 2027-01-31.
pub(crate) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |part: &str, length, most| {
        part.len() == length && part.parse().is_ok_and(|it: u16| (1..=most).contains(&it))
    };
    match parts.as_slice() {
        [year, month, day] => {
            is_number(year, 4, 9999) && is_number(month, 2, 12) && is_number(day, 2, 31)
        }
        _ => false,
    }
}

/// Whether the text is numbers joined by dots.
pub(crate) fn is_version(text: &str) -> bool {
    text.split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit()))
}

pub(crate) fn is_sentence(text: &str) -> bool {
    text.starts_with(|first: char| first.is_uppercase() || "`{".contains(first))
        && text.ends_with('.')
        && !text.ends_with("..")
}

/// `peer:ID | name` as its two parts.
pub(crate) fn alias_parts(alias: &str) -> (&str, Option<&str>) {
    match alias.split_once(" | ") {
        Some((alias, name)) => (alias, Some(name)),
        None => (alias, None),
    }
}

/// Lower-case words and numbers joined by single hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty()
            && word
                .chars()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    })
}

pub(crate) fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
}

/// The names between braces, each once, in the order they first appear.
///
/// # Errors
///
/// What is wrong, when a brace has no partner.
pub(crate) fn placeholders(text: &str) -> Result<Vec<&str>, &'static str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if before.contains('}') {
            break;
        }
        let (name, tail) = after
            .split_once('}')
            .ok_or("a `{` is not closed; add `}`")?;
        if !names.contains(&name) {
            names.push(name);
        }
        rest = tail;
    }
    if rest.contains('}') {
        Err("a `}` was not opened; add `{` or remove it")
    } else {
        Ok(names)
    }
}
