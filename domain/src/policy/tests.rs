//! The table of the product, cell by cell.

use super::*;
use Circle::{Members, Patients, Professionals, Public};

const NONE: [bool; 4] = [false; 4];

fn cells(standing: Standing, visibility: Visibility, write: bool) -> [bool; 4] {
    [Public, Members, Patients, Professionals].map(|circle| {
        if write { standing.may_write(visibility, circle) } else { standing.may_read(visibility, circle) }
    })
}

fn here(role: Role, verified: bool, place: Place) -> Standing {
    Standing { role: Some(role), verified, place: Some(place) }
}

#[test]
fn the_table_in_an_open_community() {
    let open = Visibility::Open;
    let rows: &[(Standing, [bool; 4], [bool; 4])] = &[
        (Standing::VISITOR, [true, false, false, false], NONE),
        (Standing { role: Some(Role::Patient), verified: false, place: None }, [true, false, false, false], NONE),
        (here(Role::Patient, false, Place::Member), [true, true, true, false], [true, true, true, false]),
        (here(Role::Carer, false, Place::Member), [true, true, true, false], [true, true, true, false]),
        (here(Role::Professional, true, Place::Member), [true, true, false, true], [true, true, false, true]),
        (here(Role::Professional, false, Place::Member), [true, false, false, false], [true, false, false, false]),
        (here(Role::Organisation, false, Place::Member), [true, false, false, false], [true, false, false, false]),
        (here(Role::Organisation, false, Place::Host), [true, true, false, false], [true, true, false, false]),
        (here(Role::Patient, false, Place::Host), [true, true, true, false], [true, true, true, false]),
        (here(Role::Professional, true, Place::Host), [true, true, false, true], [true, true, false, true]),
        (here(Role::Professional, false, Place::Host), [true, true, false, false], [true, true, false, false]),
        (here(Role::Patient, false, Place::Banned), [true, false, false, false], NONE),
        (here(Role::Patient, false, Place::Suspended), [true, false, false, false], NONE),
    ];
    for (standing, read, write) in rows {
        assert_eq!(cells(*standing, open, false), *read, "reading {standing:?}");
        assert_eq!(cells(*standing, open, true), *write, "writing {standing:?}");
    }
}

#[test]
fn in_a_members_only_community_a_stranger_reads_nothing() {
    for standing in [
        Standing::VISITOR,
        Standing { role: Some(Role::Patient), verified: false, place: None },
        Standing { role: Some(Role::Professional), verified: true, place: None },
        here(Role::Patient, false, Place::Banned),
        here(Role::Organisation, false, Place::Member),
        here(Role::Professional, false, Place::Member),
    ] {
        assert_eq!(cells(standing, Visibility::Members, false), NONE, "{standing:?}");
    }
}

#[test]
fn public_is_never_offered_first_nor_in_a_members_only_community() {
    let patient = here(Role::Patient, false, Place::Member);
    assert_eq!(patient.circles(Visibility::Open), [Members, Patients, Public]);
    assert_eq!(patient.circles(Visibility::Members), [Members, Patients]);
    let professional = here(Role::Professional, true, Place::Member);
    assert_eq!(professional.circles(Visibility::Members), [Members, Professionals]);
}

#[test]
fn a_circle_is_narrowed_never_widened() {
    let patient = here(Role::Patient, false, Place::Member);
    assert!(patient.may_narrow(Visibility::Open, Public, Members));
    assert!(patient.may_narrow(Visibility::Open, Members, Patients));
    assert!(!patient.may_narrow(Visibility::Open, Members, Public));
    assert!(!patient.may_narrow(Visibility::Open, Members, Professionals));
    assert!(!patient.may_narrow(Visibility::Open, Patients, Professionals));
    assert!(!patient.may_narrow(Visibility::Open, Members, Members));
}

#[test]
fn only_a_verified_professional_speaks_as_one() {
    assert_eq!(here(Role::Professional, false, Place::Host).voices(), [Voice::Lived]);
    assert_eq!(here(Role::Patient, true, Place::Host).voices(), [Voice::Lived]);
    assert!(here(Role::Professional, true, Place::Member).voices().contains(&Voice::Professional));
}

#[test]
fn hosts_speak_first_about_what_they_read() {
    for &role in Role::ALL {
        for place in [None, Some(Place::Member), Some(Place::Host), Some(Place::Banned), Some(Place::Suspended)] {
            let standing = Standing { role: Some(role), verified: false, place };
            let host = place == Some(Place::Host);
            assert_eq!(standing.may_announce(), host, "{role:?} {place:?}");
            for &circle in Circle::ALL {
                let reads = host && standing.may_read(Visibility::Open, circle);
                assert_eq!(standing.may_close(Visibility::Open, circle), reads);
                // A pin tells every host of a thread: only of what every host reads.
                let wide = matches!(circle, Circle::Public | Circle::Members);
                assert_eq!(standing.may_pin(Visibility::Open, circle), host && wide, "{role:?} {circle:?}");
            }
        }
    }
    assert!(!Standing::VISITOR.may_announce());
    assert!(!Standing { place: Some(Place::Host), ..Standing::VISITOR }.may_announce());
}
