//! A schema in four releases. `fixtures/npm` has the first three in Drizzle's words.

/// The tables, with what the releases add to the books.
macro_rules! release {
    ($module:ident $name:ident { $($added:tt)* }) => {
        pub mod $module {
            use orm::prelude::*;

            #[derive(Keyspace)]
            #[keyspace(name = "library", tables(Author, Book), tenancy = none)]
            pub struct $name;

            #[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
            #[db_enum(name = "author_rank", rename_all = "snake_case")]
            pub enum Rank {
                Novice,
                Master,
            }

            #[derive(Table)]
            #[table(name = "authors", keyspace = $name, unique(email))]
            pub struct Author {
                #[column(primary_key, varchar = 36)]
                pub id: String,
                #[column(varchar = 200)]
                pub email: String,
                #[column(default = Rank::Novice)]
                pub rank: Rank,
                #[column(default = true)]
                pub active: bool,
            }

            #[derive(Table)]
            #[table(
                name = "books",
                keyspace = $name,
                index(author_id, title),
                check("pages > 0", name = "pages_positive"),
            )]
            pub struct Book {
                #[column(primary_key, default = auto_increment)]
                pub id: i64,
                #[column(varchar = 36, references(Author::id, on_delete = cascade))]
                pub author_id: String,
                #[column(varchar = 300)]
                pub title: String,
                #[column(default = 1)]
                pub pages: i32,
                $($added)*
            }
        }
    };
}

release!(first First {});
release!(second Second {
    pub subtitle: Option<String>,
});
release!(third Third {
    pub subtitle: Option<String>,
    #[column(default = 0)]
    pub copies: i32,
});
// SQLite makes the books anew for it.
release!(fourth Fourth {
    pub subtitle: Option<String>,
    pub copies: Option<i32>,
});
