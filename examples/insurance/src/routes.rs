//! What the service answers: one file per database, and the reports that cross organisations.

mod billing;
mod claims;
mod global;
mod policies;
mod policy_book;
mod reports;
mod submissions;

use axum::Router;
use axum::routing::{get, post};

use crate::app::{App, Database};

/// All routes over a backend.
pub fn router<B: Database>(app: App<B>) -> Router {
    Router::new()
        .route("/countries", get(global::countries::<B>))
        .route("/organisation", get(global::organisation::<B>))
        .route(
            "/policies",
            get(policy_book::list::<B>).post(policies::create::<B>),
        )
        .route(
            "/policies/{id}",
            get(policy_book::one::<B>).patch(policies::change::<B>),
        )
        .route("/policies/{id}/bind", post(policies::bind::<B>))
        .route("/policies/{id}/cancel", post(policies::cancel::<B>))
        .route(
            "/submissions",
            get(submissions::list::<B>).post(submissions::create::<B>),
        )
        .route("/submissions/{id}", get(submissions::one::<B>))
        .route("/submissions/{id}/quotes", post(submissions::quote::<B>))
        .route("/quotes/{id}/bind", post(submissions::bind::<B>))
        .route("/claims", get(claims::list::<B>).post(claims::create::<B>))
        .route("/claims/{id}", get(claims::one::<B>))
        .route("/claims/{id}/reserves", post(claims::reserve::<B>))
        .route("/claims/{id}/payments", post(claims::pay::<B>))
        .route(
            "/invoices",
            get(billing::list::<B>).post(billing::create::<B>),
        )
        .route("/invoices/{id}/payments", post(billing::receive::<B>))
        .route("/reports/premium", get(reports::premium::<B>))
        .with_state(app)
}
