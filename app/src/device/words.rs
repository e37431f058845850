//! Words about this device.

use crate::words::counted;
use domain::Locale;

words! {
    kept(when: &str): format!("Sans réseau. Cette page est celle de {when}."), format!("No network. This page is from {when}.");
    again: "Réessayer", "Try again";
    update: "Une nouvelle version de Vécu est prête.", "A new version of Vécu is ready.";
    update_now: "L’utiliser", "Use it";
    see: "Voir", "See";
    close: "Fermer", "Close";
    sent_reply: "Le réseau est revenu : votre réponse est publiée.", "The network is back: your reply is posted.";
    sent_thread: "Le réseau est revenu : votre texte est publié.", "The network is back: your text is posted.";
    put_aside: "Pas de réseau. Votre texte est gardé sur cet appareil. Il partira tout seul quand le réseau reviendra.",
        "No network. Your text is kept on this device. It leaves by itself once the network is back.";

    outbox: "En attente d’envoi", "Waiting to be sent";
    outbox_text: "Ces textes sont gardés sur cet appareil. Ils partent tout seuls, dans l’ordre, dès que le réseau revient.",
        "These texts are kept on this device. They leave by themselves, in order, as soon as the network is back.";
    outbox_empty: "Rien n’attend.", "Nothing waits.";
    outbox_empty_text: "Tout ce que vous avez écrit est parti.", "Everything you wrote has left.";
    outbox_script: "Cette page a besoin de JavaScript : elle lit ce que cet appareil garde.", "This page needs JavaScript: it reads what this device keeps.";
    send_now: "Envoyer maintenant", "Send now";
    reply: "Réponse", "Reply";
    thread: "Question ou discussion", "Question or discussion";
    reaction: "Réaction", "Reaction";
    waits: "Attend le réseau", "Waiting for the network";
    refused: "N’a pas pu partir", "Could not be sent";
    refused_text: "Le texte est toujours là. Reprenez-le pour le corriger, ou effacez-le.",
        "The text is still here. Take it up again to correct it, or delete it.";
    gone: "Ce fil n’existe plus, ou vous n’y avez plus accès.", "This thread is gone, or you can no longer see it.";
    take_up: "Reprendre le texte", "Take the text up again";
    open_thread: "Ouvrir le fil", "Open the thread";
    delete: "Effacer", "Delete";
    written(when: &str): format!("Écrit {when}"), format!("Written {when}");

    offline: "Pas de réseau", "No network";
    offline_text: "Cette page n’est pas gardée sur cet appareil. Voici ce que vous pouvez lire en attendant.",
        "This page is not kept on this device. Here is what you can read meanwhile.";
    offline_nothing: "Rien n’est encore gardé : les fils que vous ouvrez le seront.", "Nothing is kept yet: the threads you open will be.";
    kept_pages: "Gardé sur cet appareil", "Kept on this device";
    see_kept: "Voir ce qui est gardé sur cet appareil", "See what is kept on this device";
    read(when: &str): format!("lu {when}"), format!("read {when}");

    this_device: "Cet appareil", "This device";
    this_device_text: "Les pages que vous lisez restent lisibles sans réseau. Elles sont effacées de l’appareil quand vous vous déconnectez.",
        "Pages you read stay readable without a network. They are taken off the device when you sign out.";
    install: "Mettre Vécu sur l’écran d’accueil", "Put Vécu on the home screen";
    clear: "Effacer ce que cet appareil garde", "Delete what this device keeps";
    cleared: "C’est effacé.", "It is deleted.";
}

impl Words {
    /// So many texts wait.
    pub fn waiting(self, n: u32) -> String {
        match self.0 {
            Locale::Fr => format!("{} le réseau.", counted(self.0, n, "texte attend", "textes attendent")),
            Locale::En => format!("{} for the network.", counted(self.0, n, "text waits", "texts wait")),
        }
    }

    /// So many texts could not be sent.
    pub fn not_sent(self, n: u32) -> String {
        match self.0 {
            Locale::Fr => format!("{} partir.", counted(self.0, n, "texte n’a pas pu", "textes n’ont pas pu")),
            Locale::En => format!("{} be sent.", counted(self.0, n, "text could not", "texts could not")),
        }
    }
}
