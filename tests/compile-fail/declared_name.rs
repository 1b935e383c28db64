//! A name is no SQL.

orm::sql_function! {
    /// More than a function.
    pub fn something(text: String) -> String {
        reads no table;
        orm::Sqlite: "lower(password)";
    }
}

orm::sql_function! {
    /// More than an operator.
    pub fn uncertain(left: i64, right: i64) -> bool {
        reads no table;
        orm::Sqlite: "= 1 OR 1 =";
    }
}

fn main() {
    let _ = something("a");
    let _ = uncertain(1, 2);
}
