//! How it works, what happens to what one tells, and the rules.

use super::voices::Explained;
use crate::boot;
use crate::layout::Main;
use leptos::prelude::*;

words! {
    title: "Comment ça marche", "How it works";
    lead: "Vécu réunit des personnes qui vivent avec une maladie, leurs proches et des professionnels de santé.",
        "Vécu brings together people who live with an illness, those who stand by them, and health professionals.";
    contents: "Sur cette page", "On this page";
    steps: "En quatre étapes", "In four steps";
    step_read: "Lisez d’abord. Ce qu’une communauté rend public se lit sans compte.", "Read first. What a community makes public needs no account.";
    step_join(age: u8): format!("Créez un compte, sous le nom de votre choix, à partir de {age} ans."),
        format!("Make an account, under the name you choose, from the age of {age}.");
    step_charter: "Lisez la charte d’une communauté, puis entrez : elle dit qui la porte et qui la paie.",
        "Read a community’s charter, then enter: it says who owns it and who pays.";
    step_write: "Demandez, racontez, répondez. Avant l’envoi, vous lisez qui pourra voir votre message.",
        "Ask, tell, answer. Before you post, you read who will see it.";
    voices: "Les deux paroles", "The two voices";
    professionals: "Comment un métier est vérifié", "How a profession is verified";
    professionals_1: "Une personne qui se présente comme professionnelle donne son métier, son numéro d’inscription, son lieu d’exercice et un justificatif. Deux personnes qui administrent le site les comparent avec l’annuaire public de ce métier. Là où Pro Santé Connect est proposé, il suffit de s’y identifier. Le badge vaut pour une durée limitée, puis le métier se prouve de nouveau.",
        "Whoever comes as a professional gives their profession, register number, place of work and a proof. Two people who administer the site compare them with the public register of that profession. Where Pro Santé Connect is offered, identifying oneself there is enough. The badge holds for a limited time, then the profession is proved again.";
    professionals_2: "Tant que ce n’est pas fait, le nom porte la mention « Métier non vérifié », et personne ne peut répondre en tant que professionnel.",
        "Until that is done the name is marked “Profession not verified”, and nobody can answer as a professional.";
    professionals_3: "Le badge montre le métier. Seules les personnes qui vérifient lisent le numéro et le lieu d’exercice.",
        "The badge shows the profession. Only those who verify read the number and the place of work.";
    professionals_4: "Une réponse professionnelle informe en général : ni diagnostic, ni dose, ni ordonnance.",
        "A professional reply informs in general: no diagnosis, no dose, no prescription.";
    circles: "Qui lit quoi", "Who reads what";
    circles_1: "Chaque fil a un cercle, choisi par la personne qui l’ouvre : tout le monde, les membres, les malades et les proches, ou les professionnels vérifiés. Il peut se resserrer, jamais s’élargir.",
        "Each thread has a circle, chosen by whoever starts it: everybody, members, patients and carers, or verified professionals. It can be narrowed, never widened.";
    circles_2: "Par défaut, seuls les membres de la communauté lisent. Rien n’est public sans que quelqu’un l’ait choisi.",
        "By default only the community’s members read. Nothing is public unless somebody chose so.";
    privacy: "Vie privée", "Privacy";
    privacy_1: "Faire partie d’une communauté dit déjà quelque chose de votre santé. Nous demandons donc votre accord, usage par usage, et vous en gardez le reçu dans vos réglages.",
        "Belonging to a community already tells something about your health. So we ask for your agreement, purpose by purpose, and you keep the receipt in your settings.";
    privacy_2: "Votre adresse électronique est chiffrée avec une clé qui n’appartient qu’à vous. Personne ne peut savoir si une adresse a un compte ici.",
        "Your e-mail address is encrypted under a key of your own. Nobody can find out whether an address has an account here.";
    privacy_3: "Sur votre page, les autres ne voient que les communautés qu’ils partagent avec vous, et les fils qu’ils peuvent lire.",
        "On your page others see only the communities they share with you, and the threads they may read.";
    privacy_4: "Pas de publicité, pas de mesure d’audience, aucun script venu d’ailleurs. Les seuls cookies gardent votre session, votre langue, vos couleurs, et un jeton d’accès le temps de vous le montrer.",
        "No advertising, no audience measurement, no script from elsewhere. The only cookies keep your session, your language, your colours, and an access token until it is shown to you.";
    privacy_5: "Dans vos réglages, vous voyez vos appareils connectés et pouvez les déconnecter un par un.",
        "In your settings you see your signed-in devices and can sign them out one by one.";
    rules: "Règles", "Rules";
    rule_1: "Je parle de moi, je n’ordonne rien à personne.", "I speak of myself, I order nobody.";
    rule_2: "Ce qui se dit dans un cercle y reste.", "What is said in a circle stays there.";
    rule_3: "Je respecte les choix des autres, même quand je ferais autrement.", "I respect the choices of others, even where I would choose otherwise.";
    rule_4: "Je ne vends rien, je ne fais pas de publicité. Qui parle pour une organisation le dit.",
        "I sell nothing and advertise nothing. Whoever speaks for an organisation says so.";
    rule_5: "Je ne change ni n’arrête un traitement à cause d’un message : j’en parle avec l’équipe qui me suit.",
        "I do not change or stop a treatment because of a post: I talk about it with those who treat me.";
    join: "Rejoindre Vécu", "Join Vécu";
    see: "Voir les communautés", "See the communities";
}

