use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};
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
    fn new(metadata: &Metadata<'static>) -> Self {
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

type Entries = Arc<Mutex<Vec<Entry>>>;

thread_local! {
    static OF_THIS_THREAD: RefCell<Option<Entries>> = const { RefCell::new(None) };
}

fn of_this_thread() -> Option<Entries> {
    OF_THIS_THREAD.with_borrow(Clone::clone)
}

/// What this thread traces, until it is dropped.
pub struct Recorded {
    entries: Entries,
    before: Option<Entries>,
}

/// One subscriber for all threads: where each test has its own, `tracing` decides anew with each of
/// them which spans anybody wants, and spans of other threads get lost meanwhile.
pub fn record() -> Recorded {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let subscriber = tracing_subscriber::registry().with(Router);
        tracing::subscriber::set_global_default(subscriber).expect("no other is installed");
    });
    let entries = Entries::default();
    let before = OF_THIS_THREAD.replace(Some(Arc::clone(&entries)));
    Recorded { entries, before }
}

impl Recorded {
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.lock().unwrap().clone()
    }
}

impl Drop for Recorded {
    fn drop(&mut self) {
        OF_THIS_THREAD.set(self.before.take());
    }
}

/// Hands entries to the thread that they came up in.
struct Router;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Router {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        // A client of HTTP has much to say of its own.
        metadata.target().starts_with("orm") && OF_THIS_THREAD.with_borrow(Option::is_some)
    }

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
        if let Some(entries) = of_this_thread() {
            entries.lock().unwrap().push(entry);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id).expect("the span");
        let entry = span.extensions_mut().remove::<Entry>();
        if let (Some(entry), Some(entries)) = (entry, of_this_thread()) {
            entries.lock().unwrap().push(entry);
        }
    }
}
