//! What the first page brings along for the browser: who reads, in which language, and a form that
//! was refused without JavaScript.

use domain::members::{Shell, Theme, Viewer};
use domain::{Locale, Problem, Refused};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A form that came back: why, and which of the page's forms it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refilled {
    /// The command, e.g. `threads.reply`.
    pub form: String,
    /// Tells several forms of one command apart.
    pub key: String,
    /// What to correct, with what was typed.
    pub refused: Refused,
    /// Or why the whole is not possible.
    pub problem: Option<Problem>,
}

impl Refilled {
    /// Whether something is to be corrected, or added.
    pub fn failed(&self) -> bool {
        let adds = self.refused.typed.has(domain::pictures::ADD_FIELD);
        self.problem.is_some() || adds || !self.refused.errors.is_empty()
    }
}

/// Everything the browser must know before it draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boot {
    /// Who reads, and how.
    pub shell: Shell,
    /// A refused form.
    pub refilled: Option<Refilled>,
    /// Names the request in the log.
    pub correlation: String,
}

impl Default for Boot {
    fn default() -> Self {
        Self {
            shell: Shell {
                viewer: None,
                locale: Locale::default(),
                theme: Theme::System,
                development: false,
                minimum_age: 18,
                help: domain::crisis::Numbers::default(),
            },
            refilled: None,
            correlation: String::new(),
        }
    }
}

/// Takes the boot from the server's context, or in the browser from the page.
pub fn provide() -> Boot {
    let boot = SharedValue::new(|| use_context::<Boot>().unwrap_or_default()).into_inner();
    provide_context(boot.clone());
    provide_context(Refresh(RwSignal::new(0)));
    let hydrated = RwSignal::new(false);
    provide_context(crate::forms::Hydrated(hydrated));
    crate::notices::provide();
    crate::device::provide();
    #[cfg(feature = "hydrate")]
    TAKEN_OVER.set(Some(hydrated));
    boot
}

#[cfg(feature = "hydrate")]
thread_local! {
    /// What [`taken_over`] sets; the browser has one application and one thread.
    static TAKEN_OVER: std::cell::Cell<Option<RwSignal<bool>>> = const { std::cell::Cell::new(None) };
}

/// Called once the first page is hydrated whole, lazy parts included: what is drawn differently in
/// the browser may be so from now on. Tests wait for the mark on the document.
#[cfg(feature = "hydrate")]
pub fn taken_over() {
    if let Some(hydrated) = TAKEN_OVER.get() {
        hydrated.set(true);
    }
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-hydrated", "yes");
    }
}

/// Counts up when something was written: every page's data is asked for again.
#[derive(Clone, Copy)]
pub struct Refresh(pub RwSignal<u32>);

/// The reader's language.
pub fn locale() -> Locale {
    with_context::<Boot, _>(|boot| boot.shell.locale).unwrap_or_default()
}

/// The reader, if signed in.
pub fn viewer() -> Option<Viewer> {
    with_context::<Boot, _>(|boot| boot.shell.viewer.clone()).flatten()
}

/// What frames every page.
pub fn frame() -> Shell {
    with_context::<Boot, _>(|boot| boot.shell.clone()).unwrap_or_else(|| Boot::default().shell)
}

/// Names the request in the log.
pub fn correlation() -> String {
    with_context::<Boot, _>(|boot| boot.correlation.clone()).unwrap_or_default()
}
