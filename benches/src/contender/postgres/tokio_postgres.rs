//! tokio-postgres by hand: prepared statements that are kept, columns by position.

use std::collections::HashMap;

use tokio::runtime::Runtime;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Row, Statement};
use uuid::Uuid;

use super::{JOIN, POINT, insert_arrivals, select_items};
use crate::Outcome;
use crate::contender::{Contender, runtime};
use crate::fixture::TENANT;
use crate::model::{Arrival, Authored, Item, Policy};
use crate::workload::Seen;

pub(super) fn open(url: &str) -> Outcome<Box<dyn Contender>> {
    let runtime = runtime()?;
    let client = runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        Ok::<_, tokio_postgres::Error>(client)
    })?;
    Ok(Box::new(ByHand {
        runtime,
        client,
        statements: HashMap::new(),
    }))
}

struct ByHand {
    runtime: Runtime,
    client: Client,
    statements: HashMap<String, Statement>,
}

impl ByHand {
    fn prepare(&mut self, text: &str) -> Outcome<Statement> {
        if let Some(statement) = self.statements.get(text) {
            return Ok(statement.clone());
        }
        let statement = self.runtime.block_on(self.client.prepare(text))?;
        self.statements.insert(text.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Contender for ByHand {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        let statement = self.prepare(POINT)?;
        self.runtime.block_on(async {
            for key in keys {
                let row = self.client.query_one(&statement, &[&TENANT, key]).await?;
                seen.row(&policy(&row)?);
            }
            Ok(())
        })
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        let statement = self.prepare(select_items(rows)?)?;
        self.runtime.block_on(async {
            for _ in 0..times {
                let rows = self.client.query(&statement, &[&TENANT]).await?;
                let items: Vec<Item> = rows.iter().map(item).collect::<Result<_, _>>()?;
                seen.rows(&items);
            }
            Ok(())
        })
    }

    fn join(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        let statement = self.prepare(JOIN)?;
        self.runtime.block_on(async {
            for _ in 0..times {
                let rows = self.client.query(&statement, &[&TENANT, &30_i64]).await?;
                let authored: Vec<Authored> =
                    rows.iter().map(authored).collect::<Result<_, _>>()?;
                seen.rows(&authored);
            }
            Ok(())
        })
    }

    fn insert(&mut self, batches: Vec<Vec<Arrival>>) -> Outcome {
        let Some(rows) = batches.first().map(Vec::len) else {
            return Ok(());
        };
        let statement = self.prepare(&insert_arrivals(rows))?;
        self.runtime.block_on(async {
            for batch in batches {
                let arguments: Vec<&(dyn ToSql + Sync)> = batch
                    .iter()
                    .flat_map(|arrival| {
                        let arguments: [&(dyn ToSql + Sync); 6] = [
                            &arrival.id,
                            &arrival.org_id,
                            &arrival.name,
                            &arrival.count,
                            &arrival.created_at,
                            &arrival.active,
                        ];
                        arguments
                    })
                    .collect();
                self.client.execute(&statement, &arguments).await?;
            }
            Ok(())
        })
    }
}

fn policy(row: &Row) -> Result<Policy, tokio_postgres::Error> {
    Ok(Policy {
        id: row.try_get(0)?,
        org_id: row.try_get(1)?,
        number: row.try_get(2)?,
        sequence: row.try_get(3)?,
        premium: row.try_get(4)?,
        created_at: row.try_get(5)?,
        details: row.try_get(6)?,
        active: row.try_get(7)?,
        note: row.try_get(8)?,
        priority: row.try_get(9)?,
    })
}

fn item(row: &Row) -> Result<Item, tokio_postgres::Error> {
    Ok(Item {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        count: row.try_get(2)?,
        created_at: row.try_get(3)?,
        active: row.try_get(4)?,
    })
}

fn authored(row: &Row) -> Result<Authored, tokio_postgres::Error> {
    Ok((
        row.try_get(0)?,
        row.try_get(1)?,
        row.try_get(2)?,
        row.try_get(3)?,
        row.try_get(4)?,
    ))
}
