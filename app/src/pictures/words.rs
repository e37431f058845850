//! Sentences about pictures.

words! {
    legend: "Images", "Pictures";
    hint: "Quatre au plus, de 20 Mo chacune. Le lieu, la date et l’appareil inscrits dans une photo sont effacés. Vérifiez qu’on n’y lit ni nom, ni numéro, et qu’on n’y reconnaît personne.",
        "Four at most, 20 MB each. The place, date and device noted inside a photo are removed. Check that no name or number can be read and nobody recognised.";
    choose: "Choisir des images", "Choose pictures";
    add: "Joindre sans publier encore", "Attach without posting yet";
    alt(n: u32): format!("Ce qu’on voit sur l’image {n}"), format!("What picture {n} shows");
    alt_hint: "Pour celles et ceux qui ne la voient pas.", "For those who do not see it.";
    keep(n: u32): format!("Garder l’image {n}"), format!("Keep picture {n}");
    remove: "Retirer", "Remove";
    remove_named(n: u32): format!("Retirer l’image {n}"), format!("Remove picture {n}");
    arriving(n: u32, of: u32): format!("Envoi de l’image {n} sur {of}…"), format!("Sending picture {n} of {of}…");
    arrived: "Image jointe.", "Picture attached.";
    enough: "Quatre images au plus : les autres n’ont pas été jointes.", "Four pictures at most: the others were not attached.";
    refused(name: &str, why: &str): format!("« {name} » n’est pas jointe. {why}"), format!("“{name}” is not attached. {why}");
    untold: "Image sans description", "Picture without description";
    untold_in(n: usize, of: usize): format!("Image {n} sur {of}, sans description"), format!("Picture {n} of {of}, without description");
    all: "Images", "Pictures";
}
