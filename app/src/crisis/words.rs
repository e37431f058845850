//! Words of help at once.

use domain::crisis::{Crisis, Line};

words! {
    label: "De l’aide, maintenant", "Help, now";
    nothing_blocked: "Vous pouvez continuer à écrire ici : rien n’est bloqué, et rien n’a été envoyé à ces services.",
        "You can go on writing here: nothing is blocked, and nothing was sent to these services.";
    suicide: "Quelqu’un peut vous écouter maintenant.", "Somebody can listen to you now.";
    suicide_text: "Le 3114 répond jour et nuit, gratuitement, sans juger ; il répond aussi à ceux qui s’inquiètent pour quelqu’un. En danger immédiat, appelez le 15.",
        "In France, 3114 answers day and night, free and without judging; also those who worry for somebody. In immediate danger, call 15.";
    overdose: "Appelez le 15 maintenant, même si tout semble aller.", "Call 15 (in France) now, even if all seems well.";
    overdose_text: "Dites ce qui a été pris, combien et à quelle heure. Une réponse ici viendrait trop tard.",
        "Say what was taken, how much and when. An answer here would come too late.";
    chest: "Ces signes méritent un appel au 15, tout de suite.", "These signs deserve a call to 15 (in France), at once.";
    chest_text: "Restez au repos et ne conduisez pas. Mieux vaut appeler pour rien que trop tard.",
        "Rest, and do not drive. Better to call for nothing than too late.";
    stroke: "Ces signes méritent un appel au 15, tout de suite.", "These signs deserve a call to 15 (in France), at once.";
    stroke_text: "Notez l’heure à laquelle ils ont commencé, même s’ils passent : chaque minute compte.",
        "Note when they began, even if they pass: every minute counts.";
    violence: "Vous avez le droit d’être en sécurité.", "You have the right to be safe.";
    violence_text: "En danger, appelez le 17, ou écrivez au 114 si vous ne pouvez pas parler. Le 3919 écoute les femmes et leur entourage, gratuitement et de façon anonyme.",
        "In danger, call 17 (in France), or text 114 if you cannot speak. 3919 listens to women and those around them, free and anonymously.";
    samu: "Samu", "Ambulance (France)";
    europe: "Europe", "Europe";
    by_text: "par SMS", "by text";
    suicidal: "prévention du suicide", "suicide prevention";
    police: "police", "police";
    women: "violences", "violence";
}

impl Words {
    /// What is said first.
    pub fn title(self, sign: Crisis) -> &'static str {
        match sign {
            Crisis::Suicide => self.suicide(),
            Crisis::Overdose => self.overdose(),
            Crisis::Chest => self.chest(),
            Crisis::Stroke => self.stroke(),
            Crisis::Violence => self.violence(),
        }
    }

    /// What to do.
    pub fn text(self, sign: Crisis) -> &'static str {
        match sign {
            Crisis::Suicide => self.suicide_text(),
            Crisis::Overdose => self.overdose_text(),
            Crisis::Chest => self.chest_text(),
            Crisis::Stroke => self.stroke_text(),
            Crisis::Violence => self.violence_text(),
        }
    }

    /// Who answers.
    pub fn line(self, line: Line) -> &'static str {
        match line {
            Line::Samu => self.samu(),
            Line::Europe => self.europe(),
            Line::Text => self.by_text(),
            Line::Suicide => self.suicidal(),
            Line::Police => self.police(),
            Line::Women => self.women(),
        }
    }
}
