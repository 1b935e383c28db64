//! The platform's `fetch`, in a browser or a Worker.

use std::future::Future;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Answer, Request, Response, Transport, TransportError};
use crate::Error;
use crate::driver::ConnectError;

struct Fetch;

pub(super) fn transport(authorities: Option<&Path>) -> Result<Arc<dyn Transport>, Error> {
    match authorities {
        None => Ok(Arc::new(Fetch)),
        Some(_) => Err(ConnectError::Tls {
            reason: "the platform's `fetch` alone says whom it trusts: leave `ssl-ca` out"
                .to_owned(),
        }
        .into()),
    }
}

impl Transport for Fetch {
    fn post(&self, request: Request) -> Answer<'_> {
        let (sender, receiver) = oneshot::channel();
        // JavaScript's values stay on their thread: this future only waits for the answer.
        spawn_local(async move {
            // Nobody receives it when the statement was dropped.
            let _ = sender.send(within(request).await);
        });
        Box::pin(async move {
            let gone = || TransportError::NoAnswer("the worker has ended".to_owned());
            receiver.await.map_err(|_| gone())?
        })
    }
}

async fn within(request: Request) -> Result<Response, TransportError> {
    let limit = request.timeout;
    let fetched = pin!(fetch(request));
    match select(fetched, futures_timer::Delay::new(limit)).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(TransportError::TimedOut(limit)),
    }
}

async fn fetch(request: Request) -> Result<Response, TransportError> {
    let promise = call(&request).map_err(|error| TransportError::NotSent(reason(&error)))?;
    let lost = |error: JsValue| TransportError::NoAnswer(reason(&error));
    let response = JsFuture::from(promise).await.map_err(lost)?;
    read(&response).await.map_err(lost)
}

fn call(request: &Request) -> Result<Promise, JsValue> {
    let headers = Object::new();
    set(&headers, "Content-Type", "application/json")?;
    set(&headers, "Authorization", &request.authorization)?;
    let init = Object::new();
    set(&init, "method", "POST")?;
    set(&init, "body", &request.body)?;
    // A password goes to no other place than the one that was named.
    set(&init, "redirect", "manual")?;
    Reflect::set(&init, &"headers".into(), &headers)?;
    let global = js_sys::global();
    let fetch: Function = Reflect::get(&global, &"fetch".into())?.dyn_into()?;
    let args = Array::of2(&JsValue::from_str(&request.url), &init);
    fetch.apply(&global, &args)?.dyn_into()
}

fn set(object: &Object, name: &str, value: &str) -> Result<(), JsValue> {
    Reflect::set(object, &name.into(), &value.into()).map(drop)
}

async fn read(response: &JsValue) -> Result<Response, JsValue> {
    let status = Reflect::get(response, &"status".into())?
        .as_f64()
        .unwrap_or_default();
    let buffer: Function = Reflect::get(response, &"arrayBuffer".into())?.dyn_into()?;
    let promise: Promise = buffer.call0(response)?.dyn_into()?;
    let body = Uint8Array::new(&JsFuture::from(promise).await?).to_vec();
    Ok(Response {
        status: status as u16,
        body,
    })
}

fn reason(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok();
    message
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| "fetch failed".to_owned())
}

/// Runs a future to its end beside the program's own.
pub fn spawn(run: impl Future<Output = ()> + Send + 'static) {
    spawn_local(run);
}
