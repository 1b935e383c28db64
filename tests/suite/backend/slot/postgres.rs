use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection};

use super::{Admin, PREFIX};

pub struct Postgres(PgConnection);

impl Postgres {
    async fn run(&mut self, script: String) {
        let script = sqlx::raw_sql(AssertSqlSafe(script));
        script
            .execute(&mut self.0)
            .await
            .expect("the server does it");
    }
}

impl Admin for Postgres {
    async fn connect(url: &str) -> Self {
        Self(
            PgConnection::connect(url)
                .await
                .expect("the server is connected to"),
        )
    }

    async fn databases(&mut self) -> Vec<String> {
        let all = "SELECT datname::text FROM pg_database WHERE starts_with(datname::text, $1)";
        let all = sqlx::query_scalar(all).bind(PREFIX);
        all.fetch_all(&mut self.0)
            .await
            .expect("the server lists its databases")
    }

    async fn create(&mut self, name: &str) {
        self.run(format!("CREATE DATABASE {name}")).await;
    }

    async fn drop(&mut self, name: &str) {
        self.run(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            .await;
    }

    async fn empty(&mut self, tables: &[&str]) {
        let kept = tables.join("', '");
        let delete: Vec<_> = tables
            .iter()
            .map(|table| format!("DELETE FROM {table};"))
            .collect();
        let delete = delete.join("\n");
        self.run(format!(
            "DO $$ DECLARE it record; BEGIN
                FOR it IN SELECT tablename FROM pg_tables
                    WHERE schemaname = 'public' AND tablename NOT IN ('{kept}')
                LOOP EXECUTE format('DROP TABLE public.%I CASCADE', it.tablename); END LOOP;
                FOR it IN SELECT typname FROM pg_type
                    WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
                    AND NOT EXISTS (SELECT FROM pg_attribute WHERE atttypid = pg_type.oid)
                LOOP EXECUTE format('DROP TYPE public.%I CASCADE', it.typname); END LOOP;
                {delete}
            END $$"
        ))
        .await;
    }
}
