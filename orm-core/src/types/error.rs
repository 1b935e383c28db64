use thiserror::Error;

/// A value that the column's type can't hold, refused before anything is sent.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum EncodeError {
    /// The number doesn't fit.
    #[error("{value} does not fit a SQL {target}")]
    OutOfRange {
        /// The number, as text.
        value: String,
        /// What it was to become.
        target: &'static str,
    },
    /// A decimal with more digits after the point than the column keeps.
    #[error("decimal {value} has more than {scale} digits after the point: round it first")]
    TooManyDigits {
        /// The number, as text.
        value: String,
        /// The column's scale.
        scale: u8,
    },
    /// A decimal in a place where no column says how many digits follow the point.
    #[error(
        "decimal {value} stands where no column gives a scale: write it beside a numeric column, or cast it"
    )]
    NoScale {
        /// The number, as text.
        value: String,
    },
    /// A text with more characters than the column keeps.
    #[error("text has more than the {length} characters that the column keeps")]
    TooLong {
        /// The column's length.
        length: u32,
    },
    /// NaN or infinity.
    #[error("{value} is not a number that SQL compares or stores the same everywhere")]
    NotFinite {
        /// `NaN`, `inf` or `-inf`.
        value: String,
    },
    /// A moment finer than the microsecond, or beyond the years that every server keeps.
    #[error("{value} is not kept exactly: {rule}")]
    Time {
        /// The moment, as text.
        value: String,
        /// What the servers keep.
        rule: &'static str,
    },
    /// A NUL character in text.
    #[error("text with a NUL character is not kept by every server")]
    Nul,
    /// The value could not be written as JSON.
    #[error("value can't be written as JSON: {0}")]
    Json(String),
    /// A value that its own type refuses to store.
    #[error("a {target} is not stored: {reason}")]
    Refused {
        /// The type.
        target: &'static str,
        /// Why.
        reason: String,
    },
}

impl EncodeError {
    /// A value that its type doesn't store, and why: for the
    /// [`store`](super::CustomType::store) of a type of an application.
    #[cold]
    pub fn refused(target: &'static str, reason: impl ToString) -> Self {
        Self::Refused {
            target,
            reason: reason.to_string(),
        }
    }
}

/// What a cell held that the Rust type can't.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum DecodeError {
    /// NULL where the type has no `None`.
    #[error("NULL in a column whose Rust type is not an Option")]
    UnexpectedNull,
    /// Another kind of value.
    #[error("expected {expected}, found {found}")]
    WrongType {
        /// What the Rust type reads.
        expected: &'static str,
        /// What the cell held.
        found: &'static str,
    },
    /// An integer beyond the Rust type.
    #[error("{value} is out of range for {target}")]
    OutOfRange {
        /// The number, as text.
        value: String,
        /// The Rust type.
        target: &'static str,
    },
    /// Text or bytes that don't have the type's form.
    #[error("not a valid {target}: {reason}")]
    Malformed {
        /// The Rust type.
        target: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// Bytes in a text column that are not UTF-8.
    #[error("text is not valid UTF-8")]
    InvalidUtf8,
    /// A name or number that the enum doesn't know.
    #[error(
        "`{value}` is not a value of enum {name}: add it, or give the enum a catch-all variant"
    )]
    UnknownVariant {
        /// The stored value.
        value: String,
        /// The enum.
        name: &'static str,
    },
}

impl DecodeError {
    /// A stored form that no value of the type has, and what is wrong with it: for the
    /// [`load`](super::CustomType::load) of a type of an application.
    #[cold]
    pub fn malformed(target: &'static str, reason: impl ToString) -> Self {
        Self::Malformed {
            target,
            reason: reason.to_string(),
        }
    }

    /// A number that the Rust type has no value for.
    #[cold]
    pub fn out_of_range(value: impl ToString, target: &'static str) -> Self {
        Self::OutOfRange {
            value: value.to_string(),
            target,
        }
    }
}

/// The text of a cell that came as bytes.
///
/// # Errors
/// [`DecodeError::InvalidUtf8`].
#[inline]
pub fn utf8(bytes: &[u8]) -> Result<&str, DecodeError> {
    std::str::from_utf8(bytes).map_err(|_| DecodeError::InvalidUtf8)
}
