//! A page's data on its way: as value where it was made, as text where it came with the page.
//!
//! Pages wait for one type, whatever they show: the code that waits is in the program once, not once
//! per page.

use crate::error::AppError;
use leptos::server::codee::{Decoder, Encoder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::Any;
use std::convert::Infallible;
use std::sync::Arc;

/// What a page shows.
pub trait Carried: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// Leaves out what only parts of the page need that hydration takes over as they are
    /// (`inner_html`): it is in the page already and need not come twice. What decides which
    /// elements there are must stay.
    fn lighten(&mut self) {}
}

impl Carried for () {}

/// A value that can be written without knowing its type.
trait Contents: Any + Send + Sync {
    fn write(&self) -> Option<String>;
}

impl<T: Carried> Contents for T {
    fn write(&self) -> Option<String> {
        let mut light = self.clone();
        light.lighten();
        serde_json::to_string(&light).ok()
    }
}

#[derive(Clone)]
enum State {
    Value(Arc<dyn Contents>),
    Text(Arc<str>),
    Failed(AppError),
}

/// Data, or why there are none.
#[derive(Clone)]
pub struct Parcel(State);

impl Parcel {
    /// Packs what was asked for.
    pub fn pack<T: Carried>(asked: Result<T, AppError>) -> Self {
        Self(match asked {
            Ok(value) => State::Value(Arc::new(value)),
            Err(error) => State::Failed(error),
        })
    }

    /// Takes it out. Text of another shape (a page older than its program) is as if unreachable.
    pub fn open<T: Carried>(self) -> Result<T, AppError> {
        match self.0 {
            State::Value(value) => {
                let value: Arc<dyn Any + Send + Sync> = value;
                value.downcast().map(Arc::unwrap_or_clone).map_err(|_| AppError::Network)
            }
            State::Text(text) => crate::json::read(&text).map_err(|_| AppError::Network),
            State::Failed(error) => Err(error),
        }
    }
}

/// Writes a parcel into the page and reads it there: a mark, then JSON.
pub struct Seal;

const VALUE: char = '+';
const FAILED: char = '-';

impl Encoder<Parcel> for Seal {
    type Error = Infallible;
    type Encoded = String;

    fn encode(parcel: &Parcel) -> Result<String, Infallible> {
        let (mark, text) = match &parcel.0 {
            State::Value(value) => (VALUE, value.write()),
            State::Text(text) => (VALUE, Some(text.to_string())),
            State::Failed(error) => (FAILED, serde_json::to_string(error).ok()),
        };
        let mut sealed = text.unwrap_or_default();
        sealed.insert(0, mark);
        Ok(sealed)
    }
}

impl Decoder<Parcel> for Seal {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(sealed: &str) -> Result<Parcel, serde_json::Error> {
        Ok(Parcel(match sealed.strip_prefix(VALUE) {
            Some(text) => State::Text(text.into()),
            None => State::Failed(crate::json::read(sealed.trim_start_matches(FAILED))?),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Problem;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Page {
        title: String,
        text: String,
    }

    impl Carried for Page {
        fn lighten(&mut self) {
            self.text.clear();
        }
    }

    fn page() -> Page {
        Page { title: "Fatigue".into(), text: "Long".into() }
    }

    #[test]
    fn where_it_was_made_it_is_whole_and_on_the_way_it_is_light() {
        let parcel = Parcel::pack(Ok(page()));
        let Ok(sealed) = Seal::encode(&parcel);
        assert_eq!(parcel.open::<Page>(), Ok(page()));
        let arrived = Seal::decode(&sealed).unwrap();
        assert_eq!(arrived.open::<Page>(), Ok(Page { text: String::new(), ..page() }));
    }

    #[test]
    fn errors_travel_and_another_shape_is_an_error() {
        let error = AppError::Problem(Problem::NotFound);
        let Ok(sealed) = Seal::encode(&Parcel::pack::<Page>(Err(error)));
        assert_eq!(Seal::decode(&sealed).unwrap().open::<Page>(), Err(error));
        assert_eq!(Seal::decode("+{}").unwrap().open::<Page>(), Err(AppError::Network));
        assert!(Seal::decode("?").is_err());
        assert_eq!(Parcel::pack(Ok(())).open::<Page>(), Err(AppError::Network));
    }
}
