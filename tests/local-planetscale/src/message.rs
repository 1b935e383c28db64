//! The protocol's messages: 64-bit numbers are text, and members with their default are left out.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ExecuteRequest {
    pub(crate) query: String,
    pub(crate) session: Option<Value>,
}

#[derive(Serialize)]
pub(crate) struct ExecuteResponse {
    pub(crate) session: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<QueryResult>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<ErrorBody>,
    /// Seconds.
    pub(crate) timing: f64,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct QueryResult {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) fields: Vec<Field>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) rows: Vec<Row>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rows_affected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) insert_id: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Field {
    pub(crate) name: String,
    /// Absent for NULL, the enum's first.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<&'static str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) table: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) org_table: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) database: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) org_name: String,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) column_length: u32,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) charset: u32,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) decimals: u32,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) flags: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[derive(Serialize)]
pub(crate) struct Row {
    /// -1 for NULL.
    pub(crate) lengths: Vec<String>,
    /// The cells that aren't NULL, one after the other, in base64.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) values: String,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct ErrorBody {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}
