use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Arg, DecodeError, EncodeError, Hint, RowReader, Scalar, SqlType, Storage};
use crate::scalar_value;

/// A JSON document of a serde type. In serde it is what it wraps, so that a row with one is sent as
/// it is.
///
/// ```
/// use orm_core::Json;
/// let title = Json(vec!["de", "en"]);
/// assert_eq!(title.0.len(), 2);
/// assert_eq!(serde_json::to_string(&title)?, r#"["de","en"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Json<T>(pub T);

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> std::ops::Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Scalar for Json<T>
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
{
    const SQL: SqlType = SqlType::Json;

    fn encode(&self, hint: Hint) -> Result<Arg, EncodeError> {
        let text =
            serde_json::to_string(&self.0).map_err(|error| EncodeError::Json(error.to_string()))?;
        Ok(match hint.storage {
            Storage::Written => Arg::Enum(text),
            _ => Arg::Json(text),
        })
    }

    fn decode<R: RowReader + ?Sized>(row: &R, at: usize, _: Hint) -> Result<Self, DecodeError> {
        serde_json::from_str(row.json(at)?)
            .map(Self)
            .map_err(|error| DecodeError::Malformed {
                target: "JSON document",
                reason: error.to_string(),
            })
    }
}

scalar_value!([T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static] Json<T>);
