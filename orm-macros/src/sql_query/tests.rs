use super::target::Target;
use super::write::{Part, Written};

const ALL: [Target; 6] = [
    Target::Any,
    Target::Sqlite,
    Target::Postgres,
    Target::MySql,
    Target::MySql8,
    Target::MariaDb,
];

fn written(text: &str, target: Target) -> Written {
    super::written(text, target).unwrap_or_else(|message| panic!("{text}: {message}"))
}

/// The text with tables as `[table name]`, values as `{0}`, dialect operations as `<Op>`.
fn shown(written: &Written) -> String {
    let parts = written.parts.iter().map(|part| match part {
        Part::Text(text) => text.clone(),
        Part::Name(name) => format!("`{name}`"),
        Part::Hole(at) => format!("{{{at}}}"),
        Part::Table { table, name } => format!("[{table} {name}]"),
        Part::Op(op) => format!("<{op}>"),
        Part::CastType(sql) => format!("<{sql}>"),
    });
    parts.collect()
}

/// What is wrong if the text is not refused for this reason.
fn unless_refused(text: &str, target: Target, reason: &str) -> Option<String> {
    match super::written(text, target) {
        Err(message) if message.contains(reason) => None,
        Err(message) => Some(format!("{target:?} {text}: {message}")),
        Ok(written) => Some(format!(
            "{target:?} {text} was written as {}",
            shown(&written)
        )),
    }
}

#[test]
fn the_statement_is_written_from_its_tree() {
    for (text, expected) in [
        (
            "SELECT number FROM policies",
            "SELECT `number` AS `number` FROM [policies policies]",
        ),
        (
            "select p.number as n from policies p where p.id = {} or p.note is null and not p.open",
            "SELECT `p`.`number` AS `n` FROM [policies p] WHERE (`p`.`id` = {0}) OR ((`p`.`note` IS NULL) AND (NOT `p`.`open`))",
        ),
        (
            "SELECT c.name AS holder, COUNT(*) AS n FROM policies AS p JOIN contacts AS c ON c.id = p.holder_id \
             GROUP BY c.name HAVING COUNT(*) > 1 ORDER BY n DESC, holder LIMIT 5 OFFSET {}",
            "SELECT `c`.`name` AS `holder`, COUNT(*) AS `n` FROM [policies p] INNER JOIN [contacts c] ON `c`.`id` = `p`.`holder_id` \
             GROUP BY `c`.`name` HAVING COUNT(*) > 1 ORDER BY `n` DESC, `holder` LIMIT 5 OFFSET {0}",
        ),
        (
            "WITH open AS (SELECT id, policy_id FROM claims WHERE open = TRUE) \
             SELECT p.number FROM policies p, open WHERE open.policy_id = p.id",
            "WITH `cte1_open` AS (SELECT `id` AS `id`, `policy_id` AS `policy_id` FROM [claims claims] WHERE `open` = TRUE) \
             SELECT `p`.`number` AS `number` FROM [policies p] CROSS JOIN `cte1_open` AS `open` WHERE `open`.`policy_id` = `p`.`id`",
        ),
        (
            "WITH RECURSIVE t(n, boss) AS (SELECT id, boss_id FROM staff WHERE boss_id IS NULL \
             UNION ALL SELECT s.id, t.n FROM staff s JOIN t ON t.n = s.boss_id) SELECT n FROM t",
            "WITH RECURSIVE `cte1_t` (`n`, `boss`) AS (SELECT `id` AS `id`, `boss_id` AS `boss_id` FROM [staff staff] WHERE `boss_id` IS NULL \
             UNION ALL SELECT `s`.`id` AS `id`, `t`.`n` AS `n` FROM [staff s] INNER JOIN `cte1_t` AS `t` ON `t`.`n` = `s`.`boss_id`) SELECT `n` AS `n` FROM `cte1_t` AS `t`",
        ),
        (
            "SELECT id FROM a UNION SELECT id FROM b EXCEPT SELECT id FROM c",
            "<OperandOpen>SELECT `id` AS `id` FROM [a a] UNION SELECT `id` AS `id` FROM [b b]) EXCEPT SELECT `id` AS `id` FROM [c c]",
        ),
        (
            "SELECT number, (SELECT COUNT(*) FROM claims WHERE policy_id = p.id) AS claims FROM policies p \
             WHERE EXISTS (SELECT 1 FROM tags t WHERE t.policy_id = p.id) AND p.id IN (SELECT policy_id FROM claims)",
            "SELECT `number` AS `number`, (SELECT COUNT(*) FROM [claims claims] WHERE `policy_id` = `p`.`id`) AS `claims` FROM [policies p] \
             WHERE (EXISTS (SELECT 1 FROM [tags t] WHERE `t`.`policy_id` = `p`.`id`)) AND (`p`.`id` IN (SELECT `policy_id` AS `policy_id` FROM [claims claims]))",
        ),
        (
            "SELECT ROW_NUMBER() OVER w AS n, SUM(amount) OVER (PARTITION BY policy_id ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s \
             FROM claims WINDOW w AS (ORDER BY id)",
            "SELECT ROW_NUMBER() OVER `w` AS `n`, SUM(`amount`) OVER (PARTITION BY `policy_id` ORDER BY `id` ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS `s` \
             FROM [claims claims] WINDOW `w` AS (ORDER BY `id`)",
        ),
        (
            "SELECT d.n FROM (SELECT number AS n FROM policies) AS d LEFT JOIN claims c USING (n)",
            "SELECT `d`.`n` AS `n` FROM (SELECT `number` AS `n` FROM [policies policies]) AS `d` LEFT JOIN [claims c] USING (`n`)",
        ),
        (
            "SELECT CASE WHEN length(name) > 3 THEN 'it''s' ELSE name || '!' END AS a, CAST(id AS text) AS b FROM contacts WHERE name LIKE 'a%' AND id BETWEEN 1 AND {}",
            "SELECT CASE WHEN (<LengthOpen>`name`) > 3) THEN 'it''s' ELSE (<ConcatOpen>`name`<ConcatBetween>'!'<ConcatClose>) END AS `a`, CAST(`id` AS <Text>) AS `b` FROM [contacts contacts] \
             WHERE (`name` LIKE 'a%'<LikeEscape>) AND (`id` BETWEEN 1 AND {0})",
        ),
        (
            "SELECT id FROM a OFFSET 3",
            "SELECT `id` AS `id` FROM [a a]<NoLimit> OFFSET 3",
        ),
    ] {
        for target in ALL {
            assert_eq!(shown(&written(text, target)), expected, "{target:?}");
        }
    }
}

