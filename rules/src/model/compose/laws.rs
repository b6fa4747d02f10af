//! What holds for every text.

use proptest::prelude::*;

use super::{Environment, alone};
use crate::span::Span;

const KEYS: &str = "image|build|user|privileged|ports|volumes|environment|labels|healthcheck|\
                    deploy|command|cap_add|devices|mem_limit|env_file|extends|<<";
const VALUES: &str = "(\\[|\\]|\\{|\\}|,|:|/|-|=|\\$|\\$\\{|:-|\\?|\\+|'|\"|\\*a|&a |é|[a-cz0-9]|127\\.0\\.0\\.1| |\n      ){0,12}";

fn inside(span: Option<Span>, text: &str) -> Result<(), TestCaseError> {
    let fits = span.is_none_or(|span| text.get(span.start..span.end).is_some());
    prop_assert!(fits, "{span:?} does not fit {text:?}");
    Ok(())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let compose = alone(text, &Environment::new());
    for problem in &compose.problems {
        inside(problem.span, text)?;
        prop_assert!(!problem.message.ends_with('.') && !problem.message.contains('\n'));
    }
    for name in &compose.unset {
        inside(Some(name.span), text)?;
    }
    for service in compose
        .services
        .iter()
        .flat_map(|s| [s.clone(), s.with_unset_empty()])
    {
        inside(Some(service.span), text)?;
        inside(Some(service.name.span), text)?;
        inside(service.image().span(), text)?;
        for port in service.ports() {
            inside(port.span(), text)?;
        }
        for volume in service.volumes() {
            inside(volume.span(), text)?;
        }
        for pair in service.environment() {
            inside(pair.span(), text)?;
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\PC|\n){0,120}") {
        check(&text)?;
    }

    #[test]
    fn any_service_is_read(
        lines in proptest::collection::vec((KEYS, VALUES), 0..8),
        v1 in any::<bool>(),
    ) {
        let mut text = String::from(if v1 { "" } else { "services:\n" });
        text.push_str("  w:\n    image: a\n");
        text.extend(lines.into_iter().map(|(key, value)| format!("    {key}: {value}\n")));
        check(&text)?;
    }
}
