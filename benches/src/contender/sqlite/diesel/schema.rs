//! The tables of `fixture/schema.sql`, as diesel wants them told.

diesel::table! {
    policies (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        number -> Text,
        sequence -> BigInt,
        premium -> BigInt,
        created_at -> Timestamp,
        details -> Json,
        active -> Bool,
        note -> Nullable<Text>,
        priority -> Nullable<BigInt>,
    }
}

diesel::table! {
    items (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        name -> Text,
        count -> BigInt,
        created_at -> Timestamp,
        active -> Bool,
    }
}

diesel::table! {
    users (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        name -> Text,
        email -> Text,
        age -> BigInt,
    }
}

diesel::table! {
    posts (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        author_id -> Binary,
        title -> Text,
        views -> BigInt,
    }
}

diesel::table! {
    comments (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        post_id -> Binary,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    arrivals (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        name -> Text,
        count -> BigInt,
        created_at -> Timestamp,
        active -> Bool,
    }
}

diesel::table! {
    customers (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        name -> Text,
        city -> Text,
    }
}

diesel::table! {
    orders (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        customer_id -> Binary,
        number -> Text,
        total -> BigInt,
    }
}

diesel::table! {
    lines (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        order_id -> Binary,
        product -> Text,
        quantity -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(users, posts, comments);
