use chrono::{DateTime, Utc};

use super::key::TenantKey;
use crate::types::{Arg, EncodeError, Hint, Scalar, SqlType};

/// The verified identity behind a request, which names the tenant.
///
/// Implement it for the type that your token verification returns, so that a scope can only come
/// from a verified token. It can't be implemented for a tenant key: a bare id is not a claim.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a verified claim that names a tenant",
    label = "implement `TenantClaims` for the type your token verification returns",
    note = "a tenant's id alone opens nothing: work without a token goes through `SystemActor`"
)]
pub trait TenantClaims {
    /// The tenant key type.
    type Key;
    /// The type that identifies who acts, stamped into `created_by` and `updated_by`.
    type Actor: Scalar;

    /// The tenant that the token names. `None` is refused by `db.tenant(&claims)`.
    fn tenant(&self) -> Option<Self::Key>;

    /// Who acts.
    fn actor(&self) -> Option<Self::Actor>;

    /// Whether this actor may work in another tenant (`db.tenant_as(&claims, other)`).
    fn may_act_in(&self, _other: &Self::Key) -> bool {
        false
    }

    /// When the handle stops working. `None`: never.
    fn valid_until(&self) -> Option<DateTime<Utc>> {
        None
    }
}

/// The key of a scope that a bare tenant id would open: it reaches no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoTenant;

#[diagnostic::do_not_recommend]
impl<K: TenantKey> TenantClaims for K {
    type Key = NoTenant;
    type Actor = i64;

    fn tenant(&self) -> Option<NoTenant> {
        None
    }

    fn actor(&self) -> Option<i64> {
        None
    }
}

/// Claims that may open a [`CrossTenant`](super::CrossTenant) handle.
#[diagnostic::on_unimplemented(
    message = "`{Self}` may not work across tenants",
    label = "implement `CrossTenantClaims` for it, or use a `SystemActor`"
)]
pub trait CrossTenantClaims {
    /// Who acts, as the audit event names it.
    fn actor_name(&self) -> String;

    /// Whether this actor may reach the rows of all tenants.
    fn may_cross_tenants(&self) -> bool;

    /// Who acts, as `created_by` columns store it. `None` stamps NULL.
    fn actor(&self) -> Option<Arg> {
        None
    }

    /// When the handle stops working. `None`: never.
    fn valid_until(&self) -> Option<DateTime<Utc>> {
        None
    }
}

/// A job, webhook, login or seed that works without a user's token.
///
/// ```
/// use orm_core::SystemActor;
/// let nightly = SystemActor::new("earned-premium");
/// assert_eq!(nightly.name(), "earned-premium");
/// ```
#[derive(Clone, Debug)]
pub struct SystemActor {
    name: String,
    actor: Option<Arg>,
}

impl SystemActor {
    /// Names the actor, as it shall appear in audit events.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            actor: None,
        }
    }

    /// The value that `created_by` and `updated_by` columns get from this actor.
    ///
    /// # Errors
    /// [`EncodeError`] when the value is outside its type's domain.
    pub fn stamping<T: Scalar>(mut self, actor: &T) -> Result<Self, EncodeError> {
        self.actor = Some(actor.encode(Hint::NONE)?);
        Ok(self)
    }

    /// The actor's name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl CrossTenantClaims for SystemActor {
    fn actor_name(&self) -> String {
        self.name.clone()
    }

    fn may_cross_tenants(&self) -> bool {
        true
    }

    fn actor(&self) -> Option<Arg> {
        self.actor.clone()
    }
}

/// What a handle knows of the one who uses it. Made by the handle, read by the driver.
#[derive(Clone, Debug, Default)]
pub struct ScopeInfo {
    pub(crate) tenant: Option<Arg>,
    pub(crate) actor: Option<Arg>,
    pub(crate) actor_name: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) valid_until: Option<DateTime<Utc>>,
}

impl ScopeInfo {
    /// The bind value of the actor, encoded as a column with this hint stores it.
    pub(crate) fn actor_arg(&self, hint: Hint, sql: SqlType) -> Arg {
        self.actor
            .as_ref()
            .map_or(Arg::Null(sql), |actor| actor.clone().stored_as(hint))
    }

    /// The bind value of the tenant, encoded as a column with this hint stores it.
    pub(crate) fn tenant_arg(&self, hint: Hint) -> Option<Arg> {
        self.tenant
            .as_ref()
            .map(|tenant| tenant.clone().stored_as(hint))
    }
}
