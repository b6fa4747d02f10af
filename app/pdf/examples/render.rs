//! Turns a saved report into a PDF: `render report.json report.pdf [letter]`.

use std::error::Error;
use std::{env, fs};

use plimsoll_pdf::{Paper, write_on};
use plimsoll_rules::export::json::Document;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [from, to, rest @ ..] = arguments.as_slice() else {
        return Err("give the report's JSON file and the PDF to write".into());
    };
    let paper = if rest.iter().any(|word| word == "letter") {
        Paper::Letter
    } else {
        Paper::A4
    };
    let document = Document::from_json(&fs::read_to_string(from)?)?;
    fs::write(to, write_on(&document, paper)?)?;
    Ok(())
}
