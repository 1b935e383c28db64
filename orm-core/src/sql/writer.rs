use std::fmt::Write;

use super::{Dialect, Operation, Piece, Pieces, Placeholder, Statement};
use crate::driver::BuildError;

/// Writes the pieces in a dialect.
///
/// # Errors
/// The first error recorded while the statement was built.
pub fn render(
    pieces: Pieces,
    operation: Operation,
    dialect: &Dialect,
) -> Result<Statement, BuildError> {
    if let Some(error) = pieces.error {
        return Err(*error);
    }
    let mut writer = SqlWriter {
        sql: String::with_capacity(pieces.list.len() * 12 + 32),
        args: Vec::with_capacity(
            pieces
                .list
                .iter()
                .filter(|piece| matches!(piece, Piece::Arg(_)))
                .count(),
        ),
        tables: Vec::with_capacity(4),
        dialect,
    };
    for piece in pieces.list {
        writer.piece(piece);
    }
    let SqlWriter {
        sql, args, tables, ..
    } = writer;
    Ok(Statement {
        sql,
        args,
        operation,
        tables,
    })
}

struct SqlWriter<'d> {
    sql: String,
    args: Vec<crate::types::Arg>,
    tables: Vec<&'static str>,
    dialect: &'d Dialect,
}

impl SqlWriter<'_> {
    fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Text(text) => self.sql.push_str(text),
            Piece::Made(text) => self.sql.push_str(&text),
            Piece::Identifier(name) => self.identifier(name),
            Piece::Column(source, column) => {
                self.identifier(source);
                self.sql.push('.');
                self.identifier(column.name);
            }
            Piece::Table(table) => {
                self.identifier(table.name);
                if !self.tables.contains(&table.name) {
                    self.tables.push(table.name);
                }
            }
            Piece::Arg(arg) => {
                self.args.push(arg);
                match self.dialect.placeholder {
                    Placeholder::Question => self.sql.push('?'),
                    Placeholder::Numbered => {
                        self.sql.push('$');
                        self.integer(self.args.len() as i64);
                    }
                }
            }
            Piece::Integer(value) => self.integer(value),
            Piece::Op(op) => self.sql.push_str((self.dialect.op)(op)),
            Piece::CastType(sql) => self.sql.push_str((self.dialect.cast_type)(sql)),
            Piece::Shift(digits) => {
                if self.dialect.scaled_decimals {
                    self.sql.push_str(" * ");
                    self.integer(10_i64.saturating_pow(u32::from(digits)));
                }
            }
        }
    }

    fn identifier(&mut self, name: &str) {
        let quote = self.dialect.quote;
        self.sql.push(quote);
        if name.contains(quote) {
            for character in name.chars() {
                if character == quote {
                    self.sql.push(quote);
                }
                self.sql.push(character);
            }
        } else {
            self.sql.push_str(name);
        }
        self.sql.push(quote);
    }

    fn integer(&mut self, value: i64) {
        // Writing to a String can't fail.
        let _ = write!(self.sql, "{value}");
    }
}
