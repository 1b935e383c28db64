//! Whether it reads tables has to be said.

orm::sql_function! {
    /// Who knows.
    pub fn something(text: String) -> String {
        orm::Sqlite: "something";
    }
}

fn main() {}
