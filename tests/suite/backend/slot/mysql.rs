use sqlx::mysql::MySqlConnection;
use sqlx::{AssertSqlSafe, Connection};

use super::{Admin, PREFIX};

pub struct MySql(MySqlConnection);

impl MySql {
    async fn run(&mut self, script: String) {
        let script = sqlx::raw_sql(AssertSqlSafe(script));
        script
            .execute(&mut self.0)
            .await
            .expect("the server does it");
    }

    async fn names(&mut self, query: &'static str) -> Vec<String> {
        sqlx::query_scalar(query)
            .fetch_all(&mut self.0)
            .await
            .expect("the server lists what it has")
    }
}

impl Admin for MySql {
    async fn connect(url: &str) -> Self {
        Self(
            MySqlConnection::connect(url)
                .await
                .expect("the server is connected to"),
        )
    }

    async fn databases(&mut self) -> Vec<String> {
        let all = "SELECT CAST(schema_name AS CHAR) FROM information_schema.schemata";
        let mut all = self.names(all).await;
        all.retain(|name| name.starts_with(PREFIX));
        all
    }

    async fn create(&mut self, name: &str) {
        self.run(format!("CREATE DATABASE {name}")).await;
    }

    async fn drop(&mut self, name: &str) {
        self.run(format!("DROP DATABASE IF EXISTS {name}")).await;
    }

    async fn empty(&mut self, tables: &[&str]) {
        let all = "SELECT CAST(table_name AS CHAR) FROM information_schema.tables
            WHERE table_schema = database() AND table_type = 'BASE TABLE'";
        let mut script = vec!["SET FOREIGN_KEY_CHECKS = 0".to_owned()];
        for table in self.names(all).await {
            if !tables.contains(&&*table) {
                script.push(format!("DROP TABLE `{}`", table.replace('`', "``")));
            }
        }
        script.extend(tables.iter().map(|table| format!("DELETE FROM {table}")));
        self.run(script.join(";\n")).await;
    }
}
