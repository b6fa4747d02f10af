//! Finds the objects of an inspect document and tells what each is.

use std::borrow::Cow;

use super::object::{Shape, other_name};
use super::value::{MOST_PROBLEMS, Reader};
use super::{
    Image, Inspect, Network, Node, Other, Outline, Swarm, SwarmConfig, SwarmSecret, SwarmService,
    Task, Volume,
};
use crate::artifact::{Effect, Problem};
use crate::model::json::{self, Damage, Item, Member};
use crate::span::Span;

/// Reads every object a document holds: lists, single objects, objects one a line, several
/// documents after each other, with or without a shell's lines around them.
///
/// An element that is damaged is named and left out; the others are read.
pub fn read(text: &str) -> Inspect {
    let mut inspect = Inspect::default();
    let mut objects = 0;
    let mut passed_over = json::items(text, |item| {
        object(&mut inspect, text, item, objects);
        objects += 1;
    });
    passed_over.append(&mut inspect.problems);
    if inspect.unlisted > 0 {
        let message = format!("{} further problems are not listed", inspect.unlisted);
        passed_over.push(Problem::whole(Effect::Partial, message));
    }
    inspect.problems = passed_over;
    if inspect.is_empty() {
        inspect.problems.push(nothing(text, objects));
    }
    inspect
}

/// Why a document holds no object.
fn nothing(text: &str, objects: usize) -> Problem {
    if objects > 0 {
        let message = "no object in the file could be read";
        return Problem::whole(Effect::Unreadable, message);
    }
    let refusals = [
        "Error response from daemon",
        "No such object",
        "Cannot connect to the Docker",
    ];
    let refusal = refusals
        .iter()
        .find_map(|refusal| text.find(refusal).map(|at| (at, refusal)));
    let message = "nothing was inspected: the file holds no object";
    match refusal {
        Some((at, refusal)) => {
            let span = Span::new(at, at + refusal.len());
            Problem::at(
                span,
                Effect::Unreadable,
                format!("{message}, only the engine's refusal"),
            )
        }
        None => Problem::whole(Effect::Unreadable, message),
    }
}

fn object(inspect: &mut Inspect, text: &str, item: Item<'_>, index: usize) {
    let span = item.value.span;
    if item.value.is_cut {
        // Its end was said with the list it belongs to.
        return;
    }
    let tape = match item.tape {
        Ok(tape) => tape,
        Err(damage) => return left_out(inspect, text, damage, index),
    };
    let Some(members) = tape.root().members() else {
        return left_out(inspect, text, Damage::Invalid(span.start), index);
    };
    let members: Vec<Member<'_>> = members.collect();
    if let [(Cow::Borrowed("message"), message)] = members.as_slice() {
        let place = message.span();
        let said = "nothing was inspected: this is the engine's refusal";
        tell(inspect, Problem::at(place, Effect::Partial, said));
        return;
    }
    let mut reader = Reader::default();
    classified(inspect, &mut reader, &members, span, index);
    inspect.unlisted += reader.unlisted;
    for problem in reader.problems {
        tell(inspect, problem);
    }
}

fn tell(inspect: &mut Inspect, problem: Problem) {
    if inspect.problems.len() < MOST_PROBLEMS {
        inspect.problems.push(problem);
    } else {
        inspect.unlisted += 1;
    }
}

/// Says that an object is not read, and why.
fn left_out(inspect: &mut Inspect, text: &str, damage: Damage, index: usize) {
    let clause = damage.clause();
    let message = format!("object {} {clause} and was left out", index + 1);
    let (at, next) = (damage.at(), text.ceil_char_boundary(damage.at() + 1));
    let place = Span::new(at, next);
    tell(inspect, Problem::at(place, Effect::Partial, message));
}

fn classified(
    inspect: &mut Inspect,
    reader: &mut Reader,
    members: &[Member<'_>],
    span: Span,
    index: usize,
) {
    match Shape::of(members) {
        Shape::Container(engine) => {
            let mut container = Outline::read(members);
            (container.engine, container.span, container.index) = (engine, span, index);
            inspect.containers.push(container);
        }
        Shape::Image(engine) => {
            let mut image = Image::read(reader, members);
            (image.engine, image.span, image.index) = (engine, span, index);
            inspect.images.push(image);
        }
        Shape::Blob => {
            let mut image = Image::read(reader, members);
            (image.is_blob, image.span, image.index) = (true, span, index);
            inspect.images.push(image);
        }
        Shape::Network(engine) => {
            let mut network = Network::read(reader, members);
            (network.engine, network.span, network.index) = (engine, span, index);
            inspect.networks.push(network);
        }
        Shape::Volume(engine) => {
            let mut volume = Volume::read(reader, members);
            (volume.engine, volume.span, volume.index) = (engine, span, index);
            inspect.volumes.push(volume);
        }
        Shape::Service => {
            let mut service = SwarmService::read(reader, members);
            (service.span, service.index) = (span, index);
            inspect.services.push(service);
        }
        Shape::Task => {
            let mut task = Task::read(reader, members);
            (task.span, task.index) = (span, index);
            inspect.tasks.push(task);
        }
        Shape::Node => {
            let mut node = Node::read(reader, members);
            (node.span, node.index) = (span, index);
            inspect.nodes.push(node);
        }
        Shape::Secret => {
            let mut secret = SwarmSecret::read(reader, members);
            (secret.span, secret.index) = (span, index);
            inspect.secrets.push(secret);
        }
        Shape::Config => {
            let mut config = SwarmConfig::read(reader, members);
            (config.span, config.index) = (span, index);
            inspect.configs.push(config);
        }
        Shape::Swarm => {
            let mut swarm = Swarm::read(reader, members);
            (swarm.span, swarm.index) = (span, index);
            inspect.swarms.push(swarm);
        }
        Shape::Unknown => {
            let name = other_name(reader, members).stated().cloned();
            inspect.others.push(Other { name, span, index });
        }
    }
}

#[cfg(test)]
mod swarm_tests;
#[cfg(test)]
mod tests;
