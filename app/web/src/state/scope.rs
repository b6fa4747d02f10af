//! What reports are about, and the end of all that is kept.

use leptos::prelude::*;

use super::App;

impl App {
    /// Narrows the report to these kinds of subjects, or takes in everything where there are none,
    /// and judges again. Afterwards the keyboard is on the element of the id `focus`.
    pub fn narrow(self, kinds: String, focus: String) {
        self.refocus.set_value(Some(focus));
        self.scope.set(kinds);
        self.assess();
    }

    /// Forgets what this browser keeps, apart from the theme, and judges again.
    pub fn forget_choices(self) {
        self.decisions.set(Vec::new());
        self.projects.set(Vec::new());
        self.scope.set(String::new());
        self.choosing.set(false);
        self.assess();
    }
}
