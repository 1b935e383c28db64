/// The server's message without values: they stand in quotes, and may hold quotes themselves, so
/// that all between the first and the last goes. Messages that quote nothing but names are kept.
pub(crate) fn without_values(number: u16, message: &str) -> String {
    if names_only(number) {
        return message.to_owned();
    }
    // `.. for column 'name' at row 1` names the column last.
    let (values, column) = match message.rfind(" for column ") {
        Some(at) => message.split_at(at),
        None => (message, ""),
    };
    let quotes = ['\'', '"', '`'];
    let kept = match (values.find(quotes), values.rfind(quotes)) {
        (Some(first), Some(last)) => format!("{}…{}", &values[..first], &values[last + 1..]),
        _ => values.to_owned(),
    };
    kept + column
}

fn names_only(number: u16) -> bool {
    matches!(
        number,
        // databases, tables, columns, keys, users, settings
        1005 | 1007 | 1008 | 1044 | 1046 | 1049
            ..=1052
                | 1054
                | 1055
                | 1060
                | 1061
                | 1066
                | 1068
                | 1072
                | 1075
                | 1091
                | 1109
                | 1118
                | 1140
                | 1142
                | 1143
                | 1146
                | 1193
                | 1213
                | 1227
                | 1235
                | 1242
                | 1264
                | 1265
                | 1305
                | 1364
                | 1406
                | 1419
                | 1792
                | 1824
                | 3065
    )
}
