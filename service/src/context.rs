//! What would otherwise be ambient: store, clock, randomness, mail, keys, settings.

use crate::crypto::Keys;
use crate::live::Hub;
use crate::mail::Mailer;
use crate::pro_sante::Provider;
use crate::push::Pusher;
use crate::refusals::Refusals;
use crate::settings::Settings;
use domain::Timestamp;
use domain::ids::uuid_v7;
use object_store::ObjectStore;
use std::sync::Arc;
use store::Db;
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Draws random bytes fit for secrets.
pub trait Random: Send + Sync {
    /// Fills the whole slice.
    fn fill(&self, bytes: &mut [u8]);
}

/// Handed to every use case; cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// The database.
    pub store: Db,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// Sends mail, or keeps it.
    pub mailer: Arc<dyn Mailer>,
    /// Rings devices.
    pub pusher: Arc<dyn Pusher>,
    /// Who vouches for professions, where the operator set it up.
    pub pro_sante: Option<Arc<Provider>>,
    /// Where the files of pictures lie, sealed.
    pub pictures: Arc<dyn ObjectStore>,
    /// The instance's secrets.
    pub keys: Arc<Keys>,
    /// The operator's settings.
    pub settings: Arc<Settings>,
    /// The live streams open in this process.
    pub live: Arc<Hub>,
    /// What this process refused, counted.
    pub refusals: Arc<Refusals>,
}

impl Context {
    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A fresh id of any kind.
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        let mut random = [0; 10];
        self.random.fill(&mut random);
        let millis = u64::try_from(self.now().0.div_euclid(1_000)).unwrap_or_default();
        uuid_v7(millis, random).into()
    }

    /// So many random bytes.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes);
        bytes
    }
}
