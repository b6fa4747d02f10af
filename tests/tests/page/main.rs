//! The finished page in a real browser.

mod access;
mod decisions;
mod given;
mod hostile;
mod hosts;
mod network;
mod projects;
mod sample;
mod scope;
mod screens;
mod subjects;
mod work;
