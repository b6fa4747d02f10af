//! Groups whose members may speak to the daemon.

use super::line::{Piece, lines, unread};
use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// A group with the members that its own list names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: Spanned<String>,
    /// Its number.
    pub gid: Spanned<u32>,
    /// The members, in the list's order.
    pub members: Vec<Spanned<String>>,
    /// The whole line.
    pub span: Span,
}

/// A user whose first group this is, which the group's own list does not tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrimaryMember {
    /// The user.
    pub user: Spanned<String>,
    /// The group's number.
    pub gid: Spanned<u32>,
}

/// Reads lines of `getent group`: `docker:x:999:ada,grace`.
pub fn groups(text: &str, problems: &mut Vec<Problem>) -> Vec<Group> {
    let mut groups = Vec::new();
    for line in lines(text) {
        match group(line) {
            Some(group) => groups.push(group),
            None => unread(line, "group", problems),
        }
    }
    groups
}

fn group(line: Piece<'_>) -> Option<Group> {
    let mut fields = line.parts(':');
    let name = fields.next().filter(|name| !name.text.is_empty())?;
    let gid = fields.nth(1)?.number()?;
    let members = fields.next()?.parts(',').map(Piece::trimmed);
    Some(Group {
        name: name.owned(),
        gid,
        members: members
            .filter(|member| !member.text.is_empty())
            .map(Piece::owned)
            .collect(),
        span: line.span(),
    })
}

/// Reads lines of user and group number: `ada:999`.
pub fn primary_members(text: &str, problems: &mut Vec<Problem>) -> Vec<PrimaryMember> {
    let mut members = Vec::new();
    for line in lines(text) {
        let member = line.rsplit_once(":").and_then(|(user, gid)| {
            let gid = gid.number()?;
            let user = (!user.text.is_empty()).then(|| user.owned())?;
            Some(PrimaryMember { user, gid })
        });
        match member {
            Some(member) => members.push(member),
            None => unread(line, "user with a group", problems),
        }
    }
    members
}
