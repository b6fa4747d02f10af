//! What tells findings apart from run to run.

use sha2::{Digest, Sha256};

use super::Reported;
use crate::digest::hexadecimal;
use crate::finding::Finding;

/// The bytes of a digest that a fingerprint shows: enough to tell the findings of one report
/// apart.
pub(crate) type Short = [u8; 8];

/// The bytes that most fingerprints are made of at most.
const USUAL: usize = 256;

/// What a fingerprint holds beyond the verdict it belongs to.
///
/// Most verdicts have no arguments and are never asked for theirs, so it is made when it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Print {
    /// The digest of a finding; `None` where the message says all.
    digest: Option<Short>,
    /// Its place among verdicts that are alike, from 1.
    turn: u32,
}

impl Default for Print {
    fn default() -> Self {
        Self {
            digest: None,
            turn: 1,
        }
    }
}

impl Reported {
    /// Equal for the same finding in another run, also when lines moved.
    pub fn fingerprint(&self) -> String {
        let mut digits = hexadecimal(&self.digest());
        if self.print.turn > 1 {
            digits.push('-');
            digits.push_str(&self.print.turn.to_string());
        }
        digits
    }

    /// Takes a finding's reason and arguments into the fingerprint instead of the message.
    pub(crate) fn rest_on(&mut self, finding: &Finding) {
        let key = std::iter::once(finding.reason.key);
        let values = finding.arguments.iter().map(|(_, value)| value.as_str());
        let digest = self.digest_of(key.chain(values));
        self.print.digest = Some(digest);
    }

    /// Tells it from the verdicts before it that are alike; `turn` counts from 1.
    pub(crate) const fn take_turn(&mut self, turn: u32) {
        self.print.turn = turn;
    }

    /// What it shares with the verdicts that are alike.
    pub(crate) fn digest(&self) -> Short {
        let of_message = || self.digest_of(std::iter::once(&*self.message));
        self.print.digest.unwrap_or_else(of_message)
    }

    /// From what was found and where it belongs, without line numbers: moving lines changes
    /// nothing.
    fn digest_of<'a>(&'a self, said: impl Iterator<Item = &'a str>) -> Short {
        let about = [
            "v1",
            self.control.id,
            &self.subject,
            self.outcome.word(),
            self.tier.word(),
        ];
        // One long text is hashed sooner than many short ones.
        let mut whole = Vec::with_capacity(USUAL);
        for part in about.into_iter().chain(said) {
            whole.extend_from_slice(part.as_bytes());
            whole.push(0);
        }
        let mut short = Short::default();
        for (place, byte) in short.iter_mut().zip(Sha256::digest(&whole)) {
            *place = byte;
        }
        short
    }
}
