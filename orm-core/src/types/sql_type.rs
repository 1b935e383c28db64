use super::CustomDef;

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
    /// span of time in months, days and microseconds
    Interval,
    /// address of a host
    Ip,
    /// block of addresses
    IpNetwork,
    /// list of values of one type
    Array(&'static SqlType),
    /// a type that the application declared
    Custom(&'static CustomDef),
}

impl SqlType {
    /// What it is called in messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bool => "boolean",
            Self::I8
            | Self::I16
            | Self::I32
            | Self::I64
            | Self::U8
            | Self::U16
            | Self::U32
            | Self::U64 => "integer",
            Self::F32 | Self::F64 => "float",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Uuid => "uuid",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "date-time",
            Self::Timestamp => "timestamp",
            Self::Json => "JSON",
            Self::Enum(_) => "enum",
            Self::Interval => "interval",
            Self::Ip => "IP address",
            Self::IpNetwork => "IP network",
            Self::Array(_) => "array",
            Self::Custom(custom) => custom.name,
        }
    }

    /// Whether every database has a form for it. Arrays and intervals are types of Postgres alone:
    /// elsewhere a list is a [`Json`](super::Json), and a span a number of microseconds. Types that
    /// an application declared are where the declaration says.
    pub const fn everywhere(self) -> bool {
        !matches!(self, Self::Interval | Self::Array(_) | Self::Custom(_))
    }

    /// What values of it are stored as: of a type that the application declared, another one.
    pub const fn stored(self) -> Self {
        match self {
            Self::Custom(custom) => custom.stored,
            sql => sql,
        }
    }
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
    /// Digits of a second, for times and moments; `None`: six.
    pub digits: Option<u8>,
    /// Form of the value.
    pub storage: Storage,
}

impl Hint {
    /// No column said anything.
    pub const NONE: Self = Self {
        scale: None,
        digits: None,
        storage: Storage::Native,
    };

    /// A decimal with this many digits after the point.
    pub const fn scaled(scale: u8) -> Self {
        Self {
            scale: Some(scale),
            ..Self::NONE
        }
    }

    /// Values in this form.
    pub const fn stored(storage: Storage) -> Self {
        Self {
            storage,
            ..Self::NONE
        }
    }

    /// This hint, or the other where this one says nothing: the form of values that are compared.
    /// What a column may hold limits what is assigned to it, not what it is compared with.
    pub fn or(self, other: Self) -> Self {
        Self {
            scale: match (self.scale, other.scale) {
                (Some(a), Some(b)) => Some(if a > b { a } else { b }),
                (a, b) => a.or(b),
            },
            digits: match (self.digits, other.digits) {
                (Some(a), Some(b)) => Some(if a > b { a } else { b }),
                // One side keeps all of them.
                _ => None,
            },
            storage: match self.storage.form() {
                Storage::Native => other.storage.form(),
                form => form,
            },
        }
    }
}

/// The form of a stored value, and with it what may be stored: a value outside it is an error
/// when it is bound, on every database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Storage {
    /// The backend's own form of the type.
    #[default]
    Native,
    /// Text, where the backend's own form is another.
    Text,
    /// Text that is compared without regard to case: `citext` on Postgres, a collation elsewhere.
    IgnoreCase,
    /// A JSON document as it was written: `json` on Postgres, where the own form is `jsonb`.
    Written,
    /// A moment without its zone, which is UTC: `timestamp` on Postgres.
    WithoutZone,
    /// A moment of the years 1970 to 2038: `TIMESTAMP` on MySQL.
    Epoch,
    /// A number of so many bits: `BIT(n)` on MySQL.
    Bits(u8),
    /// A year from 1901 to 2155: `YEAR` on MySQL.
    Year,
    /// A length or width that MySQL has a type for.
    Sized(Size),
    /// An `ENUM` of MySQL as it is, without the check that refuses an empty text.
    Unchecked,
}

impl Storage {
    /// The form alone, without a limit of what may be stored.
    pub(crate) const fn form(self) -> Self {
        match self {
            Self::Epoch | Self::Bits(_) | Self::Year | Self::Sized(_) | Self::Unchecked => {
                Self::Native
            }
            form => form,
        }
    }
}

/// Lengths of texts and bytes, and widths of integers, that MySQL has types for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 255 bytes: `TINYTEXT`, `TINYBLOB`.
    Tiny,
    /// 65,535 bytes: `TEXT`, `BLOB`.
    Short,
    /// 16,777,215 bytes: `MEDIUMTEXT`, `MEDIUMBLOB`. Of an integer, 24 bits: `MEDIUMINT`.
    Medium,
}

impl Size {
    /// Bytes of a text at most.
    pub const fn bytes(self) -> usize {
        match self {
            Self::Tiny => 255,
            Self::Short => 65_535,
            Self::Medium => 16_777_215,
        }
    }
}
