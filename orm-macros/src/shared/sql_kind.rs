use syn::{GenericArgument, PathArguments, Type};

/// What a Rust type is in SQL, as far as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SqlKind {
    /// Signed or not, and its bits.
    Integer(bool, u32),
    Float,
    Bool,
    Text,
    Bytes,
    Uuid,
    Decimal,
    Date,
    Time,
    DateTime,
    Timestamp,
    Json,
    Interval,
    Ip,
    IpNetwork,
    Array,
    /// An enum, a newtype, an alias: the compiler knows more.
    Unknown,
}

impl SqlKind {
    pub(crate) fn is_integer(self) -> bool {
        matches!(self, Self::Integer(..))
    }

    /// The SQL word, for messages.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Integer(..) => "an integer",
            Self::Float => "a float",
            Self::Bool => "a boolean",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Uuid => "a uuid",
            Self::Decimal => "a decimal",
            Self::Date => "a date",
            Self::Time => "a time",
            Self::DateTime => "a date-time without zone",
            Self::Timestamp => "a timestamp",
            Self::Json => "JSON",
            Self::Interval => "an interval",
            Self::Ip => "an IP address",
            Self::IpNetwork => "an IP network",
            Self::Array => "an array",
            Self::Unknown => "another type",
        }
    }
}

fn last(ty: &Type) -> Option<&syn::PathSegment> {
    match ty {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        Type::Group(group) => last(&group.elem),
        Type::Paren(paren) => last(&paren.elem),
        _ => None,
    }
}

fn argument(segment: &syn::PathSegment) -> Option<&Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(list) => match list.args.first() {
            Some(GenericArgument::Type(ty)) if list.args.len() == 1 => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// The `T` of `Option<T>`.
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    let segment = last(ty)?;
    if segment.ident == "Option" {
        argument(segment)
    } else {
        None
    }
}

fn is(ty: &Type, name: &str) -> bool {
    last(ty).is_some_and(|segment| segment.ident == name)
}

/// What the elements of an array are in SQL; of any other type, what it is itself.
pub(crate) fn of_element(ty: &Type) -> SqlKind {
    match of(ty) {
        SqlKind::Array => {
            let ty = option(ty).unwrap_or(ty);
            last(ty).and_then(argument).map_or(SqlKind::Unknown, of)
        }
        kind => kind,
    }
}

/// Why no column can hold the type, and what can; `None` when its name doesn't tell.
pub(crate) fn refused(ty: &Type) -> Option<&'static str> {
    let inner = option(ty).unwrap_or(ty);
    if option(inner).is_some() {
        return Some("a column is NULL or not, it has one `Option`");
    }
    match inner {
        Type::Reference(_) => return Some("a row owns its values: `String` instead of `&str`"),
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) => {
            return Some("a column holds one value: make a column of each, or write `Json<..>`");
        }
        _ => {}
    }
    Some(match last(inner)?.ident.to_string().as_str() {
        "usize" | "isize" => "its size is the machine's: write `i64`",
        "i128" | "u128" => "no database has integers of 128 bits: write `i64` or `Decimal`",
        "char" => "write `String`",
        "HashMap" | "BTreeMap" => "wrap it: `Json<..>`",
        _ => return None,
    })
}

/// What the type is in SQL, `Option` taken off.
pub(crate) fn of(ty: &Type) -> SqlKind {
    let ty = option(ty).unwrap_or(ty);
    let Some(segment) = last(ty) else {
        return SqlKind::Unknown;
    };
    match segment.ident.to_string().as_str() {
        "i8" => SqlKind::Integer(true, 8),
        "i16" => SqlKind::Integer(true, 16),
        "i32" => SqlKind::Integer(true, 32),
        "i64" => SqlKind::Integer(true, 64),
        "u8" => SqlKind::Integer(false, 8),
        "u16" => SqlKind::Integer(false, 16),
        "u32" => SqlKind::Integer(false, 32),
        "u64" => SqlKind::Integer(false, 64),
        "f32" | "f64" => SqlKind::Float,
        "bool" => SqlKind::Bool,
        "String" => SqlKind::Text,
        "Vec" if argument(segment).is_none_or(|ty| is(ty, "u8")) => SqlKind::Bytes,
        "Vec" => SqlKind::Array,
        "Uuid" => SqlKind::Uuid,
        "Decimal" => SqlKind::Decimal,
        "NaiveDate" => SqlKind::Date,
        "NaiveTime" => SqlKind::Time,
        "NaiveDateTime" => SqlKind::DateTime,
        "DateTime" => SqlKind::Timestamp,
        "Json" => SqlKind::Json,
        "Interval" => SqlKind::Interval,
        "IpAddr" => SqlKind::Ip,
        "IpNetwork" => SqlKind::IpNetwork,
        _ => SqlKind::Unknown,
    }
}
