//! D1 by a Worker's binding, a value of JavaScript that stays on its thread.

use futures::channel::oneshot;
use js_sys::{Array, Function, JSON, Promise, Reflect};
use orm_core::Error;
use send_wrapper::SendWrapper;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::answer::{Ran, named, thrown};
use super::options::D1Options;
use super::write::Written;

/// The binding. A Worker has one thread: the wrapper says so to pools, which may be shared.
pub(super) struct Binding(SendWrapper<JsValue>);

impl Binding {
    pub(super) fn new(database: JsValue) -> Self {
        Self(SendWrapper::new(database))
    }

    /// Runs statements, which take effect together.
    pub(super) async fn run(
        &self,
        batch: &[&Written],
        options: &D1Options,
    ) -> Result<Vec<Ran>, Error> {
        let wanted = batch.len();
        let receiver = self.start(batch);
        let lost = |reason: &str| Error::ConnectionLost(reason.to_owned());
        let answer = receiver.await.map_err(|_| lost("the worker has ended"))?;
        let text = answer.map_err(|message| thrown(message, options))?;
        let results: Option<Vec<named::Result>> = serde_json::from_str(&text).ok();
        match results {
            Some(results) if results.len() == wanted => {
                Ok(results.into_iter().map(Ran::from).collect())
            }
            _ => Err(lost("the binding's answer can't be read")),
        }
    }

    /// JavaScript's values stay in a task of their own: a statement only waits for the answer.
    fn start(&self, batch: &[&Written]) -> oneshot::Receiver<Result<String, String>> {
        let (sender, receiver) = oneshot::channel();
        let called = call(&self.0, batch);
        spawn_local(async move {
            let answer = match called {
                Ok(promise) => JsFuture::from(promise).await,
                Err(error) => Err(error),
            };
            let text = answer.and_then(|results| JSON::stringify(&results));
            let text = text.map(String::from).map_err(|error| message(&error));
            // Nobody receives it when the statement was dropped.
            let _ = sender.send(text);
        });
        receiver
    }
}

fn call(database: &JsValue, batch: &[&Written]) -> Result<Promise, JsValue> {
    let statements = Array::new();
    for written in batch {
        let sql = Array::of1(&JsValue::from_str(&written.sql));
        let mut statement = method(database, "prepare", &sql)?;
        if !written.params.is_empty() {
            let params: Array = written.params.iter().map(value).collect();
            statement = method(&statement, "bind", &params)?;
        }
        statements.push(&statement);
    }
    method(database, "batch", &Array::of1(&statements))?.dyn_into()
}

fn method(object: &JsValue, name: &str, args: &Array) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    function.apply(object, args)
}

fn value(value: &Value) -> JsValue {
    match value {
        Value::String(text) => JsValue::from_str(text),
        number => number.as_f64().map_or(JsValue::NULL, JsValue::from_f64),
    }
}

fn message(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok();
    message
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| "the binding failed".to_owned())
}
