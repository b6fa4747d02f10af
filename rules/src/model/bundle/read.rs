//! Reads a bundle member by member, so that a damaged one costs no other.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Bundle, MARK, Part};
use crate::artifact::{Effect, Problem};
use crate::model::base64::decode;
use crate::model::json::{member_places, values};
use crate::span::{Span, Spanned};

/// The newest version of the format that is read.
const VERSION: u32 = 1;
/// Members that are read: two for each of far more containers than one host carries.
const MOST_MEMBERS: usize = 200_000;
/// Members of one part that are looked at.
const MOST_FIELDS: usize = 16;
/// Problems that are told; more would say the same again.
const MOST_PROBLEMS: usize = 50;

/// Reads a text as a bundle. Never fails: what cannot be read is left out and listed.
pub fn read(text: &str) -> Bundle {
    let mut bundle = Bundle::default();
    let stream = values(text);
    bundle.problems = stream.problems;
    // The collector's progress may stand around it where both outputs went into one file.
    let object = stream.values.into_iter().find(|value| {
        text.as_bytes().get(value.span.start) == Some(&b'{')
            && member_places(text, value.span, MOST_FIELDS)
                .iter()
                .any(|(key, _)| key.of(text).trim_matches('"') == MARK)
    });
    let Some(object) = object else {
        let message = format!("there is no object with {MARK}, so nothing was read");
        bundle
            .problems
            .push(Problem::whole(Effect::Unreadable, message));
        return bundle;
    };
    let members = member_places(text, object.span, MOST_MEMBERS + 1);
    if members.len() > MOST_MEMBERS {
        let message = format!("only the first {MOST_MEMBERS} members are read");
        bundle
            .problems
            .push(Problem::whole(Effect::Partial, message));
    }
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (key, value) in members.into_iter().take(MOST_MEMBERS) {
        let name = string(key.of(text)).unwrap_or_default();
        if name == MARK {
            bundle.head(text, value);
            continue;
        }
        let part = bundle.member(text, Spanned::new(name, inner(text, key)), key.to(value));
        if let Some(&at) = places.get(&part.key.value) {
            let message = "this key stands twice, and the last one counts";
            bundle.tell(part.key.span, Effect::Note, message);
            if let Some(earlier) = bundle.parts.get_mut(at) {
                *earlier = part;
            }
        } else {
            places.insert(part.key.value.clone(), bundle.parts.len());
            bundle.parts.push(part);
        }
    }
    if object.is_cut {
        let end = Span::new(object.span.end, object.span.end);
        let message = "the bundle is cut off here, so what followed is unknown";
        bundle
            .problems
            .push(Problem::at(end, Effect::Partial, message));
    }
    bundle
}

impl Bundle {
    /// What the collector says of itself.
    fn head(&mut self, text: &str, object: Span) {
        for (key, place) in member_places(text, object, MOST_FIELDS) {
            let written = place.of(text);
            let truth = || serde_json::from_str(written).ok();
            let word = || string(written).map(|word| Spanned::new(word, inner(text, place)));
            match key.of(text).trim_matches('"') {
                "version" => {
                    let version = serde_json::from_str(written).ok();
                    self.version = version.map(|version| Spanned::new(version, place));
                }
                "redacted" => self.is_redacted = truth().map(|it| Spanned::new(it, place)),
                "root" => self.by_root = truth().map(|it| Spanned::new(it, place)),
                "made" => self.made = word(),
                "client" => self.client = word(),
                // Later collectors may say more.
                _ => {}
            }
        }
        match &self.version {
            Some(version) if version.value <= VERSION => {}
            Some(version) => {
                let (span, value) = (version.span, version.value);
                let message = format!(
                    "the bundle has version {value} of its format, and {VERSION} is the newest \
                     that is read here"
                );
                self.tell(span, Effect::Partial, message);
            }
            None => self.tell(object, Effect::Note, "the bundle states no version"),
        }
    }

    fn member(&mut self, text: &str, key: Spanned<String>, span: Span) -> Part {
        let mut part = Part {
            key,
            rc: None,
            bytes: Vec::new(),
            is_whole: false,
            messages: String::new(),
            command: None,
            span,
        };
        if part.content().is_none() {
            let message = "this version does not know the key, so what it holds is not read";
            self.tell(part.key.span, Effect::Note, message);
        }
        let key_end = part.key.span.end;
        let start = text
            .get(key_end..span.end)
            .and_then(|rest| rest.find('{'))
            .map_or(span.end, |at| key_end + at);
        let mut has_output = false;
        for (name, place) in member_places(text, Span::new(start, span.end), MOST_FIELDS) {
            let written = place.of(text);
            match name.of(text).trim_matches('"') {
                "rc" => part.rc = written.trim().parse().ok(),
                "b64" => {
                    let (bytes, damage) = decoded(text, place);
                    part.bytes = bytes;
                    part.is_whole = damage.is_none();
                    has_output = true;
                    if let Some((span, message)) = damage {
                        self.tell(span, Effect::Partial, message);
                    }
                }
                "err" => {
                    let (bytes, _) = decoded(text, place);
                    part.messages = String::from_utf8_lossy(&bytes).into_owned();
                }
                "from" => part.command = string(written),
                // Later collectors may say more.
                _ => {}
            }
        }
        if !has_output {
            let message = "the member has no output in b64, so what it holds is unknown";
            self.tell(span, Effect::Partial, message);
        }
        if part.rc.is_none() {
            let message = "the member has no exit code in rc";
            self.tell(part.key.span, Effect::Partial, message);
        }
        part
    }

    fn tell(&mut self, span: Span, effect: Effect, message: impl Into<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem::at(span, effect, message));
        }
    }
}

/// The bytes of a string in base64, and its damage.
fn decoded(text: &str, place: Span) -> (Vec<u8>, Option<(Span, String)>) {
    let written = place.of(text);
    let Some(open) = written.strip_prefix('"') else {
        let message = "this is to be a string in base64".to_owned();
        return (Vec::new(), Some((place, message)));
    };
    let bare = open.strip_suffix('"');
    let decoded = decode(bare.unwrap_or(open));
    let at = place.start + 1;
    let damage = decoded.damage.map(|damage| {
        let start = text.floor_char_boundary(at + damage);
        let end = text.ceil_char_boundary((start + 1).min(place.end));
        let message = "the base64 is damaged here, so what followed is unknown".to_owned();
        (Span::new(start, end), message)
    });
    let cut = || {
        let message = "the string is cut off here, so what followed is unknown".to_owned();
        (Span::new(place.end, place.end), message)
    };
    (decoded.bytes, damage.or_else(|| bare.is_none().then(cut)))
}

/// A string as JSON means it.
fn string(written: &str) -> Option<String> {
    serde_json::from_str::<Cow<'_, str>>(written)
        .ok()
        .map(Cow::into_owned)
}

/// A string's place without its quotes.
fn inner(text: &str, place: Span) -> Span {
    match place
        .of(text)
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(bare) => Span::new(place.start + 1, place.start + 1 + bare.len()),
        None => place,
    }
}
