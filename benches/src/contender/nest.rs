//! Rows of three tables put together by hand.

use std::collections::HashMap;

use uuid::Uuid;

use crate::model::{Customer, Line};

/// Customers that wait for their orders, and these for their lines.
pub(super) struct Nest {
    customers: Vec<Customer>,
    places: HashMap<Uuid, usize>,
    orders: HashMap<Uuid, (usize, usize)>,
}

impl Nest {
    pub(super) fn new(customers: Vec<(Uuid, String, String)>) -> Self {
        let places = customers.iter().enumerate();
        Self {
            places: places
                .map(|(place, customer)| (customer.0, place))
                .collect(),
            orders: HashMap::new(),
            customers: customers.into_iter().map(|row| (row, Vec::new())).collect(),
        }
    }

    pub(super) fn customers(&self) -> impl ExactSizeIterator<Item = Uuid> + '_ {
        self.customers.iter().map(|(row, _)| row.0)
    }

    pub(super) fn order(&mut self, customer: Uuid, row: (Uuid, String, i64)) {
        if let Some(&place) = self.places.get(&customer) {
            let orders = &mut self.customers[place].1;
            self.orders.insert(row.0, (place, orders.len()));
            orders.push((row, Vec::new()));
        }
    }

    pub(super) fn orders(&self) -> impl Iterator<Item = Uuid> + '_ {
        let orders = self.customers.iter().flat_map(|(_, orders)| orders);
        orders.map(|(row, _)| row.0)
    }

    pub(super) fn line(&mut self, order: Uuid, line: Line) {
        if let Some(&(customer, order)) = self.orders.get(&order) {
            self.customers[customer].1[order].1.push(line);
        }
    }

    pub(super) fn finish(self) -> Vec<Customer> {
        self.customers
    }
}

/// The texts that SQLite and MySQL share: the tenant is the first value, then come the keys.
pub(super) const CUSTOMERS: &str =
    "SELECT id, name, city FROM customers WHERE org_id = ? ORDER BY id";

pub(super) fn orders(customers: usize) -> String {
    format!(
        "SELECT customer_id, id, number, total FROM orders \
         WHERE org_id = ? AND customer_id IN ({}) ORDER BY id",
        places(customers)
    )
}

pub(super) fn lines(orders: usize) -> String {
    format!(
        "SELECT order_id, id, product, quantity FROM `lines` \
         WHERE org_id = ? AND order_id IN ({}) ORDER BY id",
        places(orders)
    )
}

fn places(count: usize) -> String {
    vec!["?"; count].join(", ")
}

/// `nested` by sqlx on one connection, with the texts of the three statements and how their keys
/// are bound.
macro_rules! by_sqlx {
    ($customers:expr, $orders:expr, $lines:expr, |$query:ident, $keys:ident| $bound:expr) => {
        fn offers(&self, workload: Workload) -> bool {
            workload != Workload::Render
        }

        fn nested(&mut self, times: usize, seen: &mut Seen) -> Outcome {
            let connection = &mut self.connection;
            self.runtime.block_on(async {
                for _ in 0..times {
                    let customers = sqlx::query_as($customers).bind(TENANT);
                    let mut nest = Nest::new(customers.fetch_all(&mut *connection).await?);
                    let $keys: Vec<Uuid> = nest.customers().collect();
                    let $query = sqlx::query_as(AssertSqlSafe($orders($keys.len()))).bind(TENANT);
                    let orders: Vec<(Uuid, Uuid, String, i64)> =
                        $bound.fetch_all(&mut *connection).await?;
                    for (customer, id, number, total) in orders {
                        nest.order(customer, (id, number, total));
                    }
                    let $keys: Vec<Uuid> = nest.orders().collect();
                    let $query = sqlx::query_as(AssertSqlSafe($lines($keys.len()))).bind(TENANT);
                    let lines: Vec<(Uuid, Uuid, String, i64)> =
                        $bound.fetch_all(&mut *connection).await?;
                    for (order, id, product, quantity) in lines {
                        nest.line(order, (id, product, quantity));
                    }
                    seen.rows(&nest.finish());
                }
                Ok(())
            })
        }
    };
}
pub(super) use by_sqlx;
