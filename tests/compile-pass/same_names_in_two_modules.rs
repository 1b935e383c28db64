//! Two modules have tables of the same struct name.

use orm::prelude::*;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamId(pub Uuid);

#[derive(Keyspace)]
#[keyspace(name = "both", tables(inbox::Message, outbox::Message))]
pub struct Both;

mod inbox {
    use orm::prelude::*;

    #[derive(Table, Clone, Debug)]
    #[table(name = "received", keyspace = super::Both)]
    pub struct Message {
        #[column(primary_key, default = uuid_v7)]
        pub id: Uuid,
        #[column(tenant)]
        pub team_id: super::TeamId,
        pub text: String,
    }
}

mod outbox {
    use orm::prelude::*;

    #[derive(Table, Clone, Debug)]
    #[table(name = "sent", keyspace = super::Both)]
    pub struct Message {
        #[column(primary_key, default = uuid_v7)]
        pub id: Uuid,
        #[column(tenant)]
        pub team_id: super::TeamId,
        #[column(references(super::inbox::Message::id))]
        pub answers: Uuid,
        pub text: String,
    }
}

struct Token;

impl TenantClaims for Token {
    type Key = TeamId;
    type Actor = Uuid;

    fn tenant(&self) -> Option<TeamId> {
        Some(TeamId(Uuid::from_u128(1)))
    }

    fn actor(&self) -> Option<Uuid> {
        None
    }
}

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let db = Db::<Sqlite>::memory().await?;
    db.create_tables::<Both>().await?;
    let db = db.tenant(&Token)?;
    let question = inbox::NewMessage {
        text: "When?".into(),
    };
    let id = db
        .insert(question)
        .returning(inbox::Message.id)
        .one()
        .await?;
    db.insert(outbox::NewMessage {
        answers: id,
        text: "Soon.".into(),
    })
    .run()
    .await?;
    let both = db
        .select((inbox::Message.text, outbox::Message.text))
        .from(inbox::Message)
        .inner_join(
            outbox::Message,
            outbox::Message.answers.eq(inbox::Message.id),
        )
        .all()
        .await?;
    assert_eq!(both, [("When?".to_owned(), "Soon.".to_owned())]);
    Ok(())
}
