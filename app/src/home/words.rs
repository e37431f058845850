//! Words of the first page.

words! {
    title: "Des personnes malades, des proches et des soignants se répondent", "Patients, carers and professionals answer each other";
    hero: "Ce que vous vivez peut aider quelqu’un.", "What you live through can help somebody.";
    lead: "Sur Vécu, des personnes malades, leurs proches et des soignants se répondent. Chacun dit d’où il parle. Vous pouvez lire sans créer de compte.",
        "On Vécu, people who are ill, those who stand by them and health professionals answer each other. Everybody says where they speak from. You can read without an account.";
    join: "Rejoindre une communauté", "Join a community";
    read_first: "Lire d’abord", "Read first";
    free: "Gratuit, sans publicité, sous le nom de votre choix.", "Free, without advertising, under the name you choose.";
    hello(name: &str): format!("Bonjour {name}."), format!("Hello {name}.");
    to_feed: "Aller à votre fil", "Go to your feed";
    // The example shows the two shapes; its people are invented, and it says so.
    example: "Un exemple, pour montrer les deux paroles", "An example, to show the two voices";
    example_question: "Mon semainier et les comprimés qui doivent rester dans leur boîte : comment vous organisez-vous ?",
        "My pill organiser and the tablets that must stay in their box: how do you manage?";
    example_lived: "Moi je mets un bouton de chemise dans la case. Quand je tombe dessus, je sais qu’il faut aller à la boîte. Ça fait rire mes petits-enfants et ça marche depuis deux ans.",
        "I put a shirt button in the slot. When I find it, I know to go to the box. It makes my grandchildren laugh and has worked for two years.";
    example_lived_by: "Jean-Noël, greffé depuis 2 ans", "Jean-Noël, two years after a transplant";
    example_pro: "Certains comprimés supportent mal l’humidité ou la lumière. La notice le précise, à la rubrique « Comment conserver », et votre pharmacie peut vérifier boîte par boîte.",
        "Some tablets do not stand damp or light. The leaflet says so under “How to store”, and your pharmacy can check box by box.";
    example_pro_by: "Pharmacie, métier vérifié · 2 sources", "A verified pharmacist · 2 sources";
    now: "En ce moment", "Right now";
    nothing: "Aucun fil public pour l’instant. Les communautés qui s’ouvrent à tous paraîtront ici.",
        "No public thread so far. Communities that open to everybody will appear here.";
    all: "Tous les fils ouverts", "All open threads";
    voices: "Deux paroles, jamais confondues", "Two voices, never confused";
    lived: "Vécu", "Lived";
    lived_text: "Une personne raconte ce qu’elle a traversé. Dans une bulle ronde. Elle parle d’elle, elle ne prescrit rien.",
        "Somebody tells what they went through. In a round bubble. They speak of themselves and prescribe nothing.";
    professional: "Réponse professionnelle", "Professional reply";
    professional_text: "Un métier vérifié, des sources, des limites dites. Dans une feuille cadrée. Jamais de diagnostic ni de dose.",
        "A verified profession, sources, stated limits. On a framed sheet. Never a diagnosis or a dose.";
    difference: "La différence se voit à la forme, se lit à l’étiquette, et s’entend au lecteur d’écran.",
        "The difference is seen by the shape, read on the label and heard by a screen reader.";
    how_verified: "Comment nous vérifions un métier", "How we verify a profession";
    charter: "Avant d’entrer, savoir chez qui l’on entre", "Before you enter, know whose house it is";
    charter_lead: "Aucune communauté n’ouvre sans sa charte de transparence : qui la porte, qui paie, pourquoi, et ce que deviennent vos données.",
        "No community opens without its charter: who owns it, who pays, what for, and what happens to your data.";
    charter_same: "Toujours la même charte, toujours dans le même ordre.", "Always the same charter, always in the same order.";
    charter_money: "L’argent de l’industrie est écrit en premier, en gros, même quand il est à zéro.",
        "Industry money is written first, in large type, even when it is zero.";
    charter_circle: "Avant chaque message, vous lisez en toutes lettres qui pourra le voir.",
        "Before each post you read in plain words who will see it.";
    find: "Trouver sa communauté", "Find your community";
    you_care: "Vous soignez", "You care by profession";
    you_care_text: "Quelques minutes entre deux rendez-vous suffisent pour une question. Votre métier est vérifié, votre numéro n’est jamais affiché.",
        "A few minutes between two appointments are enough for a question. Your profession is verified, your number never shown.";
    you_care_link: "Répondre sur Vécu", "Answer on Vécu";
    you_host: "Vous animez", "You bring people together";
    you_host_text: "Association, service hospitalier, groupe de patients : ouvrez une communauté, dites qui la porte et qui la paie.",
        "Association, hospital ward, group of patients: open a community, say who owns it and who pays.";
    you_host_link: "Ouvrir une communauté", "Open a community";
    you_live: "Vous vivez avec", "You live with it";
    you_live_text: "Votre maladie, ou celle de quelqu’un que vous aimez. Lisez, demandez, racontez, à votre rythme.",
        "Your illness, or that of somebody you love. Read, ask, tell, at your own pace.";
    you_live_link: "Rejoindre Vécu", "Join Vécu";
    you: "Vous vivez avec, vous soignez, vous animez", "You live with it, you care, you bring people together";
}
