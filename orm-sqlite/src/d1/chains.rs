//! Long chains of OR or AND. SQLite reads `a OR b OR c` as `(a OR b) OR c`, one level deeper with each
//! term, and D1 takes 100 levels: the terms mean the same in groups.

use super::scan::{Kind, Piece};

/// Terms that stand together.
const TOGETHER: usize = 32;

/// Before which pieces a parenthesis opens or closes.
#[derive(Default)]
pub(super) struct Chains {
    open: Vec<usize>,
    close: Vec<usize>,
}

impl Chains {
    pub(super) fn write(&self, at: usize, sql: &mut String) {
        if self.close.binary_search(&at).is_ok() {
            sql.push(')');
        }
        if self.open.binary_search(&at).is_ok() {
            sql.push('(');
        }
    }
}

/// Divides the chains that alone fill a pair of parentheses, as those of this crate do.
pub(super) fn chains(pieces: &[Piece<'_>]) -> Chains {
    let mut found = Chains::default();
    // Of each parenthesis that is open: where it begins, and the words of its chain, unless it has more than one.
    let mut open: Vec<(usize, Option<Vec<usize>>)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece.kind {
            Kind::Open => open.push((at, Some(Vec::new()))),
            Kind::Close => {
                if let Some((from, Some(words))) = open.pop()
                    && words.len() > TOGETHER
                {
                    divide(from + 1, &words, at, &mut found);
                }
            }
            // All of them are the same word.
            _ if ["OR", "AND"].iter().any(|word| piece.is(word)) => {
                if let Some((_, chain)) = open.last_mut()
                    && let Some(words) = chain
                {
                    match words.first() {
                        Some(first) if !piece.is(pieces[*first].text) => *chain = None,
                        _ => words.push(at),
                    }
                }
            }
            _ if breaks(piece) => {
                if let Some((_, words)) = open.last_mut() {
                    *words = None;
                }
            }
            _ => {}
        }
    }
    found.open.sort_unstable();
    found.close.sort_unstable();
    found
}

/// What is no operand of a chain, or has an AND of its own.
fn breaks(piece: &Piece<'_>) -> bool {
    const WORDS: [&str; 8] = [
        "SELECT", "BETWEEN", "CASE", "ON", "WHERE", "ORDER", "HAVING", "AS",
    ];
    piece.kind == Kind::Comma || WORDS.iter().any(|word| piece.is(word))
}

fn divide(from: usize, words: &[usize], to: usize, found: &mut Chains) {
    let mut start = from;
    for or in words.iter().skip(TOGETHER - 1).step_by(TOGETHER) {
        found.open.push(start);
        found.close.push(*or);
        start = or + 1;
    }
    found.open.push(start);
    found.close.push(to);
}

#[cfg(test)]
mod tests {
    use super::super::scan::pieces;
    use super::*;

    fn divided(sql: &str) -> String {
        let pieces = pieces(sql);
        let chains = chains(&pieces);
        let mut out = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            chains.write(at, &mut out);
            out.push_str(piece.text);
        }
        out
    }

    #[test]
    fn only_long_chains_are_divided() {
        let chain = |terms: usize| vec!["x"; terms].join(" OR ");
        let short = format!("SELECT 1 WHERE ({})", chain(33));
        assert_eq!(divided(&short), short);
        for mixed in [
            "AND y",
            "BETWEEN 1 AND 2",
            ", y",
            "IS (SELECT 1) OR x AND y",
        ] {
            let mixed = format!("SELECT 1 WHERE ({} {mixed})", chain(100));
            assert_eq!(divided(&mixed), mixed);
        }
        let long = divided(&format!("SELECT 1 WHERE (a AND ({}))", chain(70)));
        let (dozen, rest) = (chain(32), chain(6));
        assert_eq!(
            long,
            format!("SELECT 1 WHERE (a AND (({dozen} )OR( {dozen} )OR( {rest})))")
        );
    }
}
