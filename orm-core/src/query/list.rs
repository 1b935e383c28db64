//! Lists whose filter, order, columns and page come from a request.
//!
//! The application says once which columns a request may name, and by which names: [`Fields`]. A
//! [`ListRequest`] is read from a query string or from JSON. [`Fields::read`] checks it and gives a
//! [`Listing`], a typed condition, order and page over the table; a name, operator or value that
//! doesn't fit is a [`RequestError`] that says what is known. What a request says reaches the
//! database as bind values only: names are looked up among the fields, and the SQL holds the
//! columns' own. The tenant's predicate stands in front, as in every query.
//!
//! ```
//! use orm::list::{Fields, ListRequest};
//! use orm::prelude::*;
//!
//! # #[derive(Keyspace)]
//! # #[keyspace(name = "shop", tenancy = none, tables(Offer))]
//! # struct Shop;
//! # #[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
//! # #[db_enum(name = "state", rename_all = "snake_case")]
//! # enum State { Open, Sold }
//! # #[derive(Table, Clone, Debug)]
//! # #[table(name = "offers", keyspace = Shop)]
//! # struct Offer {
//! #     #[column(primary_key, default = auto_increment)] id: i64,
//! #     number: String,
//! #     state: State,
//! #     #[column(numeric(12, 2))] price: Decimal,
//! # }
//! # fn main() -> Result<(), orm::Error> { futures::executor::block_on(async {
//! # let db = Db::<Sqlite>::memory().await?;
//! # db.create_tables::<Shop>().await?;
//! # for n in 1..=5 {
//! #     db.insert(NewOffer { number: format!("O-{n}"), state: State::Open, price: Decimal::new(n * 100, 0) }).run().await?;
//! # }
//! let fields = Fields::of(Offer)
//!     .field("number", Offer.number)
//!     .field("state", Offer.state)
//!     .field("price", Offer.price)
//!     .page_size(2, 100);
//!
//! let request: ListRequest = "state=open&price[gte]=200.00&sort=-price".parse()?;
//! let listing = fields.read(&request)?;
//! let page = db.from(Offer).list(&listing).page().await?;
//! let numbers: Vec<_> = page.rows.iter().map(|offer| offer.number.as_str()).collect();
//! assert_eq!(numbers, ["O-5", "O-4"]);
//!
//! let next = ListRequest { after: page.next, ..request };
//! let page = db.from(Offer).list(&fields.read(&next)?).page().await?;
//! assert_eq!(page.rows.len(), 2);
//! assert_eq!(page.next, None);
//!
//! let error = fields.read(&"colour=red".parse()?).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "there is no `colour` to filter by: known are number, state, price"
//! );
//! # Ok(()) }) }
//! ```

mod cell;
mod cursor;
mod error;
mod fields;
mod filter;
mod query_string;
mod request;
mod resolve;
mod terminal;
mod value;

pub use cell::Record;
pub use error::{RequestError, Use, ValueError};
pub use fields::Fields;
pub use filter::{Filter, Operator};
pub use request::{ListRequest, OrderTerm};
pub use resolve::{ListOrder, Listing};
pub use terminal::{List, Page};
