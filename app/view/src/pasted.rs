//! Text that came without a name.

/// What the first such text is called.
const FIRST: &str = "pasted.txt";

/// A name for a pasted text that none of those `taken` is.
pub fn name(taken: &[String]) -> String {
    let is_free = |name: &String| !taken.contains(name);
    let numbered = (2..).map(|number: u32| format!("pasted-{number}.txt"));
    std::iter::once(FIRST.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_else(|| FIRST.to_owned())
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::read;

    use super::name;

    #[test]
    fn every_paste_has_a_name_of_its_own() {
        assert_eq!(name(&[]), "pasted.txt");
        let taken = ["pasted.txt", "pasted-2.txt"].map(str::to_owned);
        assert_eq!(name(&taken), "pasted-3.txt");
        assert_eq!(name(&taken[1..]), "pasted.txt");
    }

    #[test]
    fn the_name_hides_nothing_of_what_was_pasted() {
        for (text, kind) in [
            ("docker run -d --privileged -p 80:80 nginx", "docker-run"),
            (
                "$ sudo docker run \\\n  --name web \\\n  nginx:1.27\n",
                "docker-run",
            ),
            ("services:\n  web:\n    image: nginx:1.27\n", "compose"),
            ("FROM alpine:3.22\nUSER 1000\n", "dockerfile"),
            (
                "[{\"Id\": \"a\", \"HostConfig\": {}, \"Config\": {}}]",
                "docker-inspect",
            ),
        ] {
            assert_eq!(read(&name(&[]), text.as_bytes()).kind.id(), kind, "{text}");
        }
    }
}
