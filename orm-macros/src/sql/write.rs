use super::tree::{CastType, Tree};

/// One part of the text that is written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Hole(usize),
    /// What dialects write differently, by its name in `sql::Op`.
    Op(&'static str),
    CastType(CastType),
}

/// The parts of the expression.
pub(super) fn parts(tree: &Tree) -> Vec<Part> {
    let mut writer = Writer::default();
    writer.tree(tree);
    writer.parts
}

#[derive(Default)]
struct Writer {
    parts: Vec<Part>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if let Some(Part::Text(last)) = self.parts.last_mut() {
            last.push_str(text);
        } else {
            self.parts.push(Part::Text(text.to_owned()));
        }
    }

    fn op(&mut self, op: &'static str) {
        self.parts.push(Part::Op(op));
    }

    /// An operand: in parentheses unless it is closed by itself.
    fn operand(&mut self, tree: &Tree) {
        if tree.is_closed() {
            self.tree(tree);
        } else {
            self.text("(");
            self.tree(tree);
            self.text(")");
        }
    }

    fn list(&mut self, list: &[Tree]) {
        for (at, tree) in list.iter().enumerate() {
            if at > 0 {
                self.text(", ");
            }
            self.operand(tree);
        }
    }

    fn negatable(&mut self, negated: bool, word: &str) {
        self.text(if negated { " NOT " } else { " " });
        self.text(word);
        self.text(" ");
    }

    fn tree(&mut self, tree: &Tree) {
        match tree {
            Tree::Number(number) => self.text(number),
            Tree::Text(text) => self.text(&format!("'{}'", text.replace('\'', "''"))),
            Tree::Null => self.text("NULL"),
            Tree::Bool(value) => self.text(if *value { "TRUE" } else { "FALSE" }),
            Tree::Hole(at) => self.parts.push(Part::Hole(*at)),
            Tree::Negative(value) => {
                self.text("-");
                self.operand(value);
            }
            Tree::Not(value) => {
                self.text("NOT ");
                self.operand(value);
            }
            Tree::Binary(operator, left, right) => {
                self.operand(left);
                self.text(&format!(" {operator} "));
                self.operand(right);
            }
            Tree::Concat(left, right) => {
                self.op("ConcatOpen");
                self.operand(left);
                self.op("ConcatBetween");
                self.operand(right);
                self.op("ConcatClose");
            }
            Tree::IsNull { value, negated } => {
                self.operand(value);
                self.text(if *negated { " IS NOT NULL" } else { " IS NULL" });
            }
            Tree::Between {
                value,
                low,
                high,
                negated,
            } => {
                self.operand(value);
                self.negatable(*negated, "BETWEEN");
                self.operand(low);
                self.text(" AND ");
                self.operand(high);
            }
            Tree::In {
                value,
                list,
                negated,
            } => {
                self.operand(value);
                self.negatable(*negated, "IN");
                self.text("(");
                self.list(list);
                self.text(")");
            }
            Tree::Like {
                value,
                pattern,
                negated,
            } => {
                self.operand(value);
                self.negatable(*negated, "LIKE");
                self.operand(pattern);
                self.op("LikeEscape");
            }
            Tree::Case {
                operand,
                arms,
                otherwise,
            } => self.case(operand.as_deref(), arms, otherwise.as_deref()),
            Tree::Cast(value, to) => {
                self.text("CAST(");
                self.operand(value);
                self.text(" AS ");
                self.parts.push(Part::CastType(*to));
                self.text(")");
            }
            Tree::Call(function, arguments) => {
                if function.name == "length" {
                    self.op("LengthOpen");
                } else {
                    self.text(&format!("{}(", function.name.to_uppercase()));
                }
                self.list(arguments);
                self.text(")");
            }
        }
    }

    fn case(&mut self, operand: Option<&Tree>, arms: &[(Tree, Tree)], otherwise: Option<&Tree>) {
        self.text("CASE");
        if let Some(operand) = operand {
            self.text(" ");
            self.operand(operand);
        }
        for (condition, value) in arms {
            self.text(" WHEN ");
            self.operand(condition);
            self.text(" THEN ");
            self.operand(value);
        }
        if let Some(otherwise) = otherwise {
            self.text(" ELSE ");
            self.operand(otherwise);
        }
        self.text(" END");
    }
}
