use super::token::{Kind, Token};

/// Reads tokens from the left.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'s, 't> {
    rest: &'s [Token<'t>],
}

impl<'s, 't> Cursor<'s, 't> {
    pub(crate) fn new(tokens: &'s [Token<'t>]) -> Self {
        Self { rest: tokens }
    }

    pub(crate) fn rest(&self) -> &'s [Token<'t>] {
        self.rest
    }

    pub(crate) fn is(&self, word: &str) -> bool {
        self.rest.first().is_some_and(|token| token.is(word))
    }

    pub(crate) fn ended(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn next(&mut self) -> Option<&'s Token<'t>> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Takes these words, all or none.
    pub(crate) fn eat(&mut self, words: &str) -> bool {
        let mut after = *self;
        for word in words.split(' ') {
            if !after.next().is_some_and(|token| token.is(word)) {
                return false;
            }
        }
        *self = after;
        true
    }

    pub(crate) fn eat_any(&mut self, alternatives: &[&str]) -> bool {
        alternatives.iter().any(|words| self.eat(words))
    }

    /// A name, with what qualifies it. Schema `public` is where Postgres looks by itself.
    pub(crate) fn name(&mut self) -> Option<String> {
        let mut name = self.next()?.name()?;
        while self.is(".") {
            self.next();
            let inner = self.next()?.name()?;
            name = match name.as_str() {
                "public" | "main" => inner,
                _ => format!("{name}.{inner}"),
            };
        }
        Some(name)
    }

    pub(crate) fn names(&mut self) -> Option<Vec<String>> {
        let mut found = vec![self.name()?];
        while self.eat(",") {
            found.push(self.name()?);
        }
        Some(found)
    }

    /// What stands in parentheses here.
    pub(crate) fn group(&mut self) -> Option<&'s [Token<'t>]> {
        if !self.is("(") {
            return None;
        }
        let mut depth = 0_usize;
        for (at, token) in self.rest.iter().enumerate() {
            if token.kind == Kind::Sign && token.text == "(" {
                depth += 1;
            } else if token.kind == Kind::Sign && token.text == ")" {
                depth -= 1;
                if depth == 0 {
                    let inside = &self.rest[1..at];
                    self.rest = &self.rest[at + 1..];
                    return Some(inside);
                }
            }
        }
        None
    }

    /// Whether these words follow somewhere.
    pub(crate) fn has(&self, words: &str) -> bool {
        let mut from = *self;
        while !from.ended() {
            let mut here = from;
            if here.eat(words) {
                return true;
            }
            from.next();
        }
        false
    }
}
