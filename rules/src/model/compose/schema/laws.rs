//! What holds for every model.

use proptest::prelude::*;

use super::{MAX_FAULTS, check};
use crate::model::compose::interpolate::Unset;
use crate::model::compose::{Origin, Scope};
use crate::model::yaml;

const KEYS: &str = "image|build|user|privileged|ports|volumes|environment|labels|healthcheck|\
                    deploy|command|cap_add|devices|mem_limit|cpus|env_file|extends|depends_on|\
                    networks|network_mode|tmpfs|secrets|develop|gpus|ulimits|scale|profiles|\
                    container_name|stop_grace_period|logging|provider|extra_hosts|<<|[a-z]{1,12}";
const VALUES: &str = "(\\[|\\]|\\{|\\}|, |: |/|-|=|\\$|\\$\\{|:-|\\?|'|\"|`|\\(|\\)|\\*a|&a |é|[a-cz0-9]|ms|service:w|\
                      limits|memory|target|test|127\\.0\\.0\\.1| |\n      |\n      - ){0,12}";

fn law(text: &str) -> Result<(), TestCaseError> {
    for unset in [Unset::Unknown, Unset::Empty] {
        let scope = Scope {
            unset,
            ..Scope::alone(0, text.len(), Origin::default())
        };
        for root in yaml::parse(text).documents {
            let faults = check(&root, &scope);
            prop_assert!(faults.len() <= MAX_FAULTS + 1);
            for fault in &faults {
                prop_assert!(text.get(fault.span.start..fault.span.end).is_some());
                let message = &fault.message;
                prop_assert!(message.starts_with("Compose "), "{message}");
                prop_assert!(
                    !message.ends_with('.') && !message.contains('\n'),
                    "{message}"
                );
            }
        }
    }
    Ok(())
}

/// What grows with the square of its size would not come to an end here.
#[test]
fn large_models_are_judged() {
    use std::fmt::Write as _;

    let mut text =
        String::from("x-a: &a {image: b, user: 0, nonsense_key: 1, depends_on: [w1, w2]}\n");
    text.push_str("services:\n");
    for at in 0..8_000 {
        let next = (at + 1) % 8_000;
        writeln!(
            text,
            "  w{at}:\n    <<: *a\n    links: [w{next}]\n    container_name: one"
        )
        .unwrap();
    }
    text.push_str("  all:\n    image: a\n    depends_on:\n");
    for at in 0..8_000 {
        writeln!(text, "      w{at}: {{condition: service_started}}").unwrap();
    }
    text.push_str("    build:\n      additional_contexts:\n");
    for at in 0..8_000 {
        writeln!(text, "        c{at}: service:w{at}").unwrap();
    }
    law(&text).unwrap();
}

proptest! {
    #[test]
    fn any_text_is_judged(text in "(\\PC|\n){0,120}") {
        law(&text)?;
    }

    #[test]
    fn any_service_is_judged(
        lines in proptest::collection::vec((KEYS, VALUES), 0..8),
        top in "(networks|volumes|secrets|include|models): (\\[a\\]|\\{w: \\}|\\{a: \\{external: true, b: \\}\\}|)\n",
        first_version in any::<bool>(),
    ) {
        let mut text = String::from(if first_version { "" } else { "services:\n" });
        text.push_str("  w:\n    image: a\n");
        text.extend(lines.into_iter().map(|(key, value)| format!("    {key}: {value}\n")));
        text.push_str(&top);
        law(&text)?;
    }
}
