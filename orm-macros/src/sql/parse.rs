use super::function;
use super::token::{Token, tokens};
use super::tree::{CastType, Tree};

/// Deeper than any expression that a human reads.
const DEEPEST: usize = 64;

/// The whole text as one expression, and how many holes it has.
pub(super) fn expression(text: &str) -> Result<(Tree, usize), String> {
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Err("the text holds no expression".to_owned());
    }
    let mut parser = Parser {
        tokens,
        at: 0,
        holes: 0,
        depth: 0,
    };
    let tree = parser.expression(0)?;
    match parser.peek() {
        None => Ok((tree, parser.holes)),
        Some(token) => Err(format!(
            "`sql!` takes one expression, and {} stands behind it",
            token.shown()
        )),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    holes: usize,
    depth: usize,
}

// How tightly operators bind.
const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARISON: u8 = 4;
const CONCAT: u8 = 5;
const SUM: u8 = 6;
const PRODUCT: u8 = 7;
const SIGN: u8 = 8;

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    /// Whether the next token is this word.
    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(found)) if found.eq_ignore_ascii_case(word))
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    fn symbol(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Symbol(found)) if *found == symbol);
        self.at += usize::from(found);
        found
    }

    fn expected(&self, what: &str) -> String {
        match self.peek() {
            Some(token) => format!("expected {what}, found {}", token.shown()),
            None => format!("expected {what}, and the text ends"),
        }
    }

    fn need_word(&mut self, word: &str) -> Result<(), String> {
        if self.word(word) {
            Ok(())
        } else {
            Err(self.expected(&format!("`{word}`")))
        }
    }

    fn need_symbol(&mut self, symbol: &str) -> Result<(), String> {
        if self.symbol(symbol) {
            Ok(())
        } else {
            Err(self.expected(&format!("`{symbol}`")))
        }
    }

    /// An expression whose operators bind tighter than `above`.
    fn expression(&mut self, above: u8) -> Result<Tree, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("the expression is nested too deeply".to_owned());
        }
        let mut left = self.prefix()?;
        let mut compared = false;
        while let Some((operator, power)) = self.operator() {
            if power <= above {
                break;
            }
            if power == COMPARISON {
                if compared {
                    return Err("two comparisons in a row mean different things on different databases: put parentheses around one".to_owned());
                }
                compared = true;
            }
            left = self.infix(left, &operator, power)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    /// The operator that comes next, and how tightly it binds.
    fn operator(&self) -> Option<(String, u8)> {
        match self.peek()? {
            Token::Symbol(symbol) => {
                let power = match *symbol {
                    "||" => CONCAT,
                    "+" | "-" => SUM,
                    "*" | "/" | "%" => PRODUCT,
                    "=" | "<>" | "!=" | "<" | "<=" | ">" | ">=" => COMPARISON,
                    _ => return None,
                };
                Some(((*symbol).to_owned(), power))
            }
            Token::Word(word) => {
                let word = word.to_uppercase();
                let power = match word.as_str() {
                    "OR" => OR,
                    "AND" => AND,
                    "IS" | "BETWEEN" | "IN" | "LIKE" | "NOT" => COMPARISON,
                    _ => return None,
                };
                Some((word, power))
            }
            _ => None,
        }
    }

    fn infix(&mut self, left: Tree, operator: &str, power: u8) -> Result<Tree, String> {
        self.at += 1;
        let value = Box::new(left);
        let binary = |operator, value, right| Ok(Tree::Binary(operator, value, Box::new(right)));
        match operator {
            "IS" => {
                let negated = self.word("NOT");
                self.need_word("NULL")?;
                Ok(Tree::IsNull { value, negated })
            }
            "NOT" => {
                let next = self.operator().map(|(operator, _)| operator);
                let Some(next @ ("BETWEEN" | "IN" | "LIKE")) = next.as_deref() else {
                    return Err(self.expected("`BETWEEN`, `IN` or `LIKE` behind `NOT`"));
                };
                self.at += 1;
                self.tested(value, next, true)
            }
            "BETWEEN" | "IN" | "LIKE" => self.tested(value, operator, false),
            "||" => Ok(Tree::Concat(value, Box::new(self.expression(power)?))),
            _ => {
                let right = self.expression(power)?;
                let known = [
                    "OR", "AND", "+", "-", "*", "/", "%", "=", "<>", "<", "<=", ">", ">=",
                ];
                let operator = if operator == "!=" { "<>" } else { operator };
                match known.into_iter().find(|known| *known == operator) {
                    Some(operator) => binary(operator, value, right),
                    None => Err(format!("`sql!` does not know the operator `{operator}`")),
                }
            }
        }
    }

    fn tested(&mut self, value: Box<Tree>, test: &str, negated: bool) -> Result<Tree, String> {
        match test {
            "BETWEEN" => {
                let low = Box::new(self.expression(COMPARISON)?);
                self.need_word("AND")?;
                let high = Box::new(self.expression(COMPARISON)?);
                Ok(Tree::Between {
                    value,
                    low,
                    high,
                    negated,
                })
            }
            "IN" => {
                self.need_symbol("(")?;
                let list = self.list()?;
                Ok(Tree::In {
                    value,
                    list,
                    negated,
                })
            }
            _ => Ok(Tree::Like {
                value,
                pattern: Box::new(self.expression(COMPARISON)?),
                negated,
            }),
        }
    }

    /// Expressions up to the closing parenthesis.
    fn list(&mut self) -> Result<Vec<Tree>, String> {
        let mut list = vec![self.expression(0)?];
        while self.symbol(",") {
            list.push(self.expression(0)?);
        }
        self.need_symbol(")")?;
        Ok(list)
    }

    fn prefix(&mut self) -> Result<Tree, String> {
        let Some(token) = self.peek().cloned() else {
            return Err(self.expected("an expression"));
        };
        self.at += 1;
        match token {
            Token::Number(number) => Ok(Tree::Number(number)),
            Token::Text(text) => Ok(Tree::Text(text)),
            Token::Hole => {
                self.holes += 1;
                Ok(Tree::Hole(self.holes - 1))
            }
            Token::Symbol("-") => Ok(Tree::Negative(Box::new(self.expression(SIGN)?))),
            Token::Symbol("(") => {
                let inner = self.expression(0)?;
                self.need_symbol(")")?;
                Ok(inner)
            }
            Token::Symbol(_) => {
                self.at -= 1;
                Err(self.expected("an expression"))
            }
            Token::Word(word) => self.named(&word),
        }
    }

    fn named(&mut self, word: &str) -> Result<Tree, String> {
        match word.to_uppercase().as_str() {
            "NULL" => Ok(Tree::Null),
            "TRUE" => Ok(Tree::Bool(true)),
            "FALSE" => Ok(Tree::Bool(false)),
            "NOT" => Ok(Tree::Not(Box::new(self.expression(NOT)?))),
            "CASE" => self.case(),
            "CAST" => self.cast(),
            "SELECT" | "TABLE" | "VALUES" | "WITH" | "EXISTS" | "FROM" => Err(format!(
                "`sql!` is one expression without subqueries, and `{word}` begins one: put `scalar(..)` or `exists(..)` of a query into `{{}}`"
            )),
            _ if self.symbol("(") => {
                let function = function::find(word)?;
                let arguments = if self.symbol(")") {
                    Vec::new()
                } else {
                    self.list()?
                };
                let (least, most) = function.arguments;
                if !(least..=most).contains(&arguments.len()) {
                    let takes = if least == most {
                        least.to_string()
                    } else {
                        format!("{least} to {most}")
                    };
                    return Err(format!(
                        "`{}` takes {takes} arguments, and {} are given",
                        function.name,
                        arguments.len()
                    ));
                }
                Ok(Tree::Call(function, arguments))
            }
            _ => Err(format!(
                "`sql!` does not know `{word}`: a column or a value stands in `{{}}`, and its expression behind the text"
            )),
        }
    }

    fn case(&mut self) -> Result<Tree, String> {
        let operand = if self.is_word("WHEN") {
            None
        } else {
            Some(Box::new(self.expression(0)?))
        };
        let mut arms = Vec::new();
        while self.word("WHEN") {
            let condition = self.expression(0)?;
            self.need_word("THEN")?;
            arms.push((condition, self.expression(0)?));
        }
        if arms.is_empty() {
            return Err(self.expected("`WHEN`"));
        }
        let otherwise = if self.word("ELSE") {
            Some(Box::new(self.expression(0)?))
        } else {
            None
        };
        self.need_word("END")?;
        Ok(Tree::Case {
            operand,
            arms,
            otherwise,
        })
    }

    fn cast(&mut self) -> Result<Tree, String> {
        self.need_symbol("(")?;
        let value = Box::new(self.expression(0)?);
        self.need_word("AS")?;
        let refused = "CAST takes `integer`, `double precision` or `text`";
        let Some(Token::Word(word)) = self.peek().cloned() else {
            return Err(refused.to_owned());
        };
        self.at += 1;
        let to = match word.to_uppercase().as_str() {
            "INTEGER" | "INT" | "BIGINT" => CastType::Integer,
            "DOUBLE" => {
                self.word("PRECISION");
                CastType::Double
            }
            "TEXT" => CastType::Text,
            _ => return Err(refused.to_owned()),
        };
        self.need_symbol(")")?;
        Ok(Tree::Cast(value, to))
    }
}
