//! A value as it stands, with its variables filled in and no type asked for.

use serde_json::{Map, Number, Value as Json};

use super::field::Field;
use super::setting::Setting;
use super::typing::{Typed, typed};
use crate::model::yaml::Value;

/// A value as JSON. What is unsettled or unreadable is null.
pub fn plain_value(field: &Field<'_>) -> Json {
    let Some(node) = field.reached() else {
        return Json::Null;
    };
    match &node.value {
        Value::Sequence(_) => Json::Array(field.items().map(|item| plain_value(&item)).collect()),
        Value::Mapping(entries) => {
            let member = |key: &str| (key.to_owned(), plain_value(&field.get(key)));
            let mut members = Map::new();
            members.extend(entries.iter().map(|entry| member(&entry.key.value)));
            Json::Object(members)
        }
        Value::Scalar(scalar) => match typed(node) {
            None | Some(Typed::Null) => Json::Null,
            Some(Typed::Text(text)) => {
                let text = field.reduce(text, node.span, |text| Ok(text.to_owned()));
                match text {
                    Setting::Set(text) => Json::String(text.value),
                    Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => {
                        Json::Null
                    }
                }
            }
            Some(Typed::Bool(value)) => Json::Bool(value),
            Some(Typed::Int(value)) => Json::from(value),
            Some(Typed::Float(value)) => Number::from_f64(value).map_or(Json::Null, Json::Number),
            Some(Typed::Time) => Json::String(scalar.text.to_string()),
        },
        Value::Unreadable => Json::Null,
    }
}
