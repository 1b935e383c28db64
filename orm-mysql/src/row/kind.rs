/// What a column of a result holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Signed,
    Unsigned,
    Float,
    Decimal,
    Bit,
    Text,
    Bytes,
    Json,
    Date,
    Time,
    DateTime,
    Other,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Signed => "integer",
            Self::Unsigned => "unsigned integer",
            Self::Float => "float",
            Self::Decimal => "decimal",
            Self::Bit => "bits",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Json => "JSON",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "date-time",
            Self::Other => "a value of another kind",
        }
    }
}
