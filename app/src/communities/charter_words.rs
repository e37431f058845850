//! Words about a charter that changes.

use super::words::Words as CommunityWords;
use domain::communities::CharterPart;

words! {
    of(name: &str): format!("La charte de {name}"), format!("The charter of {name}");
    versions: "Toutes les versions", "All versions";
    versions_latest: "Les dernières versions", "The latest versions";
    versions_older(shown: usize): format!("Seules les {shown} dernières versions sont montrées ; les plus anciennes sont conservées."),
        format!("Only the last {shown} versions are shown; older ones are kept.");
    first_only: "La charte n’a pas changé depuis l’ouverture.", "The charter has not changed since the community opened.";
    opened: "À l’ouverture de la communauté.", "When the community opened.";
    was_asked: "Les membres ont dû donner de nouveau leur accord.", "Members had to agree again.";
    gone_is: "Retiré : ", "Taken out: ";
    new_is: "Ajouté : ", "Added: ";

    asked: "La charte a changé : êtes-vous toujours d’accord ?", "The charter changed: do you still agree?";
    asked_text: "Voici ce qui a changé depuis votre accord. Tant que vous n’avez pas répondu, vous pouvez lire, mais pas publier. Vos textes et vos brouillons vous attendent.",
        "This is what changed since you agreed. Until you answer you can read, but not post. Your texts and drafts wait for you.";
    asked_first: "La charte de cette communauté a changé. Avant de publier, il vous faudra dire si vous êtes d’accord.",
        "The charter of this community changed. Before you post you will have to say whether you agree.";
    read: "Lire ce qui change", "Read what changes";
    agree: "J’ai lu ce qui change et j’accepte", "I have read what changes and I agree";
    agree_hint: "Un nouveau reçu s’ajoute à l’ancien dans vos réglages. Retirable à tout moment.",
        "A new receipt joins the one before in your settings. Can be withdrawn at any time.";
    agree_submit: "Donner mon accord", "Agree";
    disagree: "Non : quitter la communauté", "No: leave the community";

    change: "Changer la charte", "Change the charter";
    change_lead: "Chaque version est conservée ; les dernières restent lisibles par tout le monde, avec ce qu’elles ont changé. Corrigez ce qui doit l’être, gardez le reste.",
        "Every version is kept; the latest stay readable by everybody, with what they changed. Correct what must be, keep the rest.";
    effect: "Ce que publier entraîne", "What publishing does";
    effect_text: "Si le propriétaire, l’origine de l’argent, la publicité ou l’usage des données change, chaque membre devra donner de nouveau son accord avant de publier. Un nouveau propriétaire est annoncé sur la communauté pendant 90 jours. Les membres reçoivent une alerte.",
        "If the owner, where the money comes from, advertising or what happens to data changes, every member has to agree again before they post. A new owner is announced on the community for 90 days. Members get an alert.";
    sure: "J’ai relu, et je publie cette version", "I have read it over, and publish this version";
    publish: "Publier cette version", "Publish this version";
}

impl Words {
    /// A part of the charter, as its sheet calls it.
    pub fn part(self, part: CharterPart) -> &'static str {
        let w = CommunityWords(self.0);
        match part {
            CharterPart::Owner => w.charter_owner(),
            CharterPart::OwnerType => w.owner_type(),
            CharterPart::Funding => w.charter_pays(),
            CharterPart::Sources => w.sources(),
            CharterPart::Advertising => w.charter_ads(),
            CharterPart::Objectives => w.charter_why(),
            CharterPart::DataUse => w.charter_data(),
            CharterPart::Moderation => w.charter_moderation(),
        }
    }
}
