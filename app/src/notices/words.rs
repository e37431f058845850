//! Words of the notices.

use domain::Locale;
use domain::notices::{MailPace, NoticeKind, NoticeView};

words! {
    title: "Alertes", "Alerts";
    text: "Ce qui vous concerne, du plus récent au plus ancien.", "What concerns you, latest first.";
    see_all: "Tout marquer comme lu", "Mark all as read";
    choose: "Choisir ce que vous recevez", "Choose what you receive";
    new: "Nouveau.", "New.";
    empty: "Rien pour l’instant", "Nothing for now";
    empty_text: "Quand quelqu’un vous répondra ou vous citera, vous le verrez ici.", "When somebody replies to you or mentions you, you will see it here.";
    older: "Voir les plus anciennes", "See older ones";
    latest: "Revenir aux plus récentes", "Back to the latest";
    somebody: "Quelqu’un", "Somebody";
    gone: "Ce message ne vous est plus ouvert.", "This message is no longer open to you.";
    settings: "Alertes", "Alerts";
    settings_text:
        "Toutes les alertes se lisent ici. Choisissez celles qui partent aussi par courrier électronique. Ces messages disent qui et pourquoi, jamais la communauté ni le texte.",
        "All alerts can be read here. Choose those that go out by mail as well. These mails say who and why, never the community or the text.";
    this_device: "Sur cet appareil", "On this device";
    rings_never: "Ce navigateur ne sait pas prévenir. Sur un iPhone, mettez d’abord Vécu sur l’écran d’accueil.",
        "This browser cannot ring. On an iPhone, put Vécu on the home screen first.";
    rings_denied: "Votre navigateur refuse les notifications de Vécu. Vous pouvez changer cela dans ses réglages.",
        "Your browser refuses notifications from Vécu. You can change this in its settings.";
    rings_off: "Cet appareil peut vous prévenir, même quand Vécu est fermé. L’écran verrouillé dira seulement qu’il y a du nouveau.",
        "This device can tell you even when Vécu is closed. The lock screen will only say that there is something new.";
    rings_on: "Cet appareil vous prévient.", "This device tells you.";
    ring: "Me prévenir sur cet appareil", "Tell me on this device";
    silence: "Ne plus me prévenir ici", "Stop telling me here";
    ring_way: "Par où passent ces alertes, et ce que vous acceptez", "Which way these alerts go, and what you agree to";
    ring_failed: "Cela n’a pas marché. Votre navigateur l’a peut-être refusé.", "That did not work. Your browser may have refused.";
    by_mail: "Par courrier électronique", "By mail";
    by_ring: "Sur les appareils qui vous préviennent", "On the devices that tell you";
    lock_screen: "L’écran verrouillé", "The lock screen";
    lock_screen_hint: "Sans cela, il dit « Quelqu’un vous a répondu », jamais qui, ni dans quelle communauté. Ceux qui voient votre téléphone n’apprennent rien.",
        "Without this it says “Somebody replied to you”, never who nor in which community. Those who see your phone learn nothing.";
    reveals: "Montrer qui, dans quelle communauté, et le titre", "Show who, in which community, and the title";
    immediate: "Aussitôt", "At once";
    daily: "Une fois par jour", "Once a day";
    weekly: "Une fois par semaine", "Once a week";
    never: "Jamais", "Never";
    save: "Enregistrer", "Save";
    unsubscribe: "Ne plus recevoir ces messages", "Receive these messages no more";
    unsubscribe_text: "Ces alertes resteront lisibles sur Vécu. Elles ne partiront plus par courrier électronique :", "These alerts stay readable on Vécu. They no longer go out by mail:";
    unsubscribed: "C’est fait. Ces messages ne partiront plus.", "Done. These messages no longer go out.";
    unsubscribed_text: "Pour changer d’avis, ouvrez « Alertes » dans vos réglages.", "To change your mind, open “Alerts” in your settings.";
}

