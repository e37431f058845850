//! Words about adverse effects.

use domain::vigilance::{Age, Screening, Sex, Who};

words! {
    offer: "Déclarer cet effet", "Declare this effect";
    offer_alone: "Proposé à vous seulement : les autres ne voient pas ce bouton.", "Offered to you alone: others do not see this button.";
    hint: "Vous racontez l’effet d’un médicament. Une fois ce texte publié, vous pourrez déclarer cet effet : un résumé vous sera préparé, et rien ne partira sans vous.",
        "You are telling of an effect of a medicine. Once this is posted you can declare it: a summary is prepared for you, and nothing leaves without you.";
    screened_here: "Cette communauté est tenue par une entreprise : les effets indésirables racontés ici sont relevés, comme la loi l’y oblige.",
        "This community is run by a company: adverse effects that are told here are noted, as the law asks of it.";
    title: "Déclarer un effet indésirable", "Declare an adverse effect";
    lead: "Préparez ici ce que vous direz au portail national. Vous emportez le résumé, et c’est vous qui déclarez.",
        "Prepare here what you will tell the national portal. You take the summary along, and it is you who declares.";
    kept_nowhere: "Rien de ce que vous écrivez ici n’est gardé ni envoyé à qui que ce soit. Le résumé vous revient, pour vous seulement.",
        "Nothing of what you write here is kept or sent to anybody. The summary comes back to you, and to you alone.";
    doubt: "Un doute suffit pour déclarer. Mais n’arrêtez pas un traitement sans en parler avec la personne qui vous l’a prescrit, ou avec votre pharmacie.",
        "A doubt is enough to declare. But do not stop a treatment before you have spoken with whoever prescribed it, or with your pharmacy.";
    nothing_found: "Nous n’avons pas reconnu d’effet dans votre texte. Vous pouvez remplir ce résumé quand même.",
        "We did not recognise an effect in your text. You can fill in this summary all the same.";
    medicine: "Médicament", "Medicine";
    medicine_hint: "Son nom, et le dosage s’il est sur la boîte : Lyrica 75 mg", "Its name, and the strength if it is on the box: Lyrica 75 mg";
    effect: "Effet ressenti", "What was felt";
    effect_hint: "Quelques mots : vertiges, prise de poids", "A few words: dizziness, weight gain";
    since: "Pris depuis", "Taken since";
    since_hint: "Une date, ou à peu près : mars 2026", "A date, or about: March 2026";
    until: "Arrêté", "Stopped";
    until_hint: "Laissez vide si le traitement continue.", "Leave empty if the treatment goes on.";
    came: "Effet apparu", "Effect began";
    came_hint: "Une date, ou combien de temps après : trois jours plus tard", "A date, or how long after: three days later";
    who: "Qui est concerné ?", "Who is concerned?";
    me: "Moi", "Me";
    relative: "Un de mes proches", "Somebody close to me";
    age: "Âge", "Age";
    infant: "Moins de 2 ans", "Under 2";
    child: "2 à 11 ans", "2 to 11";
    young: "12 à 17 ans", "12 to 17";
    adult: "18 à 64 ans", "18 to 64";
    old: "65 ans ou plus", "65 or over";
    sex: "Sexe", "Sex";
    female: "Féminin", "Female";
    male: "Masculin", "Male";
    unsaid: "Je préfère ne pas le dire", "I would rather not say";
    story: "Ce qui s’est passé", "What happened";
    story_hint: "Repris de votre texte : corrigez, complétez, effacez ce qui ne regarde personne.",
        "Taken from your text: correct it, add to it, delete what is nobody’s business.";
    prepare: "Préparer le résumé", "Prepare the summary";
    ready: "Votre résumé", "Your summary";
    ready_text: "Emportez-le, puis ouvrez le portail : les mêmes questions vous y attendent.",
        "Take it along, then open the portal: it asks the same questions.";
    download: "Télécharger", "Download";
    file: "effet-indesirable.txt", "adverse-effect.txt";
    copy: "Copier", "Copy";
    copied: "Copié.", "Copied.";
    print: "Imprimer", "Print";
    open(name: &str): format!("Ouvrir {name}"), format!("Open {name}");
    new_tab: "nouvel onglet", "new tab";
    back: "Revenir à votre texte", "Back to your text";
    heading: "Résumé pour déclarer un effet indésirable", "Summary to declare an adverse effect";
    not_said: "non précisé", "not said";
    goes_on: "non, le traitement continue", "no, the treatment goes on";
    concerned: "Personne concernée", "Person concerned";
    declare_at: "À déclarer sur", "To be declared at";
    queue_link: "Effets indésirables à relever", "Adverse effects to be screened";
    queue_title: "Effets indésirables racontés ici", "Adverse effects told here";
    queue_lead: "Une entreprise qui tient une communauté doit relever les effets indésirables qui y sont racontés. Cette liste aide à n’en oublier aucun : elle ne reconnaît pas tout, et se trompe parfois.",
        "A company that runs a community must note the adverse effects that are told there. This list helps to forget none: it does not recognise everything, and is sometimes mistaken.";
    queue_yours: "Vous n’y voyez que les textes que vous pouvez lire.", "You see only the texts that you may read.";
    tabs: "Listes", "Lists";
    waiting: "À relever", "To be screened";
    done: "Relevés", "Screened";
    none_waiting: "Rien n’attend.", "Nothing is waiting.";
    none_done: "Rien n’a encore été relevé.", "Nothing has been screened yet.";
    told_by: "Raconté par", "Told by";
    noticed: "remarqué le", "noticed on";
    changed: "Le texte a été modifié depuis : nous n’y reconnaissons plus d’effet.", "The text was changed since: we no longer recognise an effect in it.";
    note: "Note", "Note";
    note_hint: "Un numéro de dossier, par exemple. Pas de nom.", "A file number, for instance. No name.";
    nothing: "Rien à déclarer", "Nothing to declare";
    declared: "Déclaré", "Declared";
    by(name: &str): format!("par {name}, le"), format!("by {name}, on");
    medicines: "Médicaments", "Medicines";
    effects: "Effets", "Effects";
}

impl Words {
    /// Whose it is.
    pub fn who_word(self, who: Who) -> &'static str {
        match who {
            Who::Me => self.me(),
            Who::Relative => self.relative(),
        }
    }

    /// How old they are.
    pub fn age_word(self, age: Age) -> &'static str {
        match age {
            Age::Infant => self.infant(),
            Age::Child => self.child(),
            Age::Young => self.young(),
            Age::Adult => self.adult(),
            Age::Old => self.old(),
        }
    }

    /// Of which sex.
    pub fn sex_word(self, sex: Sex) -> &'static str {
        match sex {
            Sex::Female => self.female(),
            Sex::Male => self.male(),
        }
    }

    /// What became of a text.
    pub fn state(self, state: Screening) -> &'static str {
        match state {
            Screening::Waiting => self.waiting(),
            Screening::Screened => self.nothing(),
            Screening::Declared => self.declared(),
        }
    }
}
