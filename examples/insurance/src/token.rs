//! Who calls: a JSON Web Token, believed only after its signature was checked.

use std::fmt;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use orm::prelude::*;
use orm::scope::CrossTenantClaims;
use serde::{Deserialize, Serialize};

use crate::error::Failure;
use crate::schema::{OrgId, Role};

const AUDIENCE: &str = "insurance";

/// What a token of ours says. Only [`Verifier::verify`] makes one of a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Token {
    /// The user.
    pub sub: Uuid,
    /// The user's organisation.
    pub org: Option<OrgId>,
    /// What the user may do.
    pub role: Role,
    /// For whom the token is.
    pub aud: String,
    /// When it ends, in seconds since 1970.
    pub exp: i64,
}

impl Token {
    /// A token for a user of an organisation, valid for an hour.
    pub fn new(sub: Uuid, org: OrgId, role: Role) -> Self {
        Self {
            sub,
            org: Some(org),
            role,
            aud: AUDIENCE.to_owned(),
            exp: Utc::now().timestamp() + 3600,
        }
    }

    /// Signs it with a secret, as the identity provider does.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn sign(&self, secret: &[u8]) -> Result<String, jsonwebtoken::errors::Error> {
        encode(
            &Header::new(Algorithm::HS256),
            self,
            &EncodingKey::from_secret(secret),
        )
    }

    /// Whether the role reaches beyond its organisation.
    pub fn crosses_organisations(&self) -> bool {
        matches!(self.role, Role::Superadmin | Role::Auditor | Role::System)
    }
}

impl TenantClaims for Token {
    type Key = OrgId;
    type Actor = Uuid;

    fn tenant(&self) -> Option<OrgId> {
        self.org
    }

    fn actor(&self) -> Option<Uuid> {
        Some(self.sub)
    }

    fn may_act_in(&self, other: &OrgId) -> bool {
        self.crosses_organisations() || self.org == Some(*other)
    }

    fn valid_until(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.exp, 0)
    }
}

impl CrossTenantClaims for Token {
    fn actor_name(&self) -> String {
        format!("{} {}", self.role.as_str(), self.sub)
    }

    fn may_cross_tenants(&self) -> bool {
        self.crosses_organisations()
    }

    fn valid_until(&self) -> Option<DateTime<Utc>> {
        TenantClaims::valid_until(self)
    }
}

/// Checks signatures with one key and one algorithm: a token can't choose its own.
pub struct Verifier {
    key: DecodingKey,
    validation: Validation,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("algorithms", &self.validation.algorithms)
            .finish_non_exhaustive()
    }
}

impl Verifier {
    /// Tokens signed with a secret that we share with the identity provider (HS256).
    pub fn secret(secret: &[u8]) -> Self {
        Self::new(DecodingKey::from_secret(secret), Algorithm::HS256)
    }

    /// Tokens signed with the key whose public half is this: `x` of its JWK, in base64url (EdDSA).
    ///
    /// # Errors
    /// When it is no such key.
    pub fn ed25519(public: &str) -> Result<Self, jsonwebtoken::errors::Error> {
        let key = DecodingKey::from_ed_components(public)?;
        Ok(Self::new(key, Algorithm::EdDSA))
    }

    fn new(key: DecodingKey, algorithm: Algorithm) -> Self {
        let mut validation = Validation::new(algorithm);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "aud"]);
        validation.leeway = 0;
        Self { key, validation }
    }

    /// What the token says, if we believe it.
    ///
    /// # Errors
    /// [`Failure::Token`] when its signature is another key's, when it has ended, or when it is for
    /// somebody else.
    pub fn verify(&self, token: &str) -> Result<Token, Failure> {
        use jsonwebtoken::errors::ErrorKind;
        decode::<Token>(token, &self.key, &self.validation)
            .map(|data| data.claims)
            .map_err(|error| {
                Failure::Token(match error.kind() {
                    ErrorKind::ExpiredSignature => "it has ended",
                    ErrorKind::InvalidSignature => "its signature is not ours",
                    ErrorKind::InvalidAudience => "it is for another service",
                    _ => "it can't be read",
                })
            })
    }
}
