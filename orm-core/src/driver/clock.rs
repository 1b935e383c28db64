//! Time as the platform has it: wasm32 has no `Instant`, and no timer of tokio's.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod platform {
    pub(in crate::driver) use std::time::Instant;

    /// The value of a future, unless it takes longer.
    #[cfg(feature = "pool")]
    pub(in crate::driver) async fn within<T>(
        limit: std::time::Duration,
        run: impl Future<Output = T>,
    ) -> Option<T> {
        tokio::time::timeout(limit, run).await.ok()
    }
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod platform {
    use std::time::Duration;

    use chrono::{DateTime, Utc};

    /// A moment of the platform's clock.
    #[derive(Clone, Copy)]
    pub(in crate::driver) struct Instant(DateTime<Utc>);

    impl Instant {
        pub(in crate::driver) fn now() -> Self {
            Self(Utc::now())
        }

        pub(in crate::driver) fn elapsed(self) -> Duration {
            // The clock may have been set back.
            (Utc::now() - self.0).to_std().unwrap_or_default()
        }
    }

    /// The value of a future, unless it takes longer.
    #[cfg(feature = "pool")]
    pub(in crate::driver) async fn within<T>(
        limit: Duration,
        run: impl Future<Output = T>,
    ) -> Option<T> {
        use futures::future::{Either, select};

        match select(std::pin::pin!(run), futures_timer::Delay::new(limit)).await {
            Either::Left((value, _)) => Some(value),
            Either::Right(_) => None,
        }
    }
}

pub(super) use platform::*;
