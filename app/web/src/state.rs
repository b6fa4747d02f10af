//! What the reader can change, what the worker answered, and the ways from one to the other.

mod answers;
mod projects;
mod scope;
mod sources;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::message::{
    DecisionEntry, Decisions, Format, KindOverride, Progress, ProjectEntry, Request,
};
use plimsoll_view::route::{Route, Tab};
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::detail::{ControlDetail, FindingView};
use plimsoll_view::view_model::hardening::HardeningView;

use crate::browser::place::{self, Place};
use crate::browser::{self, address, egress, paste, storage, theme, today};
use crate::engine::{Client, Listener};
use crate::watch::effect;

/// Findings asked for at first.
pub const FINDINGS: usize = 50;

/// The page's state, handed to components as a context.
#[derive(Clone, Copy)]
pub struct App {
    /// What was given, in the order it came.
    pub sources: RwSignal<Vec<Given>>,
    /// What the reader says some sources are.
    pub kinds: RwSignal<Vec<KindOverride>>,
    /// Accepted risks, and answers to what no file tells.
    pub decisions: RwSignal<Vec<DecisionEntry>>,
    /// Projects that the reader put together.
    pub projects: RwSignal<Vec<ProjectEntry>>,
    /// The kinds of subjects that reports are about, their words with commas between; empty for
    /// all.
    pub scope: RwSignal<String>,
    /// Whether the reader chooses those kinds one by one.
    pub choosing: RwSignal<bool>,
    /// `light` or `dark`.
    pub theme: RwSignal<String>,
    /// What the reader looks at.
    pub route: RwSignal<Route>,
    /// The last report.
    pub report: RwSignal<Option<Arc<PageModel>>>,
    /// The open control, once the worker answered; its findings stand apart.
    pub detail: RwSignal<Option<Arc<ControlDetail>>>,
    /// The first findings of the open control.
    pub findings: RwSignal<Vec<FindingView>>,
    /// The open subject with the change that mends it, once the worker answered.
    pub hardening: RwSignal<Option<Arc<HardeningView>>>,
    /// How far the present work is; nothing where none is done.
    pub progress: RwSignal<Option<Progress>>,
    /// What the reader should know, newest last.
    pub notices: RwSignal<Vec<Notice>>,
    /// What the reader is about to decide.
    pub deciding: RwSignal<Option<Deciding>>,
    /// How often the content policy refused something.
    pub refused: RwSignal<u32>,
    next_id: StoredValue<u32>,
    refocus: StoredValue<Option<String>>,
    places: StoredValue<Places>,
    engine: StoredValue<Client, LocalStorage>,
    pdf: StoredValue<Option<browser::worker::Running>, LocalStorage>,
}

/// A control that the reader is about to decide something on.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// The control.
    pub detail: Arc<ControlDetail>,
    /// Whether it is to be answered; otherwise its failure is to be accepted.
    pub is_answer: bool,
}

/// A source as the page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its number.
    pub id: u32,
    /// Its path.
    pub name: String,
}

/// A sentence for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: u32,
    /// Whether something went wrong.
    pub is_error: bool,
    /// The sentence.
    pub text: String,
}

/// Where the reader was on each step of the history, so that Back leads to the same place.
#[derive(Debug, Default)]
struct Places {
    here: u32,
    left: BTreeMap<u32, Place>,
}

impl Places {
    /// Leaves one step for another; where the reader was on that when it was left.
    fn step(&mut self) -> Place {
        self.left.insert(self.here, place::here());
        let next = self.left.last_key_value().map_or(1, |(last, _)| last + 1);
        self.here = address::step(next);
        self.left.get(&self.here).cloned().unwrap_or_default()
    }
}

impl App {
    /// The state at the start: what the address names and what was kept.
    pub fn new() -> Self {
        let chosen = storage::theme();
        let system = if theme::system_is_dark() {
            "dark"
        } else {
            "light"
        };
        Self {
            sources: RwSignal::default(),
            kinds: RwSignal::default(),
            decisions: RwSignal::new(storage::decisions()),
            projects: RwSignal::new(storage::projects()),
            scope: RwSignal::new(storage::scope()),
            choosing: RwSignal::default(),
            theme: RwSignal::new(chosen.unwrap_or_else(|| system.to_owned())),
            route: RwSignal::new(address::read()),
            report: RwSignal::default(),
            detail: RwSignal::default(),
            findings: RwSignal::default(),
            hardening: RwSignal::default(),
            progress: RwSignal::default(),
            notices: RwSignal::default(),
            deciding: RwSignal::default(),
            refused: RwSignal::new(egress::refused()),
            next_id: StoredValue::new(1),
            refocus: StoredValue::default(),
            places: StoredValue::default(),
            engine: StoredValue::new_local(Client::default()),
            pdf: StoredValue::new_local(None),
        }
    }

