//! Time zones offered in the settings.

use crate::locale::Locale;

/// IANA name, French and English words; in the order they are offered.
const ZONES: [(&str, &str, &str); 27] = [
    ("Europe/Paris", "Paris", "Paris"),
    ("America/Guadeloupe", "Guadeloupe", "Guadeloupe"),
    ("America/Cayenne", "Guyane", "French Guiana"),
    ("America/Martinique", "Martinique", "Martinique"),
    ("Indian/Mayotte", "Mayotte", "Mayotte"),
    ("Pacific/Noumea", "Nouvelle-Calédonie", "New Caledonia"),
    ("Pacific/Tahiti", "Polynésie française", "French Polynesia"),
    ("Indian/Reunion", "La Réunion", "Réunion"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon", "Saint Pierre and Miquelon"),
    ("Pacific/Wallis", "Wallis-et-Futuna", "Wallis and Futuna"),
    ("Africa/Abidjan", "Abidjan", "Abidjan"),
    ("Africa/Algiers", "Alger", "Algiers"),
    ("Europe/Berlin", "Berlin", "Berlin"),
    ("Europe/Brussels", "Bruxelles", "Brussels"),
    ("Africa/Casablanca", "Casablanca", "Casablanca"),
    ("Africa/Dakar", "Dakar", "Dakar"),
    ("Europe/Dublin", "Dublin", "Dublin"),
    ("Europe/Lisbon", "Lisbonne", "Lisbon"),
    ("Europe/London", "Londres", "London"),
    ("Europe/Luxembourg", "Luxembourg", "Luxembourg"),
    ("Europe/Madrid", "Madrid", "Madrid"),
    ("America/Toronto", "Montréal", "Montreal"),
    ("America/New_York", "New York", "New York"),
    ("Europe/Rome", "Rome", "Rome"),
    ("Africa/Tunis", "Tunis", "Tunis"),
    ("Europe/Zurich", "Zurich", "Zurich"),
    ("UTC", "Temps universel (UTC)", "Universal time (UTC)"),
];

/// The zones offered: IANA name and words.
pub fn zones(locale: Locale) -> impl Iterator<Item = (&'static str, &'static str)> {
    ZONES.iter().map(move |(zone, fr, en)| match locale {
        Locale::Fr => (*zone, *fr),
        Locale::En => (*zone, *en),
    })
}

/// The zone of this name, when it is offered.
pub fn zone_offered(name: &str) -> Option<&'static str> {
    ZONES.iter().map(|(zone, ..)| *zone).find(|zone| *zone == name)
}