#[test]
fn tables_are_seen_in_every_place() {
    let text = "WITH x AS (SELECT id FROM a) SELECT id, (SELECT MAX(id) FROM b) AS m FROM \
                (SELECT id FROM c WHERE id IN (SELECT id FROM d)) AS s \
                JOIN e ON EXISTS (SELECT 1 FROM f) \
                WHERE id > (SELECT MIN(id) FROM g) GROUP BY id HAVING COUNT(*) > (SELECT COUNT(*) FROM h) \
                UNION SELECT id, id FROM i ORDER BY id";
    for target in ALL {
        let mut tables = written(text, target).tables;
        tables.sort();
        assert_eq!(tables, ["a", "b", "c", "d", "e", "f", "g", "h", "i"]);
    }
}

#[test]
fn a_name_means_what_is_in_scope() {
    // The name of a common table expression ends with its query; behind it, it is a table's.
    let text = "SELECT s.id FROM (WITH x AS (SELECT id FROM a) SELECT id FROM x) AS s JOIN x ON x.id = s.id";
    assert_eq!(written(text, Target::Any).tables, ["a", "x"]);
    // Without RECURSIVE it doesn't mean itself.
    let text = "WITH x AS (SELECT id FROM x) SELECT id FROM x";
    let x = written(text, Target::Any);
    assert_eq!(
        (x.tables, x.ctes),
        (vec!["x".to_owned()], vec!["x".to_owned()])
    );
    // One that comes later is not known yet.
    let text = "WITH x AS (SELECT id FROM y), y AS (SELECT id FROM a) SELECT id FROM x";
    assert_eq!(written(text, Target::Any).tables, ["y", "a"]);
}

#[test]
fn columns_of_tables_are_left_to_the_compiler() {
    let text = "SELECT p.number, amount FROM policies p JOIN claims c ON c.policy_id = p.id";
    let checks: Vec<_> = written(text, Target::Any)
        .checks
        .into_iter()
        .map(|check| format!("{}.{}", check.tables.join("|"), check.column))
        .collect();
    assert_eq!(
        checks,
        [
            "claims.policy_id",
            "policies.id",
            "policies.number",
            "claims|policies.amount",
        ]
    );
}

