//! What a change of a column's type does. Types are in small letters, without spaces between signs.

use orm_core::sql::Family;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Appended,
    Inserted,
    Reordered,
    Removed,
}

/// How one ENUM of MySQL's follows another.
pub(super) fn enum_change(from: &str, to: &str) -> Option<Change> {
    let values = |text: &str| {
        let inside = text.strip_prefix("enum(")?.strip_suffix(')')?;
        Some(
            inside
                .split("','")
                .map(|value| value.trim_matches('\'').to_owned())
                .collect::<Vec<_>>(),
        )
    };
    let (from, to) = (values(from)?, values(to)?);
    if from.iter().any(|value| !to.contains(value)) {
        return Some(Change::Removed);
    }
    if to.starts_with(&from) {
        return Some(Change::Appended);
    }
    let kept: Vec<_> = to.iter().filter(|value| from.contains(value)).collect();
    let same = kept.into_iter().eq(from.iter());
    Some(if same {
        Change::Inserted
    } else {
        Change::Reordered
    })
}

/// The word, and the numbers in parentheses behind it.
fn split(text: &str) -> (&str, Vec<u32>) {
    let Some((word, rest)) = text.split_once('(') else {
        return (text, Vec::new());
    };
    let numbers = rest.split(')').next().unwrap_or_default();
    let numbers = numbers
        .split(',')
        .filter_map(|number| number.trim().parse().ok());
    let word = match word {
        "character varying" => "varchar",
        "decimal" => "numeric",
        word => word,
    };
    (word, numbers.collect())
}

fn text(word: &str) -> bool {
    matches!(
        word,
        "text" | "varchar" | "character varying" | "longtext" | "mediumtext"
    )
}

/// Whether values of the old type may not fit.
pub(super) fn narrows(from: &str, to: &str) -> bool {
    let ((was, old), (word, new)) = (split(from), split(to));
    match (old.as_slice(), new.as_slice()) {
        ([old], [new]) => was == word && new < old,
        ([], [_]) => text(was) && word == "varchar",
        ([old, scale], [new, after]) => {
            was == word && (after < scale || new - after.min(new) < old - scale.min(old))
        }
        ([], [_, _]) => was == "numeric" || was == "decimal",
        _ => matches!(
            (was, word),
            ("bigint", "integer" | "int" | "int4" | "smallint")
                | ("integer" | "int", "smallint" | "tinyint")
        ),
    }
}

/// Whether the table is written anew, or copied, for the new type.
pub(super) fn rewrites(family: Family, from: &str, to: &str) -> bool {
    let ((was, old), (word, new)) = (split(from), split(to));
    if from == to {
        return false;
    }
    match (family, old.as_slice(), new.as_slice()) {
        (Family::Postgres, _, []) if text(word) => !text(was),
        (Family::Postgres, [old], [new]) if was == "varchar" && word == was => new < old,
        (Family::Postgres, [old, scale], [new, after]) if was == "numeric" && word == was => {
            new < old || after != scale
        }
        (Family::Postgres, [_, _], []) => !(was == "numeric" && word == "numeric"),
        // A length of up to 255 bytes is kept in one; characters have up to four.
        (Family::MySql, [old], [new]) if was == "varchar" && word == was => {
            new < old || (*old < 64) != (*new < 64)
        }
        _ => true,
    }
}

/// Whether Postgres calculates the default for each row. What isn't known to be stable may be.
pub(super) fn volatile(default: &str) -> bool {
    const STABLE: [&str; 8] = [
        "now",
        "timezone",
        "transaction_timestamp",
        "statement_timestamp",
        "lower",
        "upper",
        "current_setting",
        "coalesce",
    ];
    let mut quoted = false;
    let bare: String = default
        .chars()
        .filter(|c| {
            if *c == '\'' {
                quoted = !quoted;
            }
            !quoted
        })
        .collect();
    bare.match_indices('(').any(|(at, _)| {
        let before = &bare[..at];
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
            .map_or(0, |at| at + 1);
        let name = &before[start..];
        let cast = before[..start].ends_with("::");
        !name.is_empty() && !cast && !STABLE.contains(&name)
    })
}
