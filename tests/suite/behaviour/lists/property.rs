//! Random requests against a model in Rust.

use std::cmp::Ordering;

use orm::list::{Filter, ListRequest, Operator, OrderTerm};
use orm::prelude::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample;
use serde_json::Value;

use super::fields;
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::isolation::search::{cases, find};
use crate::schema::*;

on_every_backend!(random_requests_are_answered_as_the_model_says);

const NOTES: [Option<&str>; 5] = [None, Some("a"), Some("ab"), Some("b"), Some("ba")];
const STATUSES: [&str; 3] = ["draft", "bound", "cancelled"];
const PREMIUMS: [i64; 4] = [0, 1_00, 2_50, 100_00];
const HOSTILE: [&str; 6] = [
    "org_id",
    "number\"",
    "1=1 --",
    "deleted_at",
    "",
    "policies.id",
];

/// A row, by what the fields show of it.
#[derive(Clone, Debug)]
struct Row {
    number: usize,
    status: usize,
    premium: i64,
    note: Option<&'static str>,
}

fn any_row(number: usize) -> impl Strategy<Value = Row> {
    (
        0..3_usize,
        sample::select(&PREMIUMS[..]),
        sample::select(&NOTES[..]),
    )
        .prop_map(move |(status, premium, note)| Row {
            number,
            status,
            premium,
            note,
        })
}

fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    let rows: Vec<_> = (0..9).map(|number| any_row(number).boxed()).collect();
    (rows, 0..=9_usize).prop_map(|(mut rows, count)| {
        rows.truncate(count);
        rows
    })
}

/// A condition that the model understands.
#[derive(Clone, Debug)]
enum Asked {
    Compare(Field, Operator, Vec<usize>),
    Unknown(&'static str),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

#[derive(Clone, Copy, Debug)]
enum Field {
    Number,
    Status,
    Premium,
    Note,
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Status => "status",
            Self::Premium => "premium",
            Self::Note => "note",
        }
    }

    /// One of its values, as the request says it.
    fn value(self, n: usize) -> String {
        match self {
            Self::Number => format!("n{}", n % 9),
            Self::Status => STATUSES[n % 3].to_owned(),
            Self::Premium => cents(PREMIUMS[n % 4]).to_string(),
            Self::Note => NOTES[1 + n % 4].unwrap_or_default().to_owned(),
        }
    }

    /// How a row's value stands to one of the request's; `None` beside NULL.
    fn compare(self, row: &Row, n: usize) -> Option<Ordering> {
        let value = self.value(n);
        Some(match self {
            Self::Premium => row.premium.cmp(&PREMIUMS[n % 4]),
            _ => self.text(row)?.as_str().cmp(&value),
        })
    }

    fn text(self, row: &Row) -> Option<String> {
        match self {
            Self::Number => Some(format!("n{}", row.number)),
            Self::Status => Some(STATUSES[row.status].to_owned()),
            Self::Premium => Some(cents(row.premium).to_string()),
            Self::Note => row.note.map(str::to_owned),
        }
    }

    fn operators(self) -> Vec<Operator> {
        use Operator::*;
        let mut operators = vec![Eq, Ne, In, NotIn];
        match self {
            Self::Status => {}
            Self::Premium => operators.extend([Lt, Lte, Gt, Gte, Between]),
            _ => operators.extend([
                Lt, Lte, Gt, Gte, Between, Contains, IContains, StartsWith, EndsWith,
            ]),
        }
        if matches!(self, Self::Note) {
            operators.push(IsNull);
        }
        operators
    }
}

fn any_asked() -> impl Strategy<Value = Asked> {
    let field = sample::select(&[Field::Number, Field::Status, Field::Premium, Field::Note][..]);
    let compare = field.prop_flat_map(|field| {
        let operators = sample::select(field.operators());
        (operators, vec(0..12_usize, 2..4))
            .prop_map(move |(operator, values)| Asked::Compare(field, operator, values))
    });
    let leaf = prop_oneof![
        40 => compare,
        1 => sample::select(&HOSTILE[..]).prop_map(Asked::Unknown),
    ];
    leaf.prop_recursive(3, 12, 3, |asked| {
        prop_oneof![
            vec(asked.clone(), 0..3).prop_map(Asked::All),
            vec(asked.clone(), 0..3).prop_map(Asked::Any),
            asked.prop_map(|asked| Asked::Not(Box::new(asked))),
        ]
    })
}