impl Words {
    /// A kind of notice, as one chooses it.
    pub fn kind(self, kind: NoticeKind) -> &'static str {
        let french = self.0 == Locale::Fr;
        match kind {
            NoticeKind::Answer if french => "Une réponse à ma question",
            NoticeKind::Answer => "A reply to my question",
            NoticeKind::Reply if french => "Une réponse à mon message",
            NoticeKind::Reply => "A reply to my message",
            NoticeKind::Mention if french => "Quelqu’un me cite",
            NoticeKind::Mention => "Somebody mentions me",
            NoticeKind::Question if french => "Une question pour mon métier",
            NoticeKind::Question => "A question for my profession",
            NoticeKind::Announcement if french => "Une annonce dans ma communauté",
            NoticeKind::Announcement => "An announcement in my community",
            NoticeKind::Charter if french => "Un changement de charte",
            NoticeKind::Charter => "A charter that changes",
            NoticeKind::Host if french => "Mon rôle d’hôte",
            NoticeKind::Host => "My part as a host",
            NoticeKind::Join if french => "Une arrivée dans ma communauté",
            NoticeKind::Join => "Somebody joins my community",
            NoticeKind::Letter if french => "Un message privé",
            NoticeKind::Letter => "A private message",
            NoticeKind::Decision if french => "Une décision me concernant",
            NoticeKind::Decision => "A decision about me",
            NoticeKind::Shown if french => "Mon message qui attendait est publié",
            NoticeKind::Shown => "My message that waited is published",
            NoticeKind::Reported if french => "Mes signalements",
            NoticeKind::Reported => "My reports",
            NoticeKind::Case if french => "Un signalement à examiner",
            NoticeKind::Case => "A report to look at",
            NoticeKind::Screening if french => "Des textes à examiner dans une communauté d’entreprise",
            NoticeKind::Screening => "Texts to look at in a company’s community",
            NoticeKind::Claim if french => "Ma vérification",
            NoticeKind::Claim => "My verification",
            NoticeKind::Badge if french => "L’échéance de mon badge",
            NoticeKind::Badge => "The end of my badge",
        }
    }

    /// When mail goes out.
    pub fn pace(self, pace: MailPace) -> &'static str {
        match pace {
            MailPace::Immediate => self.immediate(),
            MailPace::Daily => self.daily(),
            MailPace::Weekly => self.weekly(),
            MailPace::Never => self.never(),
        }
    }

    /// What happened, in a sentence.
    pub fn told(self, notice: &NoticeView) -> String {
        let french = self.0 == Locale::Fr;
        let who = notice.actor.as_ref().map_or_else(|| self.somebody().to_owned(), |actor| actor.labelled(self.0));
        match (notice.kind, notice.given) {
            (NoticeKind::Answer, _) if french => format!("{who} a répondu à votre question"),
            (NoticeKind::Answer, _) => format!("{who} replied to your question"),
            (NoticeKind::Reply, _) if french => format!("{who} a répondu à votre message"),
            (NoticeKind::Reply, _) => format!("{who} replied to your message"),
            (NoticeKind::Mention, _) if french => format!("{who} vous cite"),
            (NoticeKind::Mention, _) => format!("{who} mentions you"),
            (NoticeKind::Question, _) if french => format!("{who} pose une question à votre métier"),
            (NoticeKind::Question, _) => format!("{who} puts a question to your profession"),
            (NoticeKind::Announcement, _) if french => format!("{who} a une annonce pour votre communauté"),
            (NoticeKind::Announcement, _) => format!("{who} has an announcement for your community"),
            (NoticeKind::Charter, _) if french => "La charte de votre communauté a changé".to_owned(),
            (NoticeKind::Charter, _) => "The charter of your community changed".to_owned(),
            (NoticeKind::Host, true) if french => "Vous êtes désormais hôte".to_owned(),
            (NoticeKind::Host, true) => "You are a host from now on".to_owned(),
            (NoticeKind::Host, false) if french => "Vous n’êtes plus hôte".to_owned(),
            (NoticeKind::Host, false) => "You are no longer a host".to_owned(),
            (NoticeKind::Join, _) if french => format!("{who} a rejoint votre communauté"),
            (NoticeKind::Join, _) => format!("{who} joined your community"),
            (NoticeKind::Letter, _) if french => format!("{who} vous a écrit un message privé"),
            (NoticeKind::Letter, _) => format!("{who} wrote you a private message"),
            (NoticeKind::Decision, _) if french => "Une décision de modération vous concerne".to_owned(),
            (NoticeKind::Decision, _) => "A decision of moderation concerns you".to_owned(),
            (NoticeKind::Shown, _) if french => "Votre message est publié".to_owned(),
            (NoticeKind::Shown, _) => "Your message is published".to_owned(),
            (NoticeKind::Reported, _) if french => "Votre signalement a été lu. Merci".to_owned(),
            (NoticeKind::Reported, _) => "Your report was read. Thank you".to_owned(),
            (NoticeKind::Case, _) if french => "Un signalement ou un recours attend votre regard".to_owned(),
            (NoticeKind::Case, _) => "A report or an appeal is waiting for you".to_owned(),
            (NoticeKind::Screening, _) if french && notice.texts > 1 => {
                format!("{} textes attendent votre regard", notice.texts)
            }
            (NoticeKind::Screening, _) if french => "Un texte attend votre regard".to_owned(),
            (NoticeKind::Screening, _) if notice.texts > 1 => format!("{} texts are waiting for you", notice.texts),
            (NoticeKind::Screening, _) => "A text is waiting for you".to_owned(),
            (NoticeKind::Claim, true) if french => "Votre métier est vérifié".to_owned(),
            (NoticeKind::Claim, true) => "Your profession is verified".to_owned(),
            (NoticeKind::Claim, false) if french => "Votre métier n’a pas pu être vérifié".to_owned(),
            (NoticeKind::Claim, false) => "Your profession could not be verified".to_owned(),
            (NoticeKind::Badge, true) if french => {
                "Votre badge expire bientôt : prouvez de nouveau votre métier".to_owned()
            }
            (NoticeKind::Badge, true) => "Your badge ends soon: prove your profession again".to_owned(),
            (NoticeKind::Badge, false) if french => "Votre badge a expiré : prouvez de nouveau votre métier".to_owned(),
            (NoticeKind::Badge, false) => "Your badge has ended: prove your profession again".to_owned(),
        }
    }
}
