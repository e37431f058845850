//! Words of help at once. Numbers are those of the reader's country, and where they are right is always said.

use domain::Locale;
use domain::crisis::{Crisis, Numbers};

words! {
    label: "De l’aide, maintenant", "Help, now";
    nothing_blocked: "Vous pouvez continuer à écrire ici : rien n’est bloqué, et rien n’a été envoyé à ces services.",
        "You can go on writing here: nothing is blocked, and nothing was sent to these services.";
    right_in(place: &str): format!("{place} :"), format!("{place}:");
    suicide: "Quelqu’un peut vous écouter maintenant.", "Somebody can listen to you now.";
    france_listens(number: &str, emergency: &str):
        format!("Le {number} (en France) répond jour et nuit, gratuitement, sans juger ; il répond aussi à ceux qui s’inquiètent pour quelqu’un. En danger immédiat, appelez le {emergency}."),
        format!("{number} (in France) answers day and night, free and without judging; also those who worry for somebody. In immediate danger, call {emergency}.");
    listens(number: &str, emergency: &str, place: &str):
        format!("Le {number} ({place}) est là pour écouter. En danger immédiat, appelez le {emergency}."),
        format!("{number} ({place}) is there to listen. In immediate danger, call {emergency}.");
    in_danger(emergency: &str, place: &str):
        format!("Parlez à quelqu’un de confiance, près de vous. En danger immédiat, appelez le {emergency} ({place})."),
        format!("Speak to somebody you trust, near you. In immediate danger, call {emergency} ({place}).");
    overdose(number: &str, place: &str): format!("Appelez le {number} ({place}) maintenant, même si tout semble aller."),
        format!("Call {number} ({place}) now, even if all seems well.");
    overdose_text: "Dites ce qui a été pris, combien et à quelle heure. Une réponse ici viendrait trop tard.",
        "Say what was taken, how much and when. An answer here would come too late.";
    signs(number: &str, place: &str): format!("Ces signes méritent un appel au {number} ({place}), tout de suite."),
        format!("These signs deserve a call to {number} ({place}), at once.");
    chest_text: "Restez au repos et ne conduisez pas. Mieux vaut appeler pour rien que trop tard.",
        "Rest, and do not drive. Better to call for nothing than too late.";
    stroke_text: "Notez l’heure à laquelle ils ont commencé, même s’ils passent : chaque minute compte.",
        "Note when they began, even if they pass: every minute counts.";
    violence: "Vous avez le droit d’être en sécurité.", "You have the right to be safe.";
    france_violence: "En danger, appelez le 17 (en France), ou écrivez au 114 si vous ne pouvez pas parler. Le 3919 écoute les femmes et leur entourage, gratuitement et de façon anonyme.",
        "In danger, call 17 (in France), or text 114 if you cannot speak. 3919 listens to women and those around them, free and anonymously.";
    danger(number: &str, place: &str): format!("En danger, appelez le {number} ({place})."),
        format!("In danger, call {number} ({place}).");
    in_an_emergency_call(called: &str): format!("En urgence, appelez {called}."), format!("In an emergency, call {called}.");
    in_an_emergency_i_call(called: &str): format!("Devant une urgence, j’appelle {called}, je n’écris pas ici."),
        format!("In an emergency I call {called}, I do not write here.");
    call_day_and_night(place: &str):
        format!("Ici, personne ne peut répondre assez vite. {place}, appelez jour et nuit :"),
        format!("Nobody here can answer fast enough. {place}, call day and night:");
}

impl Words {
    /// What is said first.
    pub fn title(self, sign: Crisis, numbers: &Numbers) -> String {
        let place = numbers.place_inside(self.0);
        match sign {
            Crisis::Suicide => self.suicide().into(),
            Crisis::Overdose => self.overdose(numbers.medical(), &place),
            Crisis::Chest | Crisis::Stroke => self.signs(numbers.medical(), &place),
            Crisis::Violence => self.violence().into(),
        }
    }

    /// What to do.
    pub fn text(self, sign: Crisis, numbers: &Numbers) -> String {
        let place = numbers.place_inside(self.0);
        match sign {
            Crisis::Suicide => match numbers.suicide() {
                Some(number) if numbers.is_france() => self.france_listens(number, numbers.medical()),
                Some(number) => self.listens(number, numbers.medical(), &place),
                None => self.in_danger(numbers.medical(), &place),
            },
            Crisis::Overdose => self.overdose_text().into(),
            Crisis::Chest => self.chest_text().into(),
            Crisis::Stroke => self.stroke_text().into(),
            Crisis::Violence if numbers.is_france() => self.france_violence().into(),
            Crisis::Violence => self.danger(numbers.police(), &place),
        }
    }

    /// Beside every composer: not to wait here for an answer.
    pub fn urgent(self, numbers: &Numbers) -> String {
        let called = numbers.called(self.0);
        match (self.0, numbers.suicide()) {
            (Locale::Fr, Some(listens)) => format!(
                "Si c’est urgent, n’attendez pas une réponse ici : appelez {called}, ou le {listens} pour des idées suicidaires."
            ),
            (Locale::Fr, None) => format!("Si c’est urgent, n’attendez pas une réponse ici : appelez {called}."),
            (Locale::En, Some(listens)) => format!(
                "If it is urgent, do not wait for an answer here: call {called}, or {listens} for suicidal thoughts."
            ),
            (Locale::En, None) => format!("If it is urgent, do not wait for an answer here: call {called}."),
        }
    }

    /// The same in a few words, where somebody may be in danger.
    pub fn in_an_emergency(self, numbers: &Numbers) -> String {
        self.in_an_emergency_call(&numbers.called(self.0))
    }

    /// What members promise each other.
    pub fn promise(self, numbers: &Numbers) -> String {
        self.in_an_emergency_i_call(&numbers.called(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_number_is_right_is_always_said() {
        for numbers in [Numbers::france(), Numbers::europe()] {
            for locale in [Locale::Fr, Locale::En] {
                let (w, place) = (Words(locale), numbers.place_inside(locale));
                for &sign in Crisis::ALL {
                    let said = format!("{} {}", w.title(sign, &numbers), w.text(sign, &numbers));
                    assert!(said.contains(&place), "{said}");
                }
                assert!(w.urgent(&numbers).contains(&place) && w.in_an_emergency(&numbers).contains(&place));
                assert!(w.promise(&numbers).contains(&place));
            }
        }
        let w = Words(Locale::Fr);
        assert_eq!(
            w.urgent(&Numbers::france()),
            "Si c’est urgent, n’attendez pas une réponse ici : appelez le 15 ou le 112 (en France), ou le 3114 pour des idées suicidaires."
        );
        assert!(!w.text(Crisis::Suicide, &Numbers::europe()).contains("3114"));
    }
}