impl Asked {
    fn filter(&self) -> Filter {
        let list = |all: &[Self]| all.iter().map(Self::filter).collect();
        match self {
            Self::Unknown(name) => Filter::field(*name, Operator::Eq, "x"),
            Self::All(all) => Filter::All(list(all)),
            Self::Any(any) => Filter::Any(list(any)),
            Self::Not(asked) => Filter::Not(Box::new(asked.filter())),
            Self::Compare(field, operator, values) => {
                let texts = || values.iter().map(|n| field.value(*n));
                let value: Value = match operator {
                    Operator::In | Operator::NotIn => texts().collect::<Vec<_>>().join(",").into(),
                    Operator::Between => texts().take(2).collect::<Vec<_>>().into(),
                    Operator::IsNull => (values[0] % 2 == 0).into(),
                    _ => texts().next().into(),
                };
                Filter::field(field.name(), *operator, value)
            }
        }
    }

    fn is_known(&self) -> bool {
        match self {
            Self::Unknown(_) => false,
            Self::Compare(..) => true,
            Self::All(all) | Self::Any(all) => all.iter().all(Self::is_known),
            Self::Not(asked) => asked.is_known(),
        }
    }

    /// Whether the row fulfils it; `None` is SQL's "unknown".
    fn holds(&self, row: &Row) -> Option<bool> {
        let both = |all: &[Self], ends: bool| {
            let mut answer = Some(!ends);
            for asked in all {
                match asked.holds(row) {
                    Some(held) if held == ends => return Some(ends),
                    Some(_) => {}
                    None => answer = None,
                }
            }
            answer
        };
        match self {
            Self::Unknown(_) => unreachable!("such a request is refused"),
            Self::All(all) => both(all, false),
            Self::Any(any) => both(any, true),
            Self::Not(asked) => asked.holds(row).map(|held| !held),
            Self::Compare(field, Operator::IsNull, values) => {
                Some(field.text(row).is_none() == (values[0] % 2 == 0))
            }
            Self::Compare(field, operator, values) => {
                let text = field.text(row)?;
                let value = field.value(values[0]);
                let first = field.compare(row, values[0])?;
                let one_of = values
                    .iter()
                    .any(|n| field.compare(row, *n) == Some(Ordering::Equal));
                Some(match operator {
                    Operator::Eq => first.is_eq(),
                    Operator::Ne => first.is_ne(),
                    Operator::Lt => first.is_lt(),
                    Operator::Lte => first.is_le(),
                    Operator::Gt => first.is_gt(),
                    Operator::Gte => first.is_ge(),
                    Operator::In => one_of,
                    Operator::NotIn => !one_of,
                    Operator::Between => first.is_ge() && field.compare(row, values[1])?.is_le(),
                    Operator::Contains | Operator::IContains => text.contains(&value),
                    Operator::StartsWith => text.starts_with(&value),
                    Operator::EndsWith => text.ends_with(&value),
                    other => unreachable!("{other:?}"),
                })
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Case {
    rows: Vec<Row>,
    others: Vec<Row>,
    asked: Asked,
    order: Vec<(Field, bool)>,
    limit: u64,
}

fn any_case() -> impl Strategy<Value = Case> {
    // Names of an enum are in the order of their declaration on some databases.
    let order = sample::subsequence(vec![Field::Number, Field::Premium, Field::Note], 0..=3)
        .prop_shuffle()
        .prop_flat_map(|fields| {
            let directions = vec(any::<bool>(), fields.len());
            directions.prop_map(move |down| fields.clone().into_iter().zip(down).collect())
        });
    (any_rows(), any_rows(), any_asked(), order, 1..5_u64).prop_map(
        |(rows, others, asked, order, limit)| Case {
            rows,
            others,
            asked,
            order,
            limit,
        },
    )
}

impl Case {
    fn request(&self) -> ListRequest {
        let order = self.order.iter().map(|(field, descending)| OrderTerm {
            name: field.name().to_owned(),
            descending: *descending,
        });
        ListRequest {
            filter: self.asked.filter(),
            order: order.collect(),
            limit: Some(self.limit),
            ..ListRequest::default()
        }
    }

    /// The numbers of the rows that the request finds, in its order.
    fn expected(&self) -> Vec<usize> {
        let holds = |row: &&Row| self.asked.holds(row) == Some(true);
        let mut rows: Vec<_> = self.rows.iter().filter(holds).collect();
        rows.sort_by(|left, right| {
            let terms = self.order.iter().map(|(field, down)| {
                let order = match field {
                    Field::Premium => left.premium.cmp(&right.premium),
                    _ => match (field.text(left), field.text(right)) {
                        // NULLs stand behind in either direction.
                        (None, None) => return Ordering::Equal,
                        (None, Some(_)) => return Ordering::Greater,
                        (Some(_), None) => return Ordering::Less,
                        (Some(left), Some(right)) => left.cmp(&right),
                    },
                };
                if *down { order.reverse() } else { order }
            });
            terms
                .fold(Ordering::Equal, Ordering::then)
                .then(left.number.cmp(&right.number))
        });
        rows.iter().map(|row| row.number).collect()
    }
}

async fn fill<B: TestBackend>(db: &Tenant<B>, holder: Uuid, rows: &[Row]) {
    db.delete(Policy)
        .permanently()
        .all_rows()
        .run()
        .await
        .unwrap();
    let rows = rows.iter().map(|row| {
        let number = row.number as u128;
        let status = [
            PolicyStatus::Draft,
            PolicyStatus::Bound,
            PolicyStatus::Cancelled,
        ];
        let new = policy(id(100 + number), &format!("n{number}"), holder, row.premium);
        let new = new.status(status[row.status]);
        match row.note {
            Some(note) => new.note(note.to_owned()),
            None => new,
        }
    });
    db.insert_many(rows).run().await.unwrap();
}

async fn random_requests_are_answered_as_the_model_says<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    for tenant in [&acme, &beta] {
        tenant.delete(Claim).all_rows().run().await.unwrap();
        tenant.delete(Tag).all_rows().run().await.unwrap();
    }
    let fields = fields();
    let (mut refused, mut found) = (0_u32, 0_u32);
    let count = cases::<B>(400);
    let failure = find(&any_case(), count, async |case| {
        fill(&acme, ADA, &case.rows).await;
        fill(&beta, ZOE, &case.others).await;
        let mut request = case.request();
        if !case.asked.is_known() {
            refused += 1;
            return match fields.read(&request) {
                Err(_) => Ok(()),
                Ok(_) => Err("an unknown name was taken".to_owned()),
            };
        }
        let expected = case.expected();
        let mut numbers = Vec::new();
        loop {
            let listing = fields.read(&request).map_err(|error| error.to_string())?;
            let list = || acme.from(Policy).list(&listing);
            let count = list().count().await.map_err(|error| error.to_string())?;
            if count != expected.len() as u64 {
                return Err(format!("{count} rows are counted of {expected:?}"));
            }
            let page = list().page().await.map_err(|error| error.to_string())?;
            numbers.extend(
                page.rows
                    .iter()
                    .map(|policy| policy.id.as_u128() as usize - 100),
            );
            match page.next {
                Some(next) if numbers.len() <= expected.len() => request.after = Some(next),
                _ => break,
            }
        }
        found += u32::from(!numbers.is_empty());
        match numbers == expected {
            true => Ok(()),
            false => Err(format!("{numbers:?} instead of {expected:?}")),
        }
    })
    .await;
    if let Some(failure) = failure {
        panic!("a list differs from its model\n{}", failure.report());
    }
    println!("{count} requests: {refused} refused, {found} found rows");
    assert!(found * 4 > count, "most requests found nothing");
}