    /// Begins to listen, and carries out what the state asks for.
    pub fn start(self) {
        self.places
            .update_value(|places| places.here = address::step(1));
        address::on_change(move |route| {
            let moved = self.route.read_untracked().is_other_screen(&route);
            let place = self
                .places
                .try_update_value(Places::step)
                .unwrap_or_default();
            let is_open = route.tab == Tab::Controls && !route.open.is_empty();
            self.route.set(route);
            if moved {
                browser::focus("screen");
                // A control that the address opens brings itself into view.
                if !is_open {
                    place::go(place);
                }
            }
        });
        paste::on_paste(move |transfer| self.add_transferred(transfer));
        egress::on_refusal(move |count| self.refused.set(count));
        effect(move || self.kept(self.decisions.with(|it| storage::keep_decisions(it))));
        effect(move || self.kept(self.projects.with(|it| storage::keep_projects(it))));
        effect(move || self.kept(self.scope.with(|it| storage::keep_scope(it))));
        let mut is_chosen = false;
        effect(move || {
            let theme = self.theme.get();
            // Until the reader chooses, the system's wish decides.
            if is_chosen || storage::theme().is_some() {
                theme::show(&theme);
            }
            if is_chosen {
                storage::keep_theme(&theme);
            }
            is_chosen = true;
        });
    }

    /// The state of the page that components are in.
    pub fn here() -> Self {
        expect_context()
    }

    /// Goes to a view, so that Back returns.
    #[expect(
        clippy::unused_self,
        reason = "the address tells the state of it, and callers have only the state"
    )]
    pub fn go(self, route: &Route) {
        address::push(route);
    }

    /// Changes the view without a step for Back.
    pub fn adjust(self, change: impl FnOnce(&mut Route)) {
        self.route.update(change);
        address::replace(&self.route.read_untracked());
    }

    /// Judges everything again.
    pub fn assess(self) {
        let decisions = Decisions {
            kinds: self.kinds.get_untracked(),
            entries: self.decisions.get_untracked(),
            projects: self.projects.get_untracked(),
            scope: self.scope.get_untracked(),
            today: today::today(),
        };
        if self.sources.read_untracked().is_empty() {
            self.show(None);
            self.progress.set(None);
            return;
        }
        let outcome = self
            .engine
            .try_update_value(|engine| engine.assess(self.listener(), decisions))
            .unwrap_or(Ok(()));
        match outcome {
            Ok(()) => self.progress.set(Some(answers::beginning(self.run()))),
            Err(why) => self.fail(why),
        }
    }

    /// Asks for a control with the findings at these positions.
    pub fn open(self, control: &str, findings: Range<usize>) {
        let run = self.run();
        self.ask(&Request::Detail {
            run,
            control: control.to_owned(),
            findings,
        });
    }

    /// Asks what mending everything of a subject comes to, apart from what the controls `without`
    /// ask about. Afterwards the keyboard is on the element of the id `focus`.
    pub fn harden(self, subject: &str, without: Vec<String>, focus: Option<String>) {
        self.refocus.set_value(focus);
        self.ask(&Request::Harden {
            run: self.run(),
            subject: subject.to_owned(),
            without,
        });
    }

    /// Asks for the report in a format, which then is offered as a file.
    pub fn export(self, format: Format) {
        self.ask(&Request::Export {
            run: self.run(),
            format,
        });
    }

    /// Asks for the sample project, which then is assessed.
    pub fn open_sample(self) {
        self.ask(&Request::Sample { run: self.run() });
    }

    /// Ends the present work and returns to the last report.
    pub fn cancel(self) {
        let left = self
            .engine
            .try_update_value(Client::cancel)
            .unwrap_or_default();
        self.progress.set(None);
        self.sources
            .update(|sources| sources.retain(|source| left.contains(&source.id)));
        self.assess();
    }

    /// Changes the decisions and judges again.
    pub fn decide(self, change: impl FnOnce(&mut Vec<DecisionEntry>)) {
        self.decisions.update(change);
        self.assess();
    }

    /// Says a sentence.
    pub fn note(self, text: impl Into<String>) {
        self.say(text.into(), false);
    }

    /// Says what went wrong.
    pub fn fail(self, text: impl Into<String>) {
        self.say(text.into(), true);
    }

    /// The open control or subject, by its id; most changes of the address leave it as it is.
    pub fn open_now(self) -> Memo<String> {
        Memo::new(move |_| self.route.read().open.clone())
    }

    /// The screen the reader is on.
    pub fn tab(self) -> Tab {
        self.route.read().tab
    }

    fn kept(self, done: Result<(), String>) {
        if let Err(why) = done {
            self.fail(why);
        }
    }

    fn say(self, text: String, is_error: bool) {
        let id = self.number();
        self.notices.update(|notices| {
            notices.retain(|notice| notice.text != text);
            notices.push(Notice { id, is_error, text });
            // The oldest give way: a thousand refusals are one matter.
            let surplus = notices.len().saturating_sub(5);
            notices.drain(..surplus);
        });
    }

    fn number(self) -> u32 {
        self.next_id
            .try_update_value(|next| {
                *next += 1;
                *next
            })
            .unwrap_or_default()
    }

    fn run(self) -> u32 {
        self.engine.with_value(Client::run)
    }

    fn ask(self, request: &Request) {
        let asked = self
            .engine
            .try_update_value(|engine| engine.ask(self.listener(), request));
        if let Some(Err(why)) = asked {
            self.fail(why);
        }
    }

    fn listener(self) -> Listener {
        Listener {
            answered: Box::new(move |message| self.answered(&message)),
            failed: Box::new(move |why| self.stopped(&why)),
        }
    }
}

impl Default for App {
    fn default() -> Self {
        Self::new()
    }
}
