//! A way to reach somebody in a text that was written where no program could warn of it: asked about once.

use crate::fields::Fields;
use crate::moderation::tells_how_to_reach;

/// The box that is ticked to post it all the same.
pub const REACH_FIELD: &str = "reach_ok";

/// The commands whose texts others read. Letters are read by one person, who may well be told how to be reached.
const ASKED: [&str; 4] = ["threads.ask", "threads.reply", "threads.edit", "threads.edit_reply"];

/// Whether what was typed tells how to reach somebody, and whoever typed it has not said that it is to be posted so.
pub fn reach_unconfirmed(command: &str, fields: &Fields) -> bool {
    ASKED.contains(&command)
        && !fields.has(REACH_FIELD)
        && tells_how_to_reach(&format!("{}\n\n{}", fields.get("title"), fields.get("body")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_of_what_others_read_until_it_is_confirmed() {
        let tells: Fields = [("title", "Un avis"), ("body", "Appelez-moi au 06 12 34 56 78")].into_iter().collect();
        for command in ASKED {
            assert!(reach_unconfirmed(command, &tells), "{command}");
        }
        assert!(!reach_unconfirmed("letters.write", &tells));
        let mut confirmed = tells.clone();
        confirmed.set(REACH_FIELD, "1");
        assert!(!reach_unconfirmed("threads.ask", &confirmed));
        let titled: Fields = [("title", "anne@example.org"), ("body", "Rien")].into_iter().collect();
        assert!(reach_unconfirmed("threads.ask", &titled), "the title is read too");
        let nothing: Fields = [("title", "Un avis"), ("body", "Créatinine à 145 puis 160")].into_iter().collect();
        assert!(!reach_unconfirmed("threads.reply", &nothing));
    }
}
