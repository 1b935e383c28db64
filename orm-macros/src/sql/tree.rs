use super::function::Function;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    Number(String),
    Text(String),
    Null,
    Bool(bool),
    /// The expression at this place of the list.
    Hole(usize),
    Negative(Box<Tree>),
    Not(Box<Tree>),
    Binary(&'static str, Box<Tree>, Box<Tree>),
    Concat(Box<Tree>, Box<Tree>),
    IsNull {
        value: Box<Tree>,
        negated: bool,
    },
    Between {
        value: Box<Tree>,
        low: Box<Tree>,
        high: Box<Tree>,
        negated: bool,
    },
    In {
        value: Box<Tree>,
        list: Vec<Tree>,
        negated: bool,
    },
    Like {
        value: Box<Tree>,
        pattern: Box<Tree>,
        negated: bool,
    },
    Case {
        operand: Option<Box<Tree>>,
        arms: Vec<(Tree, Tree)>,
        otherwise: Option<Box<Tree>>,
    },
    Cast(Box<Tree>, CastType),
    Call(Function, Vec<Tree>),
}

/// A type that CAST takes on every database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CastType {
    Integer,
    Double,
    Text,
}

impl Tree {
    /// Whether it needs no parentheses inside another expression.
    pub(super) fn is_closed(&self) -> bool {
        matches!(
            self,
            Self::Number(_)
                | Self::Text(_)
                | Self::Null
                | Self::Bool(_)
                | Self::Hole(_)
                | Self::Concat(..)
                | Self::Case { .. }
                | Self::Cast(..)
                | Self::Call(..)
        )
    }
}
