/// The pairs of a query string: `+` is a space, `%2B` a plus sign. What is not encoded as it should
/// is taken as it stands.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let query = query.strip_prefix('?').unwrap_or(query);
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let escape = match rest {
            [b'%', high, low, ..] => hex(*high).zip(hex(*low)),
            _ => None,
        };
        rest = match escape {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                &rest[3..]
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                behind
            }
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_are_decoded() {
        let read: Vec<_> = pairs("?a=1&b%5Bgte%5D=x%20y+z&&c&d=%zz%2&e=%C3%A9%ff=").collect();
        let expected = [
            ("a", "1"),
            ("b[gte]", "x y z"),
            ("c", ""),
            ("d", "%zz%2"),
            ("e", "é\u{fffd}="),
        ];
        assert_eq!(
            read,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }
}