#[test]
fn what_could_leave_the_tenant_is_refused() {
    let mut wrong = Vec::new();
    for (text, reason) in [
        ("TABLE policies", "TABLE is refused"),
        ("VALUES (1)", "VALUES is refused"),
        ("SELECT id FROM (TABLE policies) AS t", "TABLE"),
        ("SELECT id FROM a UNION TABLE policies", "TABLE"),
        ("SELECT id FROM a UNION VALUES (1)", "VALUES"),
        ("SELECT id FROM (VALUES (1)) AS t", "VALUES"),
        ("SELECT id FROM public.policies", "a qualified name"),
        ("SELECT id FROM main.policies", "a qualified name"),
        ("SELECT id FROM \"public\".\"policies\"", "qualified name"),
        (
            "SELECT public.policies.id FROM policies",
            "more than two parts",
        ),
        (
            "SELECT id FROM query_to_xml('SELECT 1')",
            "functions in FROM",
        ),
        (
            "SELECT id FROM generate_series(1, 2) AS g",
            "functions in FROM",
        ),
        (
            "SELECT query_to_xml('TABLE policies') AS x FROM a",
            "may read tables",
        ),
        ("SELECT pg_read_file('x') AS x FROM a", "may read tables"),
        ("SELECT load_file('x') AS x FROM a", "may read tables"),
        ("SELECT dblink('x') AS x FROM a", "may read tables"),
        (
            "SELECT pg_catalog.lower(name) AS x FROM a",
            "qualified or quoted name",
        ),
        ("SELECT current_setting('x') AS x FROM a", "may read tables"),
        ("SELECT current_user AS x FROM a", "does not know it"),
        ("SELECT id -- FROM a\n FROM policies", "no comments"),
        ("SELECT id /* x */ FROM policies", "no comments"),
        ("SELECT id /*! FROM policies */ FROM a", "no comments"),
        ("SELECT id FROM a; SELECT id FROM b", "ends a statement"),
        ("SELECT id FROM a;", "ends a statement"),
        ("INSERT INTO a SELECT id FROM b", "begins with INSERT"),
        ("UPDATE a SET id = 1", "begins with UPDATE"),
        ("DELETE FROM a", "begins with DELETE"),
        ("DROP VIEW a", "begins with DROP"),
        ("EXPLAIN SELECT id FROM a", "begins with EXPLAIN"),
        ("PRAGMA table_info(a)", "begins with PRAGMA"),
        ("SELECT id INTO b FROM a", "which writes"),
        ("SELECT * FROM a", "name the columns"),
        ("SELECT a.* FROM a", "name the columns"),
        (
            "SELECT id FROM a WHERE EXISTS (SELECT * FROM b)",
            "name the columns",
        ),
        ("SELECT COUNT(a.*) AS n FROM a", "does not take"),
        ("SELECT id FROM a WHERE id = $1", "`{}`"),
        ("SELECT id FROM a WHERE id = {0}", "a hole is written `{}`"),
        ("SELECT id FROM a WHERE name = 'x\\ OR 1 = 1'", "backslash"),
        ("SELECT id FROM a NATURAL JOIN b", "NATURAL"),
        ("SELECT id FROM a FOR UPDATE", "row locks"),
        (
            "SELECT id FROM a WHERE id = 1 OFFSET (SELECT MAX(id) FROM b)",
            "LIMIT and OFFSET",
        ),
        ("SELECT id FROM a LIMIT (SELECT 1)", "LIMIT and OFFSET"),
        ("SELECT b.id FROM a", "nothing in FROM is called `b`"),
        ("SELECT A.id FROM a", "nothing in FROM is called `A`"),
        ("SELECT id AS a, id AS a FROM a", "two columns"),
        ("SELECT id FROM a, a", "two sources"),
        ("SELECT id + 1 FROM a", "has no name"),
        (
            "SELECT x.id FROM (SELECT number FROM a) AS x",
            "`x` has no column `id`",
        ),
        (
            "SELECT id FROM (SELECT number FROM a) AS x",
            "has a column `id`",
        ),
        (
            "SELECT s.id FROM a JOIN (SELECT a.id FROM b) AS s ON s.id = a.id",
            "is called `a`",
        ),
        (
            "WITH x AS (SELECT id FROM a), x AS (SELECT id FROM b) SELECT id FROM x",
            "two common table",
        ),
        (
            "WITH x AS (DELETE FROM a RETURNING id) SELECT id FROM x",
            "writes",
        ),
        (
            "WITH x AS (INSERT INTO a SELECT id FROM b RETURNING id) SELECT id FROM x",
            "writes",
        ),
        ("WITH x AS (SELECT id FROM a) DELETE FROM b", "writes"),
        (
            "SELECT SUM(id) FILTER (WHERE id IN (TABLE b)) AS s FROM a",
            "TABLE",
        ),
        (
            "SELECT CAST('policies' AS regclass) AS x FROM a",
            "CAST takes",
        ),
        ("SELECT row_number() AS n FROM a", "needs OVER"),
        ("SELECT lower(name) OVER () AS n FROM a", "takes no OVER"),
        ("SELECT sum() AS n FROM a", "takes 1 arguments"),
        ("SELECT 1e5 AS n FROM a", "not a number"),
        (
            "SELECT ARRAY(SELECT id FROM b) AS n FROM a",
            "does not take",
        ),
        ("SELECT name COLLATE nocase AS n FROM a", "does not take"),
        ("SELECT id FROM a TABLESAMPLE SYSTEM (10)", "TABLESAMPLE"),
        (
            "SELECT id FROM a CROSS JOIN LATERAL (SELECT id FROM b WHERE b.id = a.id) AS l",
            "not every backend has LATERAL",
        ),
        ("", "no SELECT"),
    ] {
        wrong.extend(unless_refused(text, Target::Any, reason));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is refused on every target is refused by the parser of each, whatever it makes of it.
#[test]
fn no_dialect_lets_it_through() {
    let mut wrong = Vec::new();
    for text in [
        "TABLE policies",
        "VALUES (1)",
        "VALUES ROW(1)",
        "SELECT id FROM (TABLE policies) AS t",
        "(TABLE policies)",
        "SELECT id FROM a UNION TABLE policies",
        "SELECT id FROM public.policies",
        "SELECT id FROM `main`.`policies`",
        "SELECT id FROM [main].[policies]",
        "SELECT id FROM [policies]",
        "SELECT id FROM 'policies'",
        "SELECT * FROM policies",
        "SELECT policies.* FROM policies",
        "FROM policies SELECT id",
        "SELECT id FROM policies AS OF SYSTEM TIME '1'",
        "SELECT id FROM policies FOR SYSTEM_TIME ALL",
        "SELECT id FROM policies PARTITION (p0)",
        "SELECT id FROM policies USE INDEX (i)",
        "SELECT id FROM policies INDEXED BY i",
        "SELECT id FROM policies@other",
        "SELECT id FROM a STRAIGHT_JOIN b",
        "SELECT id FROM policies PROCEDURE ANALYSE()",
        "SELECT id FROM policies INTO OUTFILE 'x'",
        "SELECT id FROM policies INTO @x",
        "SELECT id INTO @x FROM policies",
        "SELECT @@version AS v FROM policies",
        "SELECT @x := id AS v FROM policies",
        "SELECT id FROM json_table('[]', '$' COLUMNS (id INT PATH '$')) AS t",
        "SELECT id FROM unnest(ARRAY[1]) AS t(id)",
        "SELECT id FROM xmltable('x' PASSING y COLUMNS id int) AS t",
        "SELECT id FROM ROWS FROM (f(1)) AS t",
        "SELECT (SELECT TABLE policies) AS x FROM a",
        "SELECT $$x$$ AS x FROM a",
        "SELECT E'x' AS x FROM a",
        "SELECT N'x' AS x FROM a",
        "SELECT _utf8'x' AS x FROM a",
        "SELECT X'00' AS x FROM a",
        "SELECT U&'x' AS x FROM a",
        "SELECT b'0' AS x FROM a",
        "SELECT 'policies'::regclass AS x FROM a",
        "SELECT id # comment\n FROM a",
        "SELECT id -- comment\n FROM a",
        "SELECT id /*+ hint */ FROM a",
        "SELECT /*!50000 id */ FROM a",
        "SELECT id FROM a WHERE id = ?",
        "SELECT id FROM a WHERE id = ?1",
        "SELECT id FROM a WHERE id = :id",
        "SELECT id FROM a WHERE id = @id",
        "SELECT id FROM a WHERE id = $id",
        "SELECT id FROM a WHERE id OPERATOR(pg_catalog.=) 1",
        "SELECT id FROM a WHERE MATCH (x) AGAINST ('y')",
        "SELECT id FROM a WHERE name GLOB 'x'",
        "SELECT id FROM a WHERE name REGEXP 'x'",
        "SELECT id FROM a WHERE id = ANY (TABLE policies)",
        "SELECT id FROM a WHERE id IN policies",
        "SELECT id FROM a WHERE id IN policies()",
        "SELECT id FROM a ORDER BY (TABLE policies)",
        "SELECT id FROM a GROUP BY (TABLE policies)",
        "SELECT COUNT(*) OVER (PARTITION BY (TABLE policies)) AS n FROM a",
        "SELECT count(DISTINCT (TABLE policies)) AS n FROM a",
        "SELECT \"lower\"(name) AS n FROM a",
        "SELECT load_extension('x') AS n FROM a",
        "SELECT sleep(1) AS n FROM a",
        "SELECT nextval('s') AS n FROM a",
        "SELECT NEXT VALUE FOR s AS n FROM a",
        "SELECT (p).id AS n FROM policies p",
        "SELECT ROW(1) AS n FROM a",
        "SELECT id[1] AS n FROM a",
        "CALL p()",
        "WITH x AS (TABLE policies) SELECT id FROM x",
        "WITH x AS (VALUES (1)) SELECT id FROM x",
        "WITH x AS (UPDATE a SET id = 1 RETURNING id) SELECT id FROM x",
        "WITH RECURSIVE x AS (TABLE policies) SELECT id FROM x",
        "WITH RECURSIVE x AS (SELECT id FROM a) CYCLE id SET c USING p SELECT id FROM x",
        "SELECT id FROM a LIMIT 1, 2",
        "SELECT id FROM a FETCH FIRST 1 ROW ONLY",
        "SELECT id FROM a LIMIT ALL OFFSET (SELECT MAX(id) FROM b)",
        "SELECT id FROM a LOCK IN SHARE MODE",
        "SELECT id FROM a FOR SHARE OF a",
        "SELECT TOP 1 id FROM a",
        "SELECT id FROM a QUALIFY 1 = 1",
        "SELECT id FROM a; ",
        "SELECT id FROM a\\G",
        "SELECT id FROM a WHERE na\u{0}me = 1",
        "SELECT id FROM \"a\"\"b\"",
        "SELECT id FROM a AS \"x\"\" JOIN policies\"",
    ] {
        for target in ALL {
            wrong.extend(unless_refused(text, target, ""));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_a_dialect_lacks_is_refused_on_it() {
    use Target::{Any, MariaDb, MySql, MySql8, Postgres, Sqlite};
    for (text, has) in [
        (
            "SELECT a.id FROM a FULL JOIN b ON a.id = b.id",
            &[Sqlite, Postgres][..],
        ),
        ("SELECT DISTINCT ON (id) id FROM a", &[Postgres]),
        (
            "SELECT id FROM a ORDER BY id NULLS LAST",
            &[Sqlite, Postgres],
        ),
        (
            "SELECT SUM(id) FILTER (WHERE id > 1) AS s FROM a",
            &[Sqlite, Postgres],
        ),
        (
            "SELECT l.id FROM a CROSS JOIN LATERAL (SELECT b.id FROM b WHERE b.id = a.id) AS l",
            &[Postgres, MySql8],
        ),
        (
            "SELECT string_agg(name, ',' ORDER BY name) AS s FROM a",
            &[Postgres],
        ),
        (
            "SELECT group_concat(name ORDER BY name SEPARATOR ',') AS s FROM a",
            &[MySql, MySql8, MariaDb],
        ),
        ("SELECT group_concat(name, ',') AS s FROM a", &[Sqlite]),
        ("SELECT id FROM a GROUP BY ROLLUP (id)", &[Postgres]),
        (
            "SELECT id FROM a GROUP BY GROUPING SETS ((id), ())",
            &[Postgres],
        ),
        (
            "SELECT id FROM a GROUP BY id WITH ROLLUP",
            &[MySql, MySql8, MariaDb],
        ),
        (
            "SELECT EXTRACT(YEAR FROM d) AS y FROM a",
            &[Postgres, MySql, MySql8, MariaDb],
        ),
        (
            "SELECT id FROM a WHERE d > DATE '2024-01-01' + INTERVAL '1 day'",
            &[Postgres],
        ),
        (
            "SELECT id FROM a WHERE d > date_add(d, INTERVAL 1 DAY)",
            &[MySql, MySql8, MariaDb],
        ),
        ("SELECT x ->> 'a' AS v FROM a", &[Sqlite, Postgres]),
        (
            "SELECT name::text AS v FROM a",
            &[Any, Sqlite, Postgres, MySql, MySql8, MariaDb],
        ),
        ("SELECT id FROM a WHERE name ILIKE 'x%'", &[Postgres]),
        (
            "WITH x AS MATERIALIZED (SELECT id FROM a) SELECT id FROM x",
            &[Postgres],
        ),
    ] {
        for target in ALL {
            let result = super::written(text, target);
            assert_eq!(
                result.is_ok(),
                has.contains(&target),
                "{target:?} {text}: {:?}",
                result.as_ref().map(shown)
            );
        }
    }
}
