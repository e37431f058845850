//! Whose numbers are shown: of the country that the reader's time zone lies in.
//!
//! Nobody is asked where they live. A zone is a guess (it is the instance's own until somebody chooses another), so
//! where numbers are right is said beside them, whoever reads.

use super::Numbers;
use std::collections::BTreeMap;

/// Zones by country (ISO 3166-1): those that members choose from, and neighbours of them.
const ZONES: &[(&str, &[&str])] = &[
    (
        "FR",
        &[
            "Europe/Paris",
            "America/Guadeloupe",
            "America/Cayenne",
            "America/Martinique",
            "America/Marigot",
            "America/St_Barthelemy",
            "America/Miquelon",
            "Indian/Mayotte",
            "Indian/Reunion",
            "Pacific/Noumea",
            "Pacific/Tahiti",
            "Pacific/Marquesas",
            "Pacific/Gambier",
            "Pacific/Wallis",
        ],
    ),
    ("BE", &["Europe/Brussels"]),
    ("CH", &["Europe/Zurich"]),
    ("LU", &["Europe/Luxembourg"]),
    ("DE", &["Europe/Berlin", "Europe/Busingen"]),
    ("ES", &["Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"]),
    ("IE", &["Europe/Dublin"]),
    ("IT", &["Europe/Rome"]),
    ("PT", &["Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"]),
    ("GB", &["Europe/London"]),
    ("CA", &["America/Toronto", "America/Montreal", "America/Vancouver", "America/Winnipeg", "America/Halifax"]),
    ("US", &["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"]),
    ("CI", &["Africa/Abidjan"]),
    ("DZ", &["Africa/Algiers"]),
    ("MA", &["Africa/Casablanca"]),
    ("SN", &["Africa/Dakar"]),
    ("TN", &["Africa/Tunis"]),
];

/// Where 112 answers: the European Union, the other states of the European Economic Area, Switzerland, the United
/// Kingdom.
const EUROPE: &str = "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/// The country that a zone lies in, where it is known.
pub fn country_of(zone: &str) -> Option<&'static str> {
    ZONES.iter().find(|(_, zones)| zones.contains(&zone)).map(|(country, _)| *country)
}

/// Whether 112 is right there.
pub fn in_europe(country: &str) -> bool {
    EUROPE.split(' ').any(|one| one == country)
}

/// What is known of a country.
fn of_country(country: &str, configured: &BTreeMap<String, Numbers>) -> Option<Numbers> {
    match configured.get(country) {
        Some(numbers) => Some(numbers.clone()),
        None if country == "FR" => Some(Numbers::france()),
        None => in_europe(country).then(Numbers::europe),
    }
}

/// The numbers for somebody whose clock is set to this zone (`None`: a visitor), on an instance of this country.
pub fn numbers_for(zone: Option<&str>, own: &str, configured: &BTreeMap<String, Numbers>) -> Numbers {
    let country = zone.and_then(country_of).unwrap_or(own);
    of_country(country, configured).or_else(|| of_country(own, configured)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_tells_the_country() {
        for (zone, _) in crate::members::zones(crate::Locale::Fr).filter(|(zone, _)| *zone != "UTC") {
            assert!(country_of(zone).is_some(), "{zone}");
        }
        assert_eq!(country_of("Indian/Reunion"), Some("FR"));
        assert_eq!(country_of("Europe/Brussels"), Some("BE"));
        assert_eq!(country_of("America/Montreal"), Some("CA"));
        assert_eq!(country_of("UTC"), None);
    }

    #[test]
    fn numbers_are_the_countrys_or_say_whose_they_are() {
        let mut swiss = Numbers::europe();
        (swiss.fr, swiss.en) = ("En Suisse".into(), "In Switzerland".into());
        let configured: BTreeMap<String, Numbers> = [("CH".to_owned(), swiss.clone())].into();
        let place = |zone, own| numbers_for(zone, own, &configured).fr;
        assert_eq!(place(None, "FR"), "En France");
        assert_eq!(place(Some("Pacific/Tahiti"), "CH"), "En France");
        assert_eq!(place(Some("Europe/Zurich"), "FR"), "En Suisse");
        assert_eq!(place(Some("Europe/Brussels"), "FR"), "Partout en Europe");
        // Nothing is known of Canada's: the instance's own, and said to be so.
        assert_eq!(place(Some("America/Toronto"), "FR"), "En France");
        assert_eq!(place(Some("America/Toronto"), "CH"), "En Suisse");
        assert_eq!(place(Some("UTC"), "CH"), "En Suisse");
        assert_eq!(place(None, "XX"), "En France");
    }
}
