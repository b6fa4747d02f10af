//! Shell patterns in variable substitutions: `${X#p}`, `${X%p}` and `${X/p/r}`.

/// A pattern cut at its `*`s: the pieces must follow each other in that order.
pub(super) struct Pattern {
    pieces: Vec<Vec<Token>>,
}

#[derive(Clone, Copy)]
enum Token {
    Literal(char),
    /// `?`
    Any,
}

/// The longest pattern that is tried; trying one takes time in its length times the value's.
const LONGEST: usize = 256;

impl Pattern {
    /// Reads a pattern; `None` where it escapes something that needs none or is too long.
    pub(super) fn read(pattern: &str) -> Option<Self> {
        if pattern.len() > LONGEST {
            return None;
        }
        let mut pieces = Vec::new();
        let mut piece = Vec::new();
        let mut chars = pattern.chars().peekable();
        while let Some(letter) = chars.next() {
            match letter {
                '*' => pieces.push(std::mem::take(&mut piece)),
                '?' => piece.push(Token::Any),
                '\\' => match chars.peek().copied() {
                    Some(escaped @ ('}' | '/' | '*' | '?' | '\\')) => {
                        chars.next();
                        piece.push(Token::Literal(escaped));
                    }
                    Some(_) | None => return None,
                },
                other => piece.push(Token::Literal(other)),
            }
        }
        pieces.push(piece);
        Some(Self { pieces })
    }

    /// `value` without the shortest or longest match at its start.
    pub(super) fn trim_start(&self, value: &str, longest: bool) -> String {
        let value: Vec<char> = value.chars().collect();
        let end = self
            .find(&value, 0, true, longest)
            .map_or(0, |(_, end)| end);
        value.iter().skip(end).collect()
    }

    /// `value` without the shortest or longest match at its end.
    pub(super) fn trim_end(&self, value: &str, longest: bool) -> String {
        let reverse = |piece: &Vec<Token>| piece.iter().rev().copied().collect();
        let mirrored = Self {
            pieces: self.pieces.iter().rev().map(reverse).collect(),
        };
        let value: Vec<char> = value.chars().rev().collect();
        let end = mirrored
            .find(&value, 0, true, longest)
            .map_or(0, |(_, end)| end);
        value.iter().skip(end).rev().collect()
    }

    /// `value` with the first match, or every one, replaced; matches are as long as can be.
    pub(super) fn replace(&self, value: &str, replacement: &str, all: bool) -> String {
        let value: Vec<char> = value.chars().collect();
        let mut out = String::new();
        let mut at = 0;
        while let Some((start, end)) = self.find(&value, at, false, true) {
            out.extend(value.iter().take(start).skip(at));
            out.push_str(replacement);
            at = end;
            if !all || at >= value.len() {
                break;
            }
            if start == end {
                // An empty match stands before every character.
                out.extend(value.get(at));
                at += 1;
            }
        }
        out.extend(value.iter().skip(at));
        out
    }

    /// The leftmost match in `value` from `from` on.
    ///
    /// Each piece is taken where it first occurs: if the later ones do not follow from
    /// there, they follow from no later place either, so nothing is tried twice.
    fn find(
        &self,
        value: &[char],
        from: usize,
        anchored: bool,
        longest: bool,
    ) -> Option<(usize, usize)> {
        let (first, later) = self.pieces.split_first()?;
        let mut starts = from..=value.len();
        let start = if anchored {
            starts
                .next()
                .filter(|start| matches_at(value, *start, first))?
        } else {
            starts.find(|start| matches_at(value, *start, first))?
        };
        let mut end = start + first.len();
        let Some((last, middle)) = later.split_last() else {
            return Some((start, end));
        };
        for piece in middle {
            let at = (end..=value.len()).find(|at| matches_at(value, *at, piece))?;
            end = at + piece.len();
        }
        let mut places = end..=value.len();
        let at = if longest {
            places.rev().find(|at| matches_at(value, *at, last))?
        } else {
            places.find(|at| matches_at(value, *at, last))?
        };
        Some((start, at + last.len()))
    }
}

fn matches_at(value: &[char], at: usize, piece: &[Token]) -> bool {
    let Some(window) = value.get(at..at + piece.len()) else {
        return false;
    };
    window.iter().zip(piece).all(|(letter, token)| match token {
        Token::Literal(literal) => letter == literal,
        Token::Any => true,
    })
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn pattern(source: &str) -> Pattern {
        Pattern::read(source).unwrap()
    }

    #[test]
    fn the_start_is_trimmed() {
        assert_eq!(pattern("a*/").trim_start("a/b/c", false), "b/c");
        assert_eq!(pattern("a*/").trim_start("a/b/c", true), "c");
        assert_eq!(pattern("b").trim_start("a/b/c", true), "a/b/c");
        assert_eq!(pattern("*").trim_start("abc", false), "abc");
        assert_eq!(pattern("*").trim_start("abc", true), "");
        assert_eq!(pattern("?").trim_start("éa", false), "a");
    }

    #[test]
    fn the_end_is_trimmed() {
        assert_eq!(pattern(".*").trim_end("a.b.c", false), "a.b");
        assert_eq!(pattern(".*").trim_end("a.b.c", true), "a");
        assert_eq!(pattern("\\*").trim_end("a*", false), "a");
    }

    #[test]
    fn matches_are_replaced() {
        assert_eq!(pattern("b").replace("abcb", "X", false), "aXcb");
        assert_eq!(pattern("b").replace("abcb", "X", true), "aXcX");
        assert_eq!(pattern("b*").replace("abcbd", "X", true), "aX");
        assert_eq!(pattern("b*c*d").replace("abcbcde", "X", false), "aXe");
        assert_eq!(pattern("q*").replace("abc", "X", true), "abc");
        assert_eq!(pattern("\\/").replace("a/b", "-", true), "a-b");
    }

    #[test]
    fn needless_escapes_are_refused() {
        assert!(Pattern::read("\\a").is_none());
        assert!(Pattern::read("\\").is_none());
        assert!(Pattern::read(&"?".repeat(5000)).is_none());
    }
}
