use std::ops::Range;
use std::sync::Arc;

use super::comment::Comments;
use super::cte::{CteDefinition, CteName, in_order};
use super::{CustomPart, Dialect, Func, Op, Operation, Out, Piece, Pieces, Placeholder, Statement};
use crate::driver::BuildError;
use crate::expr::refused_name;
use crate::schema::TableDef;
use crate::types::{Arg, CustomDef, SqlType};

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
    writer.comment(pieces.comments);
    if operation == Operation::Select || dialect.with_before_writes {
        writer.with(pieces.ctes);
        // The tables so far are those of the common table expressions.
        writer.target = None;
    } else {
        writer.inline = in_order(&pieces.ctes);
    }
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
    /// The common table expressions, and their names in this statement.
    ctes: Vec<(CteName, String)>,
    /// Those that are written where they are used, since WITH can't stand before the statement.
    inline: Vec<Arc<CteDefinition>>,
    comments: Comments,
    error: Option<Box<BuildError>>,
    /// Whether a common table expression is being written, whose columns are not read yet.
    inside: bool,
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

    fn comment(&mut self, comments: Comments) {
        self.comments.append(comments);
    }

    fn with(&mut self, ctes: Vec<Arc<CteDefinition>>) {
        if !ctes.is_empty() {
            self.write_with(&in_order(&ctes));
        }
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
            Piece::Arg(arg) => self.arg(arg),
            Piece::Rows(rows) => self.rows(rows.0, rows.1),
            Piece::Cte(cte, name) => self.cte(&cte, name),
            Piece::Integer(value) => self.integer(value),
            Piece::Op(op) => self.str((self.dialect.op)(op)),
            Piece::Custom(custom, part) => self.custom(custom, part),
            Piece::CastType(sql) => self.str((self.dialect.cast_type)(sql)),
            Piece::Nulls(op, pieces) => {
                if (self.dialect.op)(op).is_empty() {
                    pieces.into_iter().for_each(|piece| self.push(piece));
                }
            }
            Piece::Around { op, digits, parts } => {
                let [inner, suffix] = &*parts;
                self.around(op, digits, inner, suffix);
            }
            Piece::Call { func, args } => self.call(func, &args),
            Piece::Declared { name, args } => self.declared(name(self.dialect), &args),
            Piece::GroupKey { grouping, inner } => match self.dialect.placeholder {
                Placeholder::Numbered => self.group_key(inner),
                Placeholder::Question if grouping => {
                    inner.into_iter().for_each(|piece| self.push(piece));
                }
                Placeholder::Question => self.around(Op::GroupKey, 0, &inner, &[]),
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
            ctes: Vec::new(),
            inline: Vec::new(),
            comments: Comments::default(),
            error: None,
            inside: false,
            quote: dialect.quote as u8,
            dialect,
        }
    }

    pub(crate) fn finish(self, operation: Operation) -> Result<Statement, BuildError> {
        if let Some(error) = self.error {
            return Err(*error);
        }
        if let Some(table) = self.hidden_table() {
            return Err(BuildError::CteNamedLikeTable { table });
        }
        let mut sql = String::from_utf8(self.sql).expect("made of whole strings");
        self.comments.write(&mut sql);
        Ok(Statement {
            sql,
            args: self.args,
            operation,
            tables: self.tables,
            target: self.target,
            open: self.open,
        })
    }

    fn write_with(&mut self, ctes: &[Arc<CteDefinition>]) {
        let recursive = ctes.iter().any(|cte| cte.recursive);
        self.str(if recursive {
            "WITH RECURSIVE "
        } else {
            "WITH "
        });
        for cte in ctes {
            let name = self.free_name(cte.name.wanted());
            self.ctes.push((cte.name.clone(), name));
        }
        for (at, cte) in ctes.iter().enumerate() {
            if at > 0 {
                self.str(", ");
            }
            let name = self.ctes[at].1.clone();
            self.quoted(&name);
            self.str(" AS");
            self.str(cte.hint);
            self.str(" ");
            self.body(cte);
        }
        self.str(" ");
    }

    fn body(&mut self, cte: &CteDefinition) {
        self.str("(");
        let outside = std::mem::replace(&mut self.inside, true);
        for piece in &cte.body.list {
            self.push(piece.clone());
        }
        self.inside = outside;
        self.str(")");
        if let Some(error) = &cte.body.error {
            self.fail(BuildError::clone(error));
        }
    }

    /// Writes a common table expression where it is used.
    fn inlined(&mut self, cte: &Arc<CteDefinition>, alias: &'static str) {
        if cte.recursive {
            let name = self.free_name(cte.name.wanted());
            self.ctes.push((cte.name.clone(), name.clone()));
            self.str("(WITH RECURSIVE ");
            self.quoted(&name);
            self.str(" AS ");
            self.body(cte);
            self.str(" SELECT * FROM ");
            self.quoted(&name);
            self.str(")");
            if let Some(table) = self.hidden_table() {
                self.fail(BuildError::CteNamedLikeTable { table });
            }
            // Beyond this place the name means nothing.
            self.ctes.retain(|(other, _)| !other.is(&cte.name));
        } else {
            self.body(cte);
        }
        self.str(" AS ");
        self.quoted(alias);
    }

    /// The name, or with a number behind it where another common table expression has it.
    fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| {
            let mut names = self.ctes.iter();
            names.any(|(_, other)| other.eq_ignore_ascii_case(name))
        };
        let numbered = (2..).map(|number| format!("{wanted}_{number}"));
        std::iter::once(wanted.to_owned())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or_default()
    }

    /// A table that the statement reads and that a common table expression hides by its name.
    fn hidden_table(&self) -> Option<&'static str> {
        let mut tables = self.tables.iter().copied();
        let hidden = |table: &str| {
            let mut names = self.ctes.iter();
            names.any(|(_, name)| name.eq_ignore_ascii_case(table))
        };
        tables.find(|table| hidden(table))
    }

    fn cte(&mut self, cte: &CteName, alias: &'static str) {
        let known = self.ctes.iter().find(|(other, _)| other.is(cte));
        let Some(name) = known.map(|(_, name)| name.clone()) else {
            let inline = self.inline.iter().find(|other| other.name.is(cte));
            if let Some(inline) = inline.cloned() {
                return self.inlined(&inline, alias);
            }
            return self.fail(BuildError::CteOutside { name: cte.wanted() });
        };
        self.quoted(&name);
        if name != alias {
            self.str(" AS ");
            self.quoted(alias);
        }
    }

    #[inline]
    fn arg(&mut self, arg: Arg) {
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
        self.args.push(arg.into_stored());
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

    /// `(?, ?), (?, ?)`
    fn rows(&mut self, width: usize, args: Vec<Arg>) {
        let rows = args.len().checked_div(width).unwrap_or_default();
        let numbered = self.dialect.placeholder == Placeholder::Numbered;
        if numbered || args.iter().any(|arg| arg.rare().is_some()) {
            for (at, arg) in args.into_iter().enumerate() {
                self.str(match (at % width, at) {
                    (0, 0) => "(",
                    (0, _) => "), (",
                    _ => ", ",
                });
                self.arg(arg);
            }
            return self.str(")");
        }
        let first = self.sql.len();
        self.sql.reserve(rows * (3 * width + 2));
        for at in 0..width {
            self.str(if at == 0 { "(?" } else { ", ?" });
        }
        self.str(")");
        let row = first..self.sql.len();
        for _ in 1..rows {
            self.str(", ");
            self.sql.extend_from_within(row.clone());
        }
        if self.args.is_empty() {
            self.args = args;
        } else {
            self.args.extend(args);
        }
    }

    #[inline]
    fn str(&mut self, text: &str) {
        self.sql.extend_from_slice(text.as_bytes());
    }

    fn around(&mut self, op: Op, digits: u8, inner: &[Piece], suffix: &[Piece]) {
        let mut rest = (self.dialect.op)(op);
        while let Some(at) = rest.find(['{', '#', '@']) {
            self.str(&rest[..at]);
            let place = &rest[at..];
            let mut width = 1;
            if place.starts_with("{}") {
                inner.iter().cloned().for_each(|piece| self.push(piece));
                width = 2;
            } else if place.starts_with('#') {
                self.integer(digits.into());
            } else if place.starts_with('@') {
                suffix.iter().cloned().for_each(|piece| self.push(piece));
            } else {
                self.str(&place[..1]);
            }
            rest = &place[width..];
        }
        self.str(rest);
    }

    /// Writes each argument where its number stands in braces.
    fn call(&mut self, func: Func, args: &[Box<[Piece]>]) {
        if matches!(func, Func::JsonKey | Func::JsonHasKey)
            && !self.dialect.dashed_keys
            && let Some([Piece::Arg(Arg::Text(key))]) = args.get(1).map(|key| &**key)
            && key.starts_with('-')
        {
            return self.fail(BuildError::JsonKey {
                key: key.clone(),
                dialect: self.dialect.name,
            });
        }
        let mut rest = (self.dialect.function)(func);
        while let Some(at) = rest.find('{') {
            let argument = match rest.as_bytes().get(at + 1..at + 3) {
                Some([digit @ b'0'..=b'9', b'}']) => args.get(usize::from(digit - b'0')),
                _ => None,
            };
            let Some(argument) = argument else {
                self.str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            };
            self.str(&rest[..at]);
            argument.iter().cloned().for_each(|piece| self.push(piece));
            rest = &rest[at + 3..];
        }
        self.str(rest);
    }

    /// Writes a declared function, or a declared operator between its two arguments.
    fn declared(&mut self, name: Option<&'static str>, args: &[Box<[Piece]>]) {
        let refused = |reason| BuildError::Function {
            dialect: self.dialect.name,
            reason,
        };
        let Some(name) = name else {
            return self.fail(refused("it is not declared for it"));
        };
        // A declaration by hand was not checked when the program was compiled.
        if let Some(reason) = refused_name(name, args.len(), self.dialect) {
            return self.fail(refused(reason));
        }
        let function =
            name.starts_with(|first: char| first == '_' || first.is_ascii_alphanumeric());
        if function {
            for (at, part) in name.split('.').enumerate() {
                self.str(if at > 0 { "." } else { "" });
                self.quoted(part);
            }
        }
        self.str("(");
        for (at, argument) in args.iter().enumerate() {
            match (at, function) {
                (0, _) => {}
                (_, true) => self.str(", "),
                (_, false) => {
                    self.str(" ");
                    self.str(name);
                    self.str(" ");
                }
            }
            argument.iter().cloned().for_each(|piece| self.push(piece));
        }
        self.str(")");
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
        if !self.dialect.has_type(sql) {
            self.fail(BuildError::TypeMissing {
                what: sql.word(),
                dialect: self.dialect.name,
            });
            return None;
        }
        match (arg, sql) {
            (Arg::Array(array), _) => (self.dialect.array_cast)(array),
            (_, SqlType::Custom(custom)) => self.dialect.custom_cast(custom).map(str::to_owned),
            _ => None,
        }
    }

    /// Writes the cast around a value of a declared type.
    fn custom(&mut self, custom: &'static CustomDef, part: CustomPart) {
        if custom.on(self.dialect.family).is_none() {
            return self.fail(BuildError::TypeMissing {
                what: custom.name,
                dialect: self.dialect.name,
            });
        }
        let Some(name) = self.dialect.custom_cast(custom) else {
            return;
        };
        match part {
            CustomPart::ReadOpen if self.inside => {}
            CustomPart::ReadOpen | CustomPart::BindOpen => self.str("CAST("),
            CustomPart::ReadClose if self.inside => {}
            CustomPart::ReadClose => {
                self.str(" AS ");
                self.str((self.dialect.cast_type)(custom.stored));
                self.str(")");
            }
            CustomPart::BindClose => {
                self.str(" AS ");
                self.str(name);
                self.str(")");
            }
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
