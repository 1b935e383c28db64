use sqlparser::ast::Query;
use sqlparser::keywords::Keyword;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer, Whitespace};

use super::target::Target;

/// The text as one query, and how many holes it has.
pub(super) fn parsed(text: &str, target: Target) -> Result<(Box<Query>, usize), String> {
    refuse_comments(text)?;
    let dialect = target.dialect();
    let tokens = Tokenizer::new(dialect, text)
        .tokenize_with_location()
        .map_err(|error| error.to_string())?;
    let (tokens, holes) = with_holes(tokens)?;
    let word = tokens.iter().find_map(|token| match &token.token {
        Token::Word(word) => Some(word.value.to_uppercase()),
        _ => None,
    });
    match word.as_deref() {
        Some("SELECT" | "WITH") => {}
        Some(word) => {
            return Err(format!(
                "`sql_query!` takes one SELECT, and this begins with {word}: writes go through `db.insert(..)`, `db.update(..)` and `db.delete(..)`"
            ));
        }
        None => return Err("the text holds no SELECT".to_owned()),
    }
    let mut parser = Parser::new(dialect).with_tokens_with_locations(tokens);
    let query = parser.parse_query().map_err(|error| {
        let error = error.to_string();
        error
            .strip_prefix("sql parser error: ")
            .unwrap_or(&error)
            .to_owned()
    })?;
    match parser.peek_token().token {
        Token::EOF => Ok((query, holes)),
        token => Err(format!(
            "`sql_query!` takes one SELECT, and `{token}` stands behind it"
        )),
    }
}

/// Comments of all dialects. Some parsers read `/*! .. */` as a part of the statement.
fn refuse_comments(text: &str) -> Result<(), String> {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'\'' {
            quoted = !quoted;
        }
        if !quoted && matches!(text.as_bytes().get(at..at + 2), Some(b"--" | b"/*")) {
            return Err("`sql_query!` takes no comments, whose meaning differs between databases: write them in Rust".to_owned());
        }
    }
    Ok(())
}

/// The tokens that are allowed, with each `{}` as a placeholder of its number.
fn with_holes(tokens: Vec<TokenWithSpan>) -> Result<(Vec<TokenWithSpan>, usize), String> {
    let mut allowed = Vec::with_capacity(tokens.len());
    let mut holes = 0;
    let mut tokens = tokens.into_iter();
    while let Some(mut token) = tokens.next() {
        match &token.token {
            Token::LBrace => {
                let Some(Token::RBrace) = tokens.next().map(|next| next.token) else {
                    return Err(
                        "a hole is written `{}`, and its value stands behind the text".to_owned(),
                    );
                };
                token.token = Token::Placeholder(holes.to_string());
                holes += 1;
            }
            token => allow(token)?,
        }
        allowed.push(token);
    }
    Ok((allowed, holes))
}

fn allow(token: &Token) -> Result<(), String> {
    match token {
        Token::Word(word) => match word.quote_style {
            None if matches!(word.keyword, Keyword::TABLE | Keyword::VALUES) => Err(format!(
                "`sql_query!` takes SELECT with named columns: {} is refused",
                word.value.to_uppercase()
            )),
            None | Some('"' | '`') => Ok(()),
            Some(_) => Err(format!("`{token}` is a name only on some databases")),
        },
        Token::Number(digits, false) => {
            if digits.starts_with(|first: char| first.is_ascii_digit())
                && digits
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.')
                && !digits.ends_with('.')
            {
                Ok(())
            } else {
                Err(format!(
                    "`{digits}` is not a number that every database reads"
                ))
            }
        }
        Token::SingleQuotedString(text) => {
            if text.contains('\\') {
                Err("a backslash in a text means different things on different databases: bind the text, `{}`".to_owned())
            } else if text.contains('\0') {
                Err("a text holds no NUL".to_owned())
            } else {
                Ok(())
            }
        }
        Token::Placeholder(_) | Token::Question | Token::AtSign => Err(format!(
            "`{token}` is a placeholder or a variable: values are written `{{}}`, and stand behind the text"
        )),
        Token::SemiColon => Err("`;` ends a statement, and `sql_query!` takes one".to_owned()),
        Token::Whitespace(
            Whitespace::SingleLineComment { .. } | Whitespace::MultiLineComment(_),
        ) => Err("`sql_query!` takes no comments: write them in Rust".to_owned()),
        Token::EOF
        | Token::Whitespace(Whitespace::Space | Whitespace::Newline | Whitespace::Tab)
        | Token::Comma
        | Token::Eq
        | Token::Neq
        | Token::Lt
        | Token::Gt
        | Token::LtEq
        | Token::GtEq
        | Token::Plus
        | Token::Minus
        | Token::Mul
        | Token::Div
        | Token::Mod
        | Token::StringConcat
        | Token::LParen
        | Token::RParen
        | Token::Period
        | Token::DoubleColon
        | Token::Arrow
        | Token::LongArrow
        | Token::AtArrow
        | Token::ArrowAt => Ok(()),
        other => Err(format!("`sql_query!` does not take `{other}`")),
    }
}
