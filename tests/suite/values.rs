//! What goes into a column comes out of it, finds it, and orders it; what does not fit is refused.

mod bytes;
mod decimals;
mod documents;
mod enums;
mod floats;
mod hints;
mod integers;
mod networks;
mod newtypes;
mod property;
mod store;
mod texts;
mod times;

use property::check;
use store::{Store, comes_back, does_not_fit_the_column, is_refused, orders_like_rust, stored};
