use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// A span that has closed, or an event.
#[derive(Clone, Debug)]
pub struct Entry {
    pub target: String,
    pub name: &'static str,
    pub level: Level,
    pub fields: BTreeMap<&'static str, String>,
}

impl Entry {
    fn new(metadata: &tracing::Metadata<'static>) -> Self {
        Self {
            target: metadata.target().to_owned(),
            name: metadata.name(),
            level: *metadata.level(),
            fields: BTreeMap::new(),
        }
    }

    #[track_caller]
    pub fn field(&self, name: &str) -> &str {
        self.fields
            .get(name)
            .unwrap_or_else(|| panic!("{self:?} has no {name}"))
    }
}

impl Visit for Entry {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name(), value.to_owned());
    }
}

/// What this thread traces, until it is dropped.
pub struct Recorded {
    entries: Entries,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Entries(Arc<Mutex<Vec<Entry>>>);

pub fn record() -> Recorded {
    let entries = Entries::default();
    let subscriber = tracing_subscriber::registry().with(entries.clone());
    Recorded {
        entries,
        _guard: tracing::subscriber::set_default(subscriber),
    }
}

impl Recorded {
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.0.lock().unwrap().clone()
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Entries {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut entry = Entry::new(attributes.metadata());
        attributes.record(&mut entry);
        context
            .span(id)
            .expect("the span")
            .extensions_mut()
            .insert(entry);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).expect("the span");
        if let Some(entry) = span.extensions_mut().get_mut::<Entry>() {
            values.record(entry);
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut entry = Entry::new(event.metadata());
        event.record(&mut entry);
        self.0.lock().unwrap().push(entry);
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id).expect("the span");
        if let Some(entry) = span.extensions_mut().remove::<Entry>() {
            self.0.lock().unwrap().push(entry);
        }
    }
}
