//! What an action is called where it comes to something else: of a text that nobody reads yet, of what a member says of
//! themselves.

use super::Words;
use domain::Locale;
use domain::moderation::Action;

impl Words {
    /// What is done about what a member says of themselves, as a choice.
    pub fn member_action_name(self, action: Action) -> &'static str {
        match (action, self.0) {
            (Action::Remove, Locale::Fr) => "Effacer sa présentation",
            (Action::Remove, Locale::En) => "Take their line away",
            _ => self.action_name(action),
        }
    }

    /// What that comes to.
    pub fn member_action_hint(self, action: Action) -> &'static str {
        match (action, self.0) {
            (Action::Remove, Locale::Fr) => "La ligne sous son nom disparaît ; la personne pourra en écrire une autre",
            (Action::Remove, Locale::En) => "The line under their name goes; they may write another",
            (Action::AskEdit, Locale::Fr) => "La personne sait quoi changer dans sa présentation",
            (Action::AskEdit, Locale::En) => "The person knows what to change in their line",
            _ => self.action_hint(action),
        }
    }

    /// What is done about a text that nobody reads yet, as a choice.
    pub fn veiled_action_name(self, action: Action) -> &'static str {
        match (action, self.0) {
            (Action::Keep, Locale::Fr) => "Publier",
            (Action::Keep, Locale::En) => "Publish",
            (Action::Hide, Locale::Fr) => "Demander une correction",
            (Action::Hide, Locale::En) => "Ask for a correction",
            _ => self.action_name(action),
        }
    }

    /// What that comes to.
    pub fn veiled_action_hint(self, action: Action) -> &'static str {
        match (action, self.0) {
            (Action::Keep, Locale::Fr) => "Le texte devient visible ; la personne en est prévenue",
            (Action::Keep, Locale::En) => "The text can be seen; the person is told",
            (Action::Hide, Locale::Fr) => "Il reste masqué jusqu’à ce que la personne le corrige",
            (Action::Hide, Locale::En) => "It stays hidden until the person mends it",
            _ => self.action_hint(action),
        }
    }
}
