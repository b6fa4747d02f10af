//! Changes to one mount of a service.

use super::service_edits::Site;
use crate::finding::Edit;
use crate::sheet::Refusal;

/// Takes options out of the deciding mount, or in its long form the key of `bind` that says
/// the same.
pub(super) fn without_option(
    site: &Site<'_>,
    options: &[&str],
    key: &str,
) -> Result<Vec<Edit>, Refusal> {
    let path = ["volumes"];
    let index = site.item(&path)?;
    match site.scalar_item(&path, index) {
        Some(mount) => site.place.set_item(&path, index, &without(mount, options)),
        None => site.place.item(&path, index)?.remove(&["bind", key]),
    }
}

/// A short form, of a mount or a tmpfs, without these words behind its last colon.
pub(super) fn without(short: &str, words: &[&str]) -> String {
    let Some((rest, options)) = short.rsplit_once(':') else {
        return short.to_owned();
    };
    let kept: Vec<&str> = options
        .split(',')
        .filter(|option| !words.contains(&option.trim()))
        .collect();
    if kept.is_empty() {
        rest.to_owned()
    } else {
        format!("{rest}:{}", kept.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn the_last_option_goes_with_its_colon() {
        assert_eq!(without("/a:/b:rshared", &["rshared"]), "/a:/b");
        assert_eq!(without("/a:/b:ro,rshared,z", &["rshared"]), "/a:/b:ro,z");
        assert_eq!(without("/tmp:exec, suid", &["exec", "suid"]), "/tmp");
        assert_eq!(without("/tmp", &["exec"]), "/tmp");
    }
}