/// The page; the foot leads to its parts.
#[component]
pub fn AboutPage() -> impl IntoView {
    crate::indexing::open("/about", None);
    let w = Words::here();
    let age = boot::frame().minimum_age;
    let visitor = boot::viewer().is_none();
    let promise = crate::crisis::Words(w.0).promise(&crate::crisis::numbers());
    view! {
        <Main class="narrow">
            <leptos_meta::Title text=w.title() />
            <div class="page-head">
                <h1 class="title title--accent">{w.title()}</h1>
                <p class="lead">{w.lead()}</p>
            </div>
            <nav class="tabs" aria-label=w.contents()>
                <ul>
                    <li><a href="#professionals" rel="external">{w.professionals()}</a></li>
                    <li><a href="#privacy" rel="external">{w.privacy()}</a></li>
                    <li><a href="#rules" rel="external">{w.rules()}</a></li>
                </ul>
            </nav>
            <section class="section" aria-labelledby="steps">
                <h2 id="steps" tabindex="-1">{w.steps()}</h2>
                <ol class="prose"><li>{w.step_read()}</li><li>{w.step_join(age)}</li><li>{w.step_charter()}</li><li>{w.step_write()}</li></ol>
            </section>
            <section class="section flow" aria-labelledby="voices">
                <h2 id="voices" tabindex="-1">{w.voices()}</h2>
                <Explained />
            </section>
            <section class="section" aria-labelledby="professionals">
                <h2 id="professionals" tabindex="-1">{w.professionals()}</h2>
                <ul class="prose">
                    <li>{w.professionals_1()}</li><li>{w.professionals_2()}</li><li>{w.professionals_3()}</li><li>{w.professionals_4()}</li>
                </ul>
            </section>
            <section class="section" aria-labelledby="circles">
                <h2 id="circles" tabindex="-1">{w.circles()}</h2>
                <ul class="prose"><li>{w.circles_1()}</li><li>{w.circles_2()}</li></ul>
            </section>
            <section class="section" aria-labelledby="privacy">
                <h2 id="privacy" tabindex="-1">{w.privacy()}</h2>
                <ul class="prose">
                    <li>{w.privacy_1()}</li><li>{w.privacy_2()}</li><li>{w.privacy_3()}</li><li>{w.privacy_4()}</li><li>{w.privacy_5()}</li>
                </ul>
            </section>
            <section class="section" aria-labelledby="rules">
                <h2 id="rules" tabindex="-1">{w.rules()}</h2>
                <ol class="prose">
                    <li>{w.rule_1()}</li><li>{w.rule_2()}</li><li>{w.rule_3()}</li><li>{w.rule_4()}</li><li>{w.rule_5()}</li><li>{promise}</li>
                </ol>
            </section>
            <p class="btns btns--stack mt-5">
                {visitor.then(|| view! { <a class="btn btn--l" href="/sign-up">{w.join()}</a> })}
                <a class="btn btn--second" href="/communities">{w.see()}</a>
            </p>
        </Main>
    }
}
