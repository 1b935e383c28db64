use super::tree::Tree;

/// Why the expression may be NULL though all holes have values; `None` when it can't. Holes carry
/// their own NULLs in their types.
pub(super) fn may_be_null(tree: &Tree) -> Option<&'static str> {
    let all = |parts: &[&Tree]| parts.iter().find_map(|part| may_be_null(part));
    match tree {
        Tree::Number(_) | Tree::Text(_) | Tree::Bool(_) | Tree::Hole(_) | Tree::IsNull { .. } => {
            None
        }
        Tree::Null => Some("NULL stands in it"),
        Tree::Negative(value) | Tree::Not(value) | Tree::Cast(value, _) => may_be_null(value),
        Tree::Binary("/" | "%", left, right) if !is_divisor(right) => {
            all(&[left, right]).or(Some("a division by zero is NULL on some databases"))
        }
        Tree::Binary(_, left, right) | Tree::Concat(left, right) => all(&[left, right]),
        Tree::Between {
            value, low, high, ..
        } => all(&[value, low, high]),
        Tree::In { value, list, .. } => {
            may_be_null(value).or_else(|| list.iter().find_map(may_be_null))
        }
        Tree::Like { value, pattern, .. } => all(&[value, pattern]),
        Tree::Case {
            otherwise: None, ..
        } => Some("CASE without ELSE may be NULL"),
        Tree::Case {
            arms,
            otherwise: Some(otherwise),
            ..
        } => arms
            .iter()
            .find_map(|(_, value)| may_be_null(value))
            .or_else(|| may_be_null(otherwise)),
        Tree::Call(function, arguments) => match function.name {
            "nullif" => Some("NULLIF may be NULL"),
            "coalesce" => arguments
                .iter()
                .map(may_be_null)
                .reduce(Option::and)
                .flatten(),
            "date" => Some("`date` of a text that is no date is NULL"),
            _ => arguments.iter().find_map(may_be_null),
        },
    }
}

/// A number that isn't zero.
fn is_divisor(tree: &Tree) -> bool {
    matches!(tree, Tree::Number(digits) if digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)))
}
