//! Words too common to be looked up, folded. Chosen by us from the articles, pronouns, auxiliaries and
//! linking words of each language, with the words that begin most questions.

use std::collections::HashSet;
use std::sync::LazyLock;

const FRENCH: &str = "a afin ai aie ainsi alors apres as au aucun aucune aussi autre autres aux avais avait avant avec \
    avez aviez avoir avons ayant beaucoup bien bonjour bonsoir ca car ce ceci cela celle celles celui ces cet cette ceux \
    chaque chez ci comme comment contre d dans de deja depuis des deux devrait doit donc dont du elle elles en encore entre \
    es est et etaient etais etait etant ete etes etre eu eux fait faire fais faut fois font hors ici il ils j je jusque l la \
    le les leur leurs lors lui ma mais me meme memes merci mes mien mon n ne ni non nos notre nous on ont ou oui par parce \
    pas pendant peu peut peuvent peux plus plusieurs pour pourquoi pouvez puis puisque qu quand que quel quelle quelles quels \
    quelque quelques qui quoi sa sans se sera ses si sien sinon soit sommes son sont sous suis sur ta te tes toi ton tous \
    tout toute toutes tres trop tu un une vers voici voila vos votre vous vraiment y";

const ENGLISH: &str = "a about after again all also am an and any are as at be because been before being below between both \
    but by can could did do does doing don down during each few for from further get had has have having he hello her here \
    hers herself him himself his how i if in into is it its itself just like me more most my myself no nor not of off on once \
    only or other our ours out over own please same she should so some such than thank thanks that the their theirs them \
    themselves then there these they this those through to too under until up very was we were what when where which while \
    who whom why will with would you your yours yourself";

type Words = LazyLock<HashSet<&'static str>>;

/// Whether a folded word is too common in French.
pub fn is_french(word: &str) -> bool {
    static WORDS: Words = LazyLock::new(|| FRENCH.split_ascii_whitespace().collect());
    WORDS.contains(word)
}

/// Whether a folded word is too common in English.
pub fn is_english(word: &str) -> bool {
    static WORDS: Words = LazyLock::new(|| ENGLISH.split_ascii_whitespace().collect());
    WORDS.contains(word)
}
