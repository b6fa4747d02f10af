//! What the reader looks at, as the address's fragment: `#controls?q=status:failed&open=…`.
//!
//! The fragment holds the view and never evidence. It is written by us and by anyone, so
//! whatever cannot be read in it falls back to the start of its screen.

use std::fmt::Write as _;

/// A screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// The score and where it comes from.
    #[default]
    Overview,
    /// Every control.
    Controls,
    /// What was given.
    Artifacts,
    /// The remediation plan.
    Tasks,
    /// The published lists.
    Frameworks,
    /// The score over time.
    Trends,
    /// Accepted risks.
    Decisions,
}

/// How the list of controls is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// By outcome, worst first.
    #[default]
    Status,
    /// By harm, worst first.
    Severity,
    /// By place in a container's life.
    Section,
}

/// The view that an address names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The screen.
    pub tab: Tab,
    /// The query over the controls.
    pub query: String,
    /// The id of the open control or subject; empty for none.
    pub open: String,
    /// How the controls are divided.
    pub grouping: Grouping,
}

impl Tab {
    /// Every screen, in the order of the top bar.
    pub const ALL: [Self; 7] = [
        Self::Overview,
        Self::Controls,
        Self::Artifacts,
        Self::Tasks,
        Self::Frameworks,
        Self::Trends,
        Self::Decisions,
    ];

    /// The word in the address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Controls => "controls",
            Self::Artifacts => "artifacts",
            Self::Tasks => "tasks",
            Self::Frameworks => "frameworks",
            Self::Trends => "trends",
            Self::Decisions => "decisions",
        }
    }

    /// The word people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Controls => "Controls",
            Self::Artifacts => "Artifacts",
            Self::Tasks => "Tasks",
            Self::Frameworks => "Frameworks",
            Self::Trends => "Trends",
            Self::Decisions => "Decisions",
        }
    }
}

impl Grouping {
    /// Every grouping, in the order offered.
    pub const ALL: [Self; 3] = [Self::Status, Self::Severity, Self::Section];

    /// The word in the address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Severity => "severity",
            Self::Section => "section",
            Self::Status => "status",
        }
    }

    /// The word people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Severity => "Severity",
            Self::Section => "Section",
            Self::Status => "Status",
        }
    }

    /// The grouping of that word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|grouping| grouping.slug() == slug)
    }
}

impl Route {
    /// The start of a screen.
    pub fn to(tab: Tab) -> Self {
        Self {
            tab,
            ..Self::default()
        }
    }

    /// The controls that a query leaves.
    pub fn controls(query: impl Into<String>) -> Self {
        Self {
            tab: Tab::Controls,
            query: query.into(),
            ..Self::default()
        }
    }

    /// One control, open.
    pub fn control(id: impl Into<String>) -> Self {
        Self {
            tab: Tab::Controls,
            open: id.into(),
            ..Self::default()
        }
    }

    /// One subject, open.
    pub fn subject(id: impl Into<String>) -> Self {
        Self {
            tab: Tab::Artifacts,
            open: id.into(),
            ..Self::default()
        }
    }

    /// Whether this shows something else altogether: a control opens in its list, a subject has
    /// a screen of its own.
    pub fn is_other_screen(&self, other: &Self) -> bool {
        self.tab != other.tab || (self.tab == Tab::Artifacts && self.open != other.open)
    }

    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.trim_start_matches('#').trim_start_matches('/');
        let (path, rest) = fragment.split_once('?').unwrap_or((fragment, ""));
        let tab = Tab::ALL
            .into_iter()
            .find(|tab| tab.slug() == path)
            .unwrap_or_default();
        let mut route = Self::to(tab);
        for (key, value) in rest.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = decoded(value);
            match key {
                "q" => route.query = value,
                "open" => route.open = value,
                "group" => route.grouping = Grouping::from_slug(&value).unwrap_or_default(),
                _ => {}
            }
        }
        route
    }

    /// The fragment, with its `#`.
    pub fn fragment(&self) -> String {
        let mut fragment = format!("#{}", self.tab.slug());
        let group = if self.grouping == Grouping::default() {
            ""
        } else {
            self.grouping.slug()
        };
        let parts = [("q", &*self.query), ("group", group), ("open", &*self.open)];
        let mut lead = '?';
        for (key, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            fragment.push(lead);
            fragment.push_str(key);
            fragment.push('=');
            encode(value, &mut fragment);
            lead = '&';
        }
        fragment
    }
}

/// Escapes what has a meaning in a fragment of ours, or none in an address.
fn encode(value: &str, into: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:,*<>=!/@".contains(&byte) {
            into.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

/// Undoes [`encode`], and leaves alone what is no escape.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        if let Some((high, low)) = escape {
            bytes.push(high * 16 + low);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Grouping, Route, Tab};

    #[test]
    fn a_fragment_says_what_is_seen() {
        let route = Route {
            tab: Tab::Controls,
            query: "status:failed severity:>=high".into(),
            open: "docker-socket-unmounted".into(),
            grouping: Grouping::Section,
        };
        assert_eq!(
            route.fragment(),
            "#controls?q=status:failed%20severity:>=high&group=section&open=docker-socket-unmounted"
        );
        assert_eq!(
            Route::parse("#nowhere?q=%zz&x"),
            Route {
                query: "%zz".into(),
                ..Route::default()
            }
        );
    }

    #[test]
    fn a_subject_has_a_screen_of_its_own() {
        let subject = Route::subject("service:compose.yaml#web");
        assert_eq!(
            subject.fragment(),
            "#artifacts?open=service:compose.yaml%23web"
        );
        assert_eq!(Route::parse(&subject.fragment()), subject);
        assert!(subject.is_other_screen(&Route::to(Tab::Artifacts)));
        let (list, control) = (Route::to(Tab::Controls), Route::control("a"));
        assert!(!list.is_other_screen(&control));
    }

    proptest! {
        #[test]
        fn fragments_lead_back(query in "\\PC*", open in "[a-z&=#%-]*", tab in 0..7_usize) {
            let route = Route { tab: Tab::ALL[tab], query, open, ..Route::default() };
            prop_assert_eq!(Route::parse(&route.fragment()), route);
        }

        #[test]
        fn any_fragment_is_read(fragment in "\\PC*") {
            Route::parse(&fragment);
        }
    }
}
