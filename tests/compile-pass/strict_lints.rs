//! The derives pass the strictest lints of an application's own crate.

#![deny(missing_docs, unsafe_code, unreachable_pub, unused_qualifications)]
#![deny(
    missing_copy_implementations,
    single_use_lifetimes,
    trivial_casts,
    let_underscore_drop
)]
#![deny(clippy::all, clippy::pedantic)]

use orm::prelude::*;

/// A tenant.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TeamId(Uuid);

/// A user.
#[derive(DbValue, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UserId(Uuid);

/// The database.
#[derive(Keyspace, Clone, Copy, Debug)]
#[keyspace(name = "notes", tables(Colour, Note))]
pub(crate) struct Notes;

/// How urgent a note is.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "urgency", rename_all = "snake_case")]
pub(crate) enum Urgency {
    /// Whenever.
    Low,
    /// Now.
    High,
}

/// A colour.
#[derive(Table, Clone, Debug)]
#[table(name = "colours", keyspace = Notes, global)]
pub(crate) struct Colour {
    /// The name.
    #[column(primary_key, varchar = 20)]
    pub(crate) name: String,
}

/// A note.
#[derive(Table, Clone, Debug)]
#[table(name = "notes", keyspace = Notes, unique(team_id, title), index(team_id, written_at desc))]
pub(crate) struct Note {
    /// The key.
    #[column(primary_key, default = uuid_v7)]
    pub(crate) id: Uuid,
    /// Whose it is.
    #[column(tenant)]
    pub(crate) team_id: TeamId,
    /// The title.
    #[column(varchar = 64)]
    pub(crate) title: String,
    /// The colour.
    #[column(varchar = 20, references(Colour::name))]
    pub(crate) colour: Option<String>,
    /// How urgent it is.
    #[column(default = Urgency::Low)]
    pub(crate) urgency: Urgency,
    /// What it costs.
    #[column(numeric(12, 2), default = 0)]
    pub(crate) price: Decimal,
    /// When it was written.
    #[column(created_at)]
    pub(crate) written_at: DateTime<Utc>,
    /// Who wrote it.
    #[column(created_by)]
    pub(crate) written_by: Option<UserId>,
    /// How often it was changed.
    #[column(version)]
    pub(crate) version: i64,
    /// When it was thrown away.
    #[column(soft_delete)]
    pub(crate) deleted_at: Option<DateTime<Utc>>,
}

/// A title and how often it stands.
#[derive(Projection, Clone, Debug)]
pub(crate) struct Titles {
    /// The title.
    pub(crate) title: String,
    /// How often.
    pub(crate) notes: i64,
}

/// What the verification of a token gives.
#[derive(Clone, Copy, Debug)]
struct Token;

impl TenantClaims for Token {
    type Key = TeamId;
    type Actor = UserId;

    fn tenant(&self) -> Option<TeamId> {
        Some(TeamId(Uuid::from_u128(1)))
    }

    fn actor(&self) -> Option<UserId> {
        Some(UserId(Uuid::from_u128(7)))
    }
}

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let db = Db::<Sqlite>::memory().await?;
    db.create_tables::<Notes>().await?;
    db.insert(NewColour { name: "red".into() }).run().await?;
    let db = db.tenant(&Token)?;
    let note = NewNote {
        title: "Milk".into(),
    }
    .colour("red".to_owned())
    .urgency(Urgency::High);
    db.insert(note).run().await?;
    let titles: Vec<Titles> = db
        .select(TitlesOf {
            title: Note.title,
            notes: count_all(),
        })
        .from(Note)
        .group_by(Note.title)
        .all()
        .await?;
    assert_eq!((titles[0].title.as_str(), titles[0].notes), ("Milk", 1));
    db.delete(Note).all_rows().run().await?;
    assert_eq!(db.from(Note).count().await?, 0);
    let kept = db.from(Note).with_deleted().one().await?;
    assert!(kept.deleted_at.is_some());
    assert_eq!(kept.written_by, Some(UserId(Uuid::from_u128(7))));
    Ok(())
}
