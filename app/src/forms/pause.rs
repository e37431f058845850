//! What follows once somebody who writes has paused.

use leptos::prelude::*;
use std::time::Duration;

/// One pause among several.
#[derive(Clone, Copy)]
pub struct Turn {
    turns: StoredValue<u32>,
    mine: u32,
}

impl Turn {
    /// Whether nothing was typed since, and the page is still there.
    pub fn is_latest(self) -> bool {
        self.turns.try_get_value() == Some(self.mine)
    }
}

/// Calls `then` with what was typed, each time that nothing more was for so long.
pub fn when_paused(
    typed: impl Fn() -> String + 'static,
    pause: Duration,
    then: impl Fn(String, Turn) + Clone + 'static,
) {
    let turns = StoredValue::new(0u32);
    Effect::new(move || {
        let text = typed();
        turns.update_value(|turn| *turn += 1);
        let turn = Turn { turns, mine: turns.get_value() };
        let then = then.clone();
        set_timeout(
            move || {
                if turn.is_latest() {
                    then(text, turn);
                }
            },
            pause,
        );
    });
}
