use std::fmt::Debug;

use crate::types::Scalar;

/// A type whose values name tenants. Derive it on a newtype: `#[derive(TenantKey)] struct OrgId(Uuid);`
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tenant key",
    label = "not a tenant key",
    note = "derive it on a newtype: `#[derive(TenantKey, Clone, Debug, PartialEq, Eq)] struct OrgId(pub Uuid);`"
)]
pub trait TenantKey: Scalar + Clone + Debug + PartialEq + Send + Sync + 'static {
    /// Whether the key names nobody: the nil uuid, an empty text, zero. Such a key is refused by
    /// `db.tenant(&claims)`.
    fn is_nil(&self) -> bool;
}

/// A tenant key that came from verified claims. Every [`TenantKey`] is one; what the claims of a
/// bare id name is none.
#[diagnostic::on_unimplemented(
    message = "a tenant's id alone is not a verified claim",
    label = "opens no tenant",
    note = "implement `TenantClaims` for the type that your token verification returns, and pass that; work without a token goes through `SystemActor`"
)]
pub trait VerifiedKey: TenantKey {}
impl<K: TenantKey> VerifiedKey for K {}
