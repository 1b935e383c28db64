use std::fmt::Debug;

use super::TenantClaims;
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

/// Claims that open a tenant: all [`TenantClaims`] but those of a bare id.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a verified claim that names a tenant",
    label = "opens no tenant",
    note = "implement `TenantClaims` for the type that your token verification returns, and pass that; work without a token goes through `SystemActor`"
)]
pub trait VerifiedClaims: TenantClaims<Key = Self::Verified> {
    /// The tenant key type.
    type Verified: TenantKey;
}

#[diagnostic::do_not_recommend]
impl<C, Key> VerifiedClaims for C
where
    C: TenantClaims<Key = Key>,
    Key: TenantKey,
{
    type Verified = Key;
}
