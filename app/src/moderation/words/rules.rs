//! The rules in words.

use super::Words;
use domain::Locale;
use domain::moderation::Rule;

impl Words {
    /// A rule in a few words.
    pub fn rule_name(self, rule: Rule) -> &'static str {
        named!(self.0, rule, {
            Rule::Respect => "On se respecte", "We respect each other";
            Rule::Care => "On raconte, on ne prescrit pas", "We tell, we do not prescribe";
            Rule::Medicines => "Pas de médicaments entre nous", "No medicines between us";
            Rule::Privacy => "Chacun reste à l’abri", "Everybody stays safe";
            Rule::Advertising => "Pas de publicité", "No advertising";
            Rule::Honesty => "On est qui l’on dit", "We are who we say";
            Rule::Place => "Chaque chose à sa place", "Each thing in its place";
            Rule::Law => "La loi", "The law";
        })
    }

    /// A rule in a sentence.
    pub fn rule_text(self, rule: Rule) -> &'static str {
        named!(self.0, rule, {
            Rule::Respect => "Pas d’attaque, pas de moquerie, pas d’insistance. On peut ne pas être d’accord avec une idée sans viser la personne.", "No attack, no mockery, no pestering. One may disagree with an idea without aiming at the person.";
            Rule::Care => "Chacun dit ce qu’il a vécu. Personne ne fixe la dose des autres ni ne leur fait arrêter un traitement.", "Everybody tells what they have lived. Nobody sets others’ doses or has them stop a treatment.";
            Rule::Medicines => "Aucun médicament ne se vend, ne se donne ni ne s’échange ici. Ce qui reste se rapporte en pharmacie.", "No medicine is sold, given or exchanged here. What is left goes back to a pharmacy.";
            Rule::Privacy => "Rien qui fasse reconnaître ou retrouver quelqu’un, soi-même compris.", "Nothing by which anybody is recognised or found, oneself included.";
            Rule::Advertising => "Ni annonce, ni lien payé, ni démarchage. Qui travaille pour une entreprise le dit.", "No advertisement, no paid link, no soliciting. Whoever works for a company says so.";
            Rule::Honesty => "On ne se fait pas passer pour quelqu’un d’autre, et l’on dit quand on n’est pas sûr.", "One does not pose as somebody else, and says so when one is not sure.";
            Rule::Place => "On écrit là où cela sert : dans la bonne communauté, une fois.", "One writes where it helps: in the right community, once.";
            Rule::Law => "Ce que la loi interdit n’a pas sa place ici.", "What the law forbids has no place here.";
        })
    }
}
