use orm_core::Keyspace;
use orm_core::schema::KeyspaceDef;

/// The keyspaces of an application: `(Global, Policies)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of keyspaces",
    label = "expected a tuple of up to 12 keyspaces",
    note = "a single one is a tuple too: `(Policies,)`"
)]
pub trait Keyspaces {
    /// Their tables.
    fn definitions() -> Vec<KeyspaceDef>;
}

/// None yet: for a program that only pulls.
impl Keyspaces for () {
    fn definitions() -> Vec<KeyspaceDef> {
        Vec::new()
    }
}

macro_rules! tuples {
    ($($name:ident)+) => {
        impl<$($name: Keyspace),+> Keyspaces for ($($name,)+) {
            fn definitions() -> Vec<KeyspaceDef> {
                vec![$($name::DEFINITION),+]
            }
        }
    };
}

tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);
tuples!(A B C D E F G H I);
tuples!(A B C D E F G H I J);
tuples!(A B C D E F G H I J K);
tuples!(A B C D E F G H I J K L);
