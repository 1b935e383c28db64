use std::fmt::Write;

/// What a statement says about where it comes from, as sqlcommenter writes it: `/*key='value'*/`
/// behind the statement.
///
/// All but letters, digits, `-`, `_`, `.` and `~` is percent-encoded, so that no key and no value
/// ends the comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments(Vec<(String, String)>);

impl Comments {
    /// Adds a pair; a later one of the same key replaces it.
    pub fn add(&mut self, key: impl Into<String>, value: impl Into<String>) {
        let (key, value) = (key.into(), value.into());
        match self
            .0
            .binary_search_by(|(other, _)| other.as_str().cmp(&key))
        {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// Adds all pairs of another list.
    pub(crate) fn append(&mut self, other: Self) {
        for (key, value) in other.0 {
            self.add(key, value);
        }
    }

    /// Appends the comment to a statement, into the comment that it ends in if it has one.
    pub(crate) fn write(&self, sql: &mut String) {
        if self.0.is_empty() {
            return;
        }
        if sql.ends_with(END) {
            sql.truncate(sql.len() - END.len());
            sql.push(',');
        } else {
            sql.push_str(" /*");
        }
        for (at, (key, value)) in self.0.iter().enumerate() {
            if at > 0 {
                sql.push(',');
            }
            encode(key, sql);
            sql.push_str("='");
            encode(value, sql);
            sql.push('\'');
        }
        sql.push_str(END);
    }
}

const END: &str = "*/";

fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(byte.into());
            }
            // Writing to a string does not fail.
            other => drop(write!(out, "%{other:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pairs: &[(&str, &str)], sql: &str) -> String {
        let mut comments = Comments::default();
        for (key, value) in pairs {
            comments.add(*key, *value);
        }
        let mut sql = sql.to_owned();
        comments.write(&mut sql);
        sql
    }

    #[test]
    fn keys_are_sorted_and_replaced() {
        assert_eq!(
            written(
                &[("route", "/a b"), ("app", "x"), ("route", "/c")],
                "SELECT 1"
            ),
            "SELECT 1 /*app='x',route='%2Fc'*/"
        );
        assert_eq!(written(&[], "SELECT 1"), "SELECT 1");
    }

    #[test]
    fn nothing_ends_the_comment() {
        for hostile in [
            "*/ DROP TABLE x; --",
            "'",
            "!50000 x",
            "+ x",
            "\0",
            "?",
            "$1",
            "/*",
            "\n",
            "ä",
        ] {
            let sql = written(&[(hostile, hostile)], "SELECT 1");
            let inner = &sql["SELECT 1 /*".len()..sql.len() - 2];
            let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.~%='".contains(c);
            assert!(inner.chars().all(allowed), "{sql}");
            assert_eq!(inner.matches('\'').count(), 2, "{sql}");
        }
    }

    #[test]
    fn a_second_comment_joins_the_first() {
        assert_eq!(
            written(&[("b", "2")], "SELECT 1 /*a='1'*/"),
            "SELECT 1 /*a='1',b='2'*/"
        );
    }
}
