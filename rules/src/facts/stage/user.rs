//! The user that an image starts as, as far as its Dockerfile shows.

use super::{Built, settled};
use crate::catalogue::base_images;
use crate::facts::{Fact, Need, Unknown, User};
use crate::finding::Evidence;
use crate::model::dockerfile::{InstructionKind, Stage, expand};

/// The user of the stage that ships, through the stages it is built from, to the base image.
pub(in crate::facts) fn user(built: Built<'_>) -> Fact<User> {
    let stated =
        built
            .lineage_backwards()
            .find_map(|(index, instruction)| match &instruction.kind {
                InstructionKind::User(user) => Some((index, user)),
                _ => None,
            });
    match stated {
        Some((index, user)) => {
            let evidence = built.at(user.span);
            let expanded = expand(&user.value, &built.file.scope_at(index));
            let name = expanded.text.split(':').next().unwrap_or_default();
            // A group behind it may stay open: root is root in any group.
            if !name.is_empty() && !name.contains('$') {
                let value = User::named(expanded.text);
                return Fact::Stated { value, evidence };
            }
            settled(expanded, evidence).map_value(User::named)
        }
        None => built
            .base()
            .map_or(Fact::Default(User::root()), |base| base_user(built, base)),
    }
}

/// What starts when no `USER` stands between the base image and the end of the file.
fn base_user(built: Built<'_>, base: &Stage) -> Fact<User> {
    let image = &base.base.image;
    let evidence = built.at(image.span);
    let resolved = &base.base.resolved;
    if !resolved.unresolved.is_empty() {
        let needs = Need::Variables(resolved.unresolved.clone());
        return Fact::Unknown(Unknown {
            needs,
            evidence: Some(evidence),
        });
    }
    if resolved.text.eq_ignore_ascii_case("scratch") {
        return Fact::Default(User::root());
    }
    if let Some(known) = image_user(&resolved.text, evidence) {
        known
    } else {
        let needs = Need::BaseImage(resolved.text.clone());
        Fact::Unknown(Unknown {
            needs,
            evidence: Some(evidence),
        })
    }
}

/// The user an image starts as, where that is well known.
pub(in crate::facts) fn image_user(image: &str, evidence: Evidence) -> Option<Fact<User>> {
    let name = base_images::user_of(image)?.user.to_owned();
    let base_image = Some(image.to_owned());
    Some(Fact::Stated {
        value: User { name, base_image },
        evidence,
    })
}
