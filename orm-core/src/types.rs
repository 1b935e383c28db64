//! Rust values as SQL values: binding, decoding, nullability, representation hints.

mod arg;
mod args_row;
mod array;
mod custom;
mod decimal;
mod error;
mod interval;
mod json;
mod json_row;
mod limit;
mod made;
pub mod network;
mod nullness;
mod row;
mod scalar;
mod sql_type;
pub mod text;

pub use arg::Arg;
pub(crate) use args_row::ArgsRow;
pub use array::{ArrayArg, ArrayElement, Cells, List};
pub use custom::{
    CustomArg, CustomDef, CustomType, StoredForm, check_type_name, decode_custom, encode_custom,
};
pub use decimal::{from_scaled, to_scaled};
pub use error::{DecodeError, EncodeError, utf8};
pub use interval::{Interval, IntervalError};
pub use json::Json;
pub(crate) use json_row::JsonRow;
pub use made::{uuid_v4, uuid_v7};
pub use network::{IpNetwork, IpNetworkError};
pub use nullness::{NotNull, Nullable, Nullness, Value};
pub use row::RowReader;
pub use scalar::{Average, EnumValue, Numeric, Scalar, Summed, TextLike};
pub use sql_type::{EnumDef, Hint, Size, SqlType, Storage};
pub use text::now as utc_now;
