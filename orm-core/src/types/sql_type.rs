/// What a Rust type is in SQL, before a dialect names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SqlType {
    /// `boolean`
    Bool,
    /// 8 bits, signed
    I8,
    /// 16 bits, signed
    I16,
    /// 32 bits, signed
    I32,
    /// 64 bits, signed
    I64,
    /// 8 bits, unsigned
    U8,
    /// 16 bits, unsigned
    U16,
    /// 32 bits, unsigned
    U32,
    /// 64 bits, unsigned
    U64,
    /// single precision
    F32,
    /// double precision
    F64,
    /// `text`, or `varchar(n)` where the column says so
    Text,
    /// bytes
    Bytes,
    /// uuid
    Uuid,
    /// exact number; precision and scale stand in the column
    Decimal,
    /// date
    Date,
    /// time of day
    Time,
    /// date and time without a zone
    DateTime,
    /// moment in time
    Timestamp,
    /// JSON document
    Json,
    /// one of a list of names
    Enum(&'static EnumDef),
}

/// A SQL enumeration: its name and values, in order.
#[derive(Debug, PartialEq)]
pub struct EnumDef {
    /// The type's name, where the server has named enum types.
    pub name: &'static str,
    /// The stored names; for integer enums, the Rust names of the variants.
    pub values: &'static [&'static str],
    /// The stored numbers of an enum that is stored as an integer; empty for text.
    pub numbers: &'static [i64],
    /// Whether an unknown value is kept in a catch-all variant, so that no CHECK may refuse it.
    pub open: bool,
}

/// How a column stores its values where the Rust type leaves a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Hint {
    /// Digits after the point, for decimals.
    pub scale: Option<u8>,
    /// Form of the value.
    pub storage: Storage,
}

impl Hint {
    /// No column said anything.
    pub const NONE: Self = Self {
        scale: None,
        storage: Storage::Native,
    };

    /// A decimal with this many digits after the point.
    pub const fn scaled(scale: u8) -> Self {
        Self {
            scale: Some(scale),
            storage: Storage::Native,
        }
    }

    /// This hint, or the other where this one says nothing.
    pub fn or(self, other: Self) -> Self {
        Self {
            scale: match (self.scale, other.scale) {
                (Some(a), Some(b)) => Some(if a > b { a } else { b }),
                (a, b) => a.or(b),
            },
            storage: if self.storage == Storage::Native {
                other.storage
            } else {
                self.storage
            },
        }
    }
}

/// The form of a stored value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Storage {
    /// The backend's own form of the type.
    #[default]
    Native,
    /// Text, where the backend's own form is another.
    Text,
}
