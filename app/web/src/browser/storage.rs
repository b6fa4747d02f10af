//! What stays on this machine between visits: decisions, choices and the theme, never files.
//!
//! It is kept as JSON, which the browser itself reads and writes: a reader of JSON in this
//! program would be a twentieth of what a visitor waits for.

use js_sys::{Array, JSON, Object, Reflect};
use plimsoll_view::message::{DecisionEntry, ProjectEntry};
use wasm_bindgen::prelude::JsValue;
use web_sys::Storage;

use super::describe;

const DECISIONS: &str = "plimsoll.waivers";
const PROJECTS: &str = "plimsoll.projects";
const SCOPE: &str = "plimsoll.scope";
const THEME: &str = "plimsoll.theme";

/// The decisions kept; one that cannot be read costs none of the others.
pub fn decisions() -> Vec<DecisionEntry> {
    entries(DECISIONS, decision)
}

/// Keeps the decisions.
///
/// # Errors
/// A sentence, where the browser keeps nothing for this page.
pub fn keep_decisions(decisions: &[DecisionEntry]) -> Result<(), String> {
    let kept = decisions.iter().map(|it| {
        object(&[
            ("control", it.control.as_str().into()),
            ("subject", it.subject.as_deref().into()),
            ("artifact", it.artifact.as_deref().into()),
            ("answer", it.answer.as_str().into()),
            ("owner", it.owner.as_str().into()),
            ("reason", it.reason.as_str().into()),
            ("on", it.on.as_str().into()),
            ("expires", it.expires.as_str().into()),
        ])
    });
    keep_all(DECISIONS, kept.collect())
}

/// The projects kept that the reader put together; one that cannot be read costs none of the others.
pub fn projects() -> Vec<ProjectEntry> {
    entries(PROJECTS, project)
}

/// Keeps the projects that the reader put together.
///
/// # Errors
/// A sentence, where the browser keeps nothing for this page.
pub fn keep_projects(projects: &[ProjectEntry]) -> Result<(), String> {
    let kept = projects.iter().map(|it| {
        let pair = |(name, value): &(String, String)| list(&[name.clone(), value.clone()]);
        let variables: Array = it.environment.iter().map(pair).collect();
        let env_files = it.env_files.as_deref().map_or(JsValue::NULL, list);
        object(&[
            ("files", list(&it.files)),
            ("environment", variables.into()),
            ("env_files", env_files),
            ("deployer", it.deployer.as_str().into()),
            ("profiles", list(&it.profiles)),
        ])
    });
    keep_all(PROJECTS, kept.collect())
}

/// The kinds of subjects kept that reports are about, with commas between; none for all.
pub fn scope() -> String {
    kept(SCOPE)
        .and_then(|kept| kept.as_string())
        .unwrap_or_default()
}

/// Keeps the kinds of subjects that reports are about.
///
/// # Errors
/// A sentence, where the browser keeps nothing for this page.
pub fn keep_scope(kinds: &str) -> Result<(), String> {
    // What is empty is kept as nothing.
    let is_empty = kinds.is_empty();
    keep_or_forget(SCOPE, (!is_empty).then(|| kinds.into()))
}

/// The theme chosen: `light`, `dark`, or nothing.
pub fn theme() -> Option<String> {
    kept(THEME)?.as_string()
}

/// Keeps the theme; where it cannot be kept, the choice ends with the visit.
pub fn keep_theme(theme: &str) {
    keep(THEME, &theme.into()).ok();
}

fn decision(entry: &JsValue) -> Option<DecisionEntry> {
    Some(DecisionEntry {
        control: text(entry, "control")?,
        subject: text(entry, "subject"),
        artifact: text(entry, "artifact"),
        // Accepted risks were kept without these two once.
        answer: text(entry, "answer").unwrap_or_default(),
        on: text(entry, "on").unwrap_or_default(),
        owner: text(entry, "owner")?,
        reason: text(entry, "reason")?,
        expires: text(entry, "expires")?,
    })
}

fn project(entry: &JsValue) -> Option<ProjectEntry> {
    let variables = array(&member(entry, "environment")?)?;
    let variables = variables.iter().map(|pair| {
        let mut pair = texts(&pair)?.into_iter();
        pair.next().zip(pair.next())
    });
    let env_files = member(entry, "env_files").filter(|it| !it.is_null());
    Some(ProjectEntry {
        files: texts(&member(entry, "files")?)?,
        environment: variables.collect::<Option<_>>()?,
        env_files: match env_files {
            Some(files) => Some(texts(&files)?),
            None => None,
        },
        deployer: text(entry, "deployer")?,
        profiles: texts(&member(entry, "profiles")?)?,
    })
}

fn entries<T>(key: &str, entry: impl Fn(&JsValue) -> Option<T>) -> Vec<T> {
    let kept = kept(key).and_then(|kept| array(&kept));
    let entries = kept.iter().flat_map(Array::iter);
    entries.filter_map(|it| entry(&it)).collect()
}

fn array(value: &JsValue) -> Option<Array> {
    Array::is_array(value).then(|| Array::from(value))
}

fn texts(value: &JsValue) -> Option<Vec<String>> {
    array(value)?.iter().map(|it| it.as_string()).collect()
}

fn member(value: &JsValue, name: &str) -> Option<JsValue> {
    // Only an object has members to ask for.
    Reflect::get(value, &name.into()).ok()
}

fn text(value: &JsValue, name: &str) -> Option<String> {
    member(value, name)?.as_string()
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // A fresh object takes every member.
        Reflect::set(&object, &(*name).into(), value).ok();
    }
    object.into()
}

fn list(texts: &[String]) -> JsValue {
    let texts: Array = texts.iter().map(|it| JsValue::from_str(it)).collect();
    texts.into()
}

fn kept(key: &str) -> Option<JsValue> {
    let text = storage().ok()?.get_item(key).ok()??;
    JSON::parse(&text).ok()
}

fn keep_all(key: &str, entries: Array) -> Result<(), String> {
    keep_or_forget(key, (entries.length() != 0).then(|| entries.into()))
}

/// Keeps a value, or nothing any more.
fn keep_or_forget(key: &str, value: Option<JsValue>) -> Result<(), String> {
    let done = match value {
        // Where nothing can be kept, nothing is kept to be forgotten.
        None => storage().map_or(Ok(()), |storage| storage.remove_item(key)),
        Some(value) => keep(key, &value),
    };
    done.map_err(|why| {
        format!(
            "This browser keeps nothing for this page ({}). Download the policy file, or your \
             decisions end with this visit.",
            describe(&why)
        )
    })
}

fn keep(key: &str, value: &JsValue) -> Result<(), JsValue> {
    let text = String::from(JSON::stringify(value)?);
    storage()?.set_item(key, &text)
}

fn storage() -> Result<Storage, JsValue> {
    let storage = leptos::prelude::window().local_storage()?;
    storage.ok_or_else(|| "it has no storage".into())
}
