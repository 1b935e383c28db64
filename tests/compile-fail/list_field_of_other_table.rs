mod tables;
use tables::*;

fn main() {
    let _ = orm::list::Fields::of(Policy)
        .field("number", Policy.number)
        .field("title", Claim.title);
}
