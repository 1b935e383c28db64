use super::nullness::may_be_null;
use super::parse::expression;
use super::write::{Part, parts};

/// The text with holes as `{0}`, dialect operations as `<Op>`.
fn written(text: &str) -> String {
    let (tree, _) = expression(text).unwrap();
    parts(&tree)
        .into_iter()
        .map(|part| match part {
            Part::Text(text) => text,
            Part::Hole(at) => format!("{{{at}}}"),
            Part::Op(op) => format!("<{op}>"),
            Part::CastType(to) => format!("<{to:?}>"),
        })
        .collect()
}

fn refused(text: &str) -> String {
    match expression(text) {
        Err(message) => message,
        Ok((tree, _)) => panic!("{text} was read as {tree:?}"),
    }
}

#[test]
fn the_tree_is_written_with_its_parentheses() {
    for (text, expected) in [
        ("1 + 2 * 3", "1 + (2 * 3)"),
        ("(1 + 2) * 3", "(1 + 2) * 3"),
        ("10 - 4 - 3", "(10 - 4) - 3"),
        (
            "{} = 1 or {} > 2 and not {} < 3",
            "({0} = 1) OR (({1} > 2) AND (NOT ({2} < 3)))",
        ),
        ("- - 5", "-(-5)"),
        ("-{} * 2", "(-{0}) * 2"),
        ("{} != 'it''s'", "{0} <> 'it''s'"),
        ("{} is not null", "{0} IS NOT NULL"),
        (
            "{} not between 1 and 2 + 3 and true",
            "({0} NOT BETWEEN 1 AND (2 + 3)) AND TRUE",
        ),
        ("{} in (1, {} + 1)", "{0} IN (1, ({1} + 1))"),
        ("{} like 'a%'", "{0} LIKE 'a%'<LikeEscape>"),
        (
            "{} || 'x' || {}",
            "<ConcatOpen><ConcatOpen>{0}<ConcatBetween>'x'<ConcatClose><ConcatBetween>{1}<ConcatClose>",
        ),
        (
            "case when {} > 1 then 'a' else 'b' end",
            "CASE WHEN ({0} > 1) THEN 'a' ELSE 'b' END",
        ),
        ("case {} when 1 then 2 end", "CASE {0} WHEN 1 THEN 2 END"),
        (
            "cast({} as double precision) / 2.5",
            "CAST({0} AS <Double>) / 2.5",
        ),
        (
            "Coalesce(abs({}), length('ü'))",
            "COALESCE(ABS({0}), <LengthOpen>'ü'))",
        ),
        ("'{}'", "'{}'"),
    ] {
        assert_eq!(written(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_single_expression_is_refused() {
    for (text, reason) in [
        ("", "holds no expression"),
        ("1 1", "one expression"),
        ("1) or (1", "one expression"),
        ("1 -- 2", "a comment"),
        ("1 /* x */", "a comment"),
        ("1 # 2", "a comment of MySQL"),
        ("1; 2", "end of a statement"),
        ("'a\\' or 1'", "backslash"),
        ("\"number\"", "quoted name"),
        ("`number`", "quoted name"),
        ("[number]", "quoted name"),
        ("?", "placeholder"),
        ("$1", "placeholder"),
        (":a", "placeholder"),
        ("@@version", "variable"),
        ("number", "does not know `number`"),
        ("policies.number", "refuses the character `.`"),
        ("(select 1)", "without subqueries"),
        ("{} in (select 1)", "without subqueries"),
        ("exists(1)", "without subqueries"),
        ("TABLE policies", "without subqueries"),
        ("(VALUES (1))", "without subqueries"),
        ("query_to_xml('x')", "does not know the function"),
        ("sum({})", "does not know the function"),
        ("load_extension('x')", "does not know the function"),
        ("abs()", "takes 1 arguments"),
        ("substr({})", "takes 2 to 3 arguments"),
        ("1 = 2 = 3", "two comparisons in a row"),
        ("{0}", "a hole is written `{}`"),
        ("1e5", "not a number"),
        ("0x10", "not a number"),
        ("1.", "lacks digits"),
        ("'open", "closing"),
        ("cast({} as blob)", "CAST takes"),
        ("case end", "does not know `end`"),
        ("case 1 end", "expected `WHEN`"),
        ("{} not 1", "behind `NOT`"),
        ("1 +", "the text ends"),
        ("x'00'", "does not know `x`"),
        ("_utf8'a'", "does not know `_utf8`"),
        ("interval '1 day'", "does not know `interval`"),
        ("1 collate nocase", "one expression"),
        ("current_user", "does not know `current_user`"),
    ] {
        let message = refused(text);
        assert!(message.contains(reason), "{text}: {message}");
    }
    assert!(refused(&format!("{}1{}", "(".repeat(100), ")".repeat(100))).contains("too deeply"));
}

#[test]
fn null_is_seen_coming() {
    let null = |text: &str| may_be_null(&expression(text).unwrap().0).is_some();
    for text in [
        "nullif({}, 1)",
        "{} / {}",
        "{} % 0",
        "NULL",
        "case when true then 1 end",
        "1 + nullif({}, 2)",
    ] {
        assert!(null(text), "{text}");
    }
    for text in [
        "{} + 1",
        "{} / 2",
        "coalesce(nullif({}, 1), 0)",
        "nullif({}, 1) is null",
        "case when true then 1 else 2 end",
    ] {
        assert!(!null(text), "{text}");
    }
}
