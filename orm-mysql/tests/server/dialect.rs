use orm_core::driver::Backend;
use orm_core::sql::Op;
use orm_core::types::Arg;
use orm_mysql::MySql;

use crate::fixture::{Ask, each};

fn op(op: Op) -> &'static str {
    (MySql::DIALECT.op)(op)
}

#[tokio::test]
async fn a_backslash_escapes_in_like_whatever_the_mode() {
    each(async |server| {
        for mut connection in server.by_tcp().await {
            for mode in ["", "NO_BACKSLASH_ESCAPES"] {
                connection
                    .sql(&format!("SET SESSION sql_mode = '{mode}'"))
                    .await
                    .unwrap();
                let like = format!("SELECT ? LIKE ?{}", op(Op::LikeEscape));
                for (value, pattern, holds) in [
                    ("50%", "50\\%", true),
                    ("50x", "50\\%", false),
                    ("a_\\", "a\\_\\\\", true),
                    ("ab", "a%", true),
                    ("Ab", "a%", false),
                ] {
                    let args = vec![Arg::Text(value.to_owned()), Arg::Text(pattern.to_owned())];
                    assert_eq!(connection.one::<bool>(&like, args).await, holds, "{value}");
                }
                let ilike = format!(
                    "SELECT {}?{}?{}{}",
                    op(Op::ILikeOpen),
                    op(Op::ILikeBetween),
                    op(Op::ILikeClose),
                    op(Op::LikeEscape)
                );
                let args = vec![Arg::Text("ÄB%".into()), Arg::Text("äb\\%".into())];
                assert!(connection.one::<bool>(&ilike, args).await);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn texts_are_equal_when_their_bytes_are() {
    each(async |server| {
        for mut connection in server.by_tcp().await {
            for (a, b) in [("a", "A"), ("a", "a "), ("e", "é"), ("ss", "ß"), ("", " ")] {
                let args = vec![Arg::Text(a.into()), Arg::Text(b.into())];
                assert!(
                    !connection.one::<bool>("SELECT ? = ?", args).await,
                    "{a} {b}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_rest_of_the_dialect() {
    each(async |server| {
        for mut connection in server.each_way().await {
            let divide = format!("SELECT ?{}?", op(Op::DivideBetween));
            let args = vec![Arg::Int(-7), Arg::Int(2)];
            assert_eq!(connection.one::<i64>(&divide, args).await, -3);
            let concat = format!(
                "SELECT {}?{}?{}",
                op(Op::ConcatOpen),
                op(Op::ConcatBetween),
                op(Op::ConcatClose)
            );
            let args = vec![Arg::Text("a".into()), Arg::Text("b".into())];
            assert_eq!(connection.one::<String>(&concat, args).await, "ab");
            let length = format!("SELECT {}?)", op(Op::LengthOpen));
            let args = vec![Arg::Text("äß🦀".into())];
            assert_eq!(connection.one::<i64>(&length, args).await, 3);
            let distinct = format!(
                "SELECT {}?{}?{}",
                op(Op::DistinctOpen),
                op(Op::Distinct),
                op(Op::DistinctClose)
            );
            let null = || Arg::Null(orm_core::types::SqlType::I64);
            for (a, b, holds) in [
                (null(), null(), false),
                (null(), Arg::Int(1), true),
                (Arg::Int(1), Arg::Int(1), false),
            ] {
                assert_eq!(connection.one::<bool>(&distinct, vec![a, b]).await, holds);
            }
            let offset = format!(
                "SELECT n FROM (SELECT 1 AS n UNION SELECT ?) q ORDER BY n{} OFFSET 1",
                op(Op::NoLimit)
            );
            let rows = connection.all::<i64>(&offset, vec![Arg::Int(2)]).await;
            assert_eq!(rows.unwrap(), [2]);
            let now = format!("SELECT {} WHERE 1 = ?", op(Op::Now));
            let moment: chrono::DateTime<chrono::Utc> =
                connection.one(&now, vec![Arg::Int(1)]).await;
            let apart = (chrono::Utc::now() - moment).num_seconds().abs();
            assert!(apart < 5, "{moment}");
        }
    })
    .await;
}
