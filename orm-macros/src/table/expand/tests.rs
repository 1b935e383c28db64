use syn::DeriveInput;

/// A table that has something of everything, as the compiler sees it.
#[test]
fn a_table_expands_readably() {
    let input: DeriveInput = syn::parse_quote! {
        #[table(
            name = "policies",
            keyspace = Policies,
            crate = orm,
            unique(org_id, number),
            index(org_id, created_at desc, where = "deleted_at IS NULL"),
            check("premium >= 0"),
        )]
        pub struct Policy {
            #[column(primary_key, default = uuid_v7)]
            pub id: Uuid,
            #[column(tenant)]
            pub org_id: OrgId,
            /// The number on the paper.
            #[column(varchar = 64)]
            pub number: String,
            #[column(references(Contact::id, on_delete = restrict))]
            pub holder_id: Uuid,
            #[column(default = PolicyStatus::Draft)]
            pub status: PolicyStatus,
            #[column(numeric(12, 2))]
            pub premium: Decimal,
            #[column(created_at)]
            pub created_at: DateTime<Utc>,
            #[column(soft_delete)]
            pub deleted_at: Option<DateTime<Utc>>,
        }
    };
    let expanded = crate::table::derive(&input).unwrap();
    let file = syn::parse2(expanded).unwrap();
    insta::assert_snapshot!(prettyplease::unparse(&file));
}

/// The functions that relations become.
#[test]
fn relations_expand_readably() {
    let input: DeriveInput = syn::parse_quote! {
        #[table(
            name = "policies",
            keyspace = Policies,
            crate = orm,
            relations(
                one(holder: holder_id),
                many(claims: Claim::policy_id),
                many(labels: Label through PolicyLabel(policy_id, label_id)),
            ),
        )]
        pub struct Policy {
            #[column(primary_key)]
            pub id: Uuid,
            #[column(tenant)]
            pub org_id: OrgId,
            #[column(references(Contact::id))]
            pub holder_id: Uuid,
        }
    };
    let table = crate::table::resolve::table(
        &input,
        crate::table::Kind::Table,
        &crate::shared::Errors::ignored(),
    )
    .unwrap();
    let expanded = super::relations::relations(&table);
    let file = syn::parse2(expanded).unwrap();
    insta::assert_snapshot!(prettyplease::unparse(&file));
}
