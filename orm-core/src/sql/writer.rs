use std::ops::Range;

use super::{Dialect, Op, Operation, Out, Piece, Pieces, Placeholder, Statement};
use crate::driver::BuildError;
use crate::schema::TableDef;
use crate::types::{Arg, SqlType};

/// Writes the pieces in a dialect.
///
/// # Errors
/// The first error recorded while the statement was built.
pub fn render(
    pieces: Pieces,
    operation: Operation,
    dialect: &'static Dialect,
) -> Result<Statement, BuildError> {
    if let Some(error) = pieces.error {
        return Err(*error);
    }
    let mut writer = SqlWriter::new(pieces.list.len(), dialect);
    for piece in pieces.list {
        writer.push(piece);
    }
    writer.finish(operation)
}

/// Writes pieces as they come.
pub(crate) struct SqlWriter {
    sql: Vec<u8>,
    args: Vec<Arg>,
    tables: Vec<&'static str>,
    target: Option<&'static TableDef>,
    /// Group keys written so far: their text and bind values.
    keys: Vec<(Range<usize>, Range<usize>)>,
    open: Option<&'static str>,
    error: Option<Box<BuildError>>,
    quote: u8,
    dialect: &'static Dialect,
}

impl Out for SqlWriter {
    #[inline]
    fn text(&mut self, text: &'static str) {
        self.str(text);
    }

    fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert_with(|| Box::new(error));
    }

    #[inline]
    fn push(&mut self, piece: Piece) {
        match piece {
            Piece::Text(text) => self.str(text),
            Piece::Quoted(quoted) => match quoted.text() {
                Some(text) if self.quote == b'"' => self.sql.extend_from_slice(text),
                _ => {
                    let (source, column) = quoted.names();
                    self.push(Piece::Column(source, column));
                }
            },
            Piece::Identifier(name) => self.quoted(name),
            Piece::Column(source, column) => {
                self.quoted(source);
                self.sql.push(b'.');
                self.quoted(column.name);
            }
            Piece::OpenTable(table) => {
                self.open = Some(table.name);
                self.push(Piece::Table(table));
            }
            Piece::Table(table) => {
                self.quoted(table.name);
                self.target.get_or_insert(table);
                if !self.tables.contains(&table.name) {
                    self.tables.push(table.name);
                }
            }
            Piece::Arg(arg) => {
                if self.args.capacity() == 0 {
                    self.args.reserve(8);
                }
                let cast = match arg.rare() {
                    Some(sql) => self.rare(sql, &arg),
                    None => None,
                };
                if cast.is_some() {
                    self.str("CAST(");
                }
                self.args.push(arg);
                match self.dialect.placeholder {
                    Placeholder::Question => self.sql.push(b'?'),
                    Placeholder::Numbered => {
                        self.sql.push(b'$');
                        self.integer(self.args.len() as i64);
                    }
                }
                if let Some(cast) = cast {
                    self.str(" AS ");
                    self.str(&cast);
                    self.str(")");
                }
            }
            Piece::Integer(value) => self.integer(value),
            Piece::Op(op) => self.str((self.dialect.op)(op)),
            Piece::CastType(sql) => self.str((self.dialect.cast_type)(sql)),
            Piece::Nulls(op, pieces) => {
                if (self.dialect.op)(op).is_empty() {
                    pieces.into_iter().for_each(|piece| self.push(piece));
                }
            }
            Piece::Around { op, digits, inner } => self.around(op, digits, &inner),
            Piece::GroupKey { grouping, inner } => match self.dialect.placeholder {
                Placeholder::Numbered => self.group_key(inner),
                Placeholder::Question if grouping => {
                    inner.into_iter().for_each(|piece| self.push(piece));
                }
                Placeholder::Question => self.around(Op::GroupKey, 0, &inner),
            },
            Piece::Shift(digits) => {
                if self.dialect.scaled_decimals {
                    self.str(" * ");
                    self.integer(10_i64.saturating_pow(u32::from(digits)));
                }
            }
        }
    }
}

impl SqlWriter {
    pub(crate) fn new(pieces: usize, dialect: &'static Dialect) -> Self {
        Self {
            sql: Vec::with_capacity(pieces * 16 + 96),
            args: Vec::new(),
            tables: Vec::with_capacity(4),
            target: None,
            keys: Vec::new(),
            open: None,
            error: None,
            quote: dialect.quote as u8,
            dialect,
        }
    }

    pub(crate) fn finish(self, operation: Operation) -> Result<Statement, BuildError> {
        if let Some(error) = self.error {
            return Err(*error);
        }
        let sql = String::from_utf8(self.sql).expect("made of whole strings");
        Ok(Statement {
            sql,
            args: self.args,
            operation,
            tables: self.tables,
            target: self.target,
            open: self.open,
        })
    }

    #[inline]
    fn str(&mut self, text: &str) {
        self.sql.extend_from_slice(text.as_bytes());
    }

    fn around(&mut self, op: Op, digits: u8, inner: &[Piece]) {
        for (at, text) in (self.dialect.op)(op).split("{}").enumerate() {
            if at > 0 {
                inner.iter().cloned().for_each(|piece| self.push(piece));
            }
            match text.split_once('#') {
                Some((before, after)) => {
                    self.str(before);
                    self.integer(digits.into());
                    self.str(after);
                }
                None => self.str(text),
            }
        }
    }

    /// Writes a key with the numbers of the same key's bind values, where it was written before.
    fn group_key(&mut self, inner: Box<[Piece]>) {
        let (sql, args) = (self.sql.len(), self.args.len());
        inner.into_iter().for_each(|piece| self.push(piece));
        let key = (sql..self.sql.len(), args..self.args.len());
        let before = self.keys.iter().find(|(text, values)| {
            self.args[values.clone()] == self.args[key.1.clone()]
                && without_numbers(&self.sql[text.clone()])
                    .eq(without_numbers(&self.sql[key.0.clone()]))
        });
        match before.cloned() {
            Some((text, _)) => {
                self.sql.truncate(sql);
                self.args.truncate(args);
                self.sql.extend_from_within(text);
            }
            None => self.keys.push(key),
        }
    }

    #[inline]
    fn quoted(&mut self, name: &str) {
        let (name, quote) = (name.as_bytes(), self.quote);
        self.sql.reserve(name.len() + 3);
        self.sql.push(quote);
        if name.contains(&quote) {
            for byte in name {
                if *byte == quote {
                    self.sql.push(quote);
                }
                self.sql.push(*byte);
            }
        } else {
            self.sql.extend_from_slice(name);
        }
        self.sql.push(quote);
    }

    /// The cast of a value that not every database has a form for.
    #[cold]
    fn rare(&mut self, sql: SqlType, arg: &Arg) -> Option<String> {
        if !self.dialect.rare_types {
            self.fail(BuildError::TypeMissing {
                what: sql.word(),
                dialect: self.dialect.name,
            });
            return None;
        }
        match arg {
            Arg::Array(array) => (self.dialect.array_cast)(array),
            _ => None,
        }
    }

    fn integer(&mut self, value: i64) {
        self.str(itoa::Buffer::new().format(value));
    }
}

/// SQL text without the numbers of its placeholders.
fn without_numbers(sql: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let mut number = false;
    sql.iter().copied().filter(move |byte| {
        let digit = number && byte.is_ascii_digit();
        number = digit || *byte == b'$';
        !digit
    })
}
