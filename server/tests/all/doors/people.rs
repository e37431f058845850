//! Who tries the doors: every role in every place, and those who look after the whole instance. Whoever moderates or
//! administers it reads threads as what they are beside that, a patient or a professional, member or not.

use crate::support::Site;
use domain::Locale;
use domain::administration::Right;
use domain::members::{Profession, Role};
use domain::policy::Place;
use service::Actor;
use service::testing::TestContext;

/// What they are called here, who they are, what they are in both communities.
pub type Person = (&'static str, Actor, Option<Place>);

/// Everybody.
pub async fn everybody(test: &TestContext) -> Vec<Person> {
    let pro = Some(Profession::Nurse);
    vec![
        ("visitor", Actor::visitor(Locale::Fr), None),
        ("stranger", test.patient("Étrangère").await, None),
        ("strange professional", test.professional("Étranger pro").await, None),
        ("patient", test.patient("Malade").await, Some(Place::Member)),
        ("carer", test.member("Proche", Role::Carer, None).await, Some(Place::Member)),
        ("professional", test.member("Infirmier", Role::Professional, pro).await, Some(Place::Member)),
        ("pending professional", test.member("En attente", Role::Professional, None).await, Some(Place::Member)),
        ("organisation", test.member("Organisation", Role::Organisation, None).await, Some(Place::Member)),
        ("hosting patient", test.patient("Hôte malade").await, Some(Place::Host)),
        ("hosting professional", test.professional("Hôte pro").await, Some(Place::Host)),
        ("hosting organisation", test.member("Hôte organisation", Role::Organisation, None).await, Some(Place::Host)),
        ("banned", test.patient("Bannie").await, Some(Place::Banned)),
        ("suspended", test.patient("Suspendu").await, Some(Place::Suspended)),
        ("moderator", entrusted(test, test.patient("Modératrice").await, Right::Moderator).await, None),
        (
            "belonging moderator",
            entrusted(test, test.patient("Modérateur d’ici").await, Right::Moderator).await,
            Some(Place::Member),
        ),
        ("administrator", entrusted(test, test.patient("Administratrice").await, Right::Administrator).await, None),
        (
            "belonging administrator",
            entrusted(test, test.professional("Administrateur d’ici").await, Right::Administrator).await,
            Some(Place::Member),
        ),
    ]
}

/// Somebody with a right over the instance.
pub async fn entrusted(test: &TestContext, mut actor: Actor, right: Right) -> Actor {
    let me = actor.me.as_mut().expect("a member");
    match right {
        Right::Moderator => me.moderator = true,
        Right::Administrator => me.administrator = true,
    }
    let mut tx = test.ctx.store.begin().await.expect("a transaction");
    assert!(store::administration::set_right(&mut tx.conn(), me.id, right, true).await.expect("asked"));
    tx.commit().await.expect("committed");
    actor
}

/// The administration answers who administers, and nobody else; how many doors were tried.
pub async fn administration(site: &Site, session: Option<&str>, (name, actor): (&str, &Actor)) -> usize {
    let doors = [
        "/admin",
        "/admin/members?q=autrice",
        "/admin/communities",
        "/admin/audit?verify=1",
        "/admin/settings",
        "/admin/invitations",
        "/admin/suspensions?q=a",
        "/api/administration/suspensions?q=&after=",
        "/api/administration/home",
        "/api/administration/members?q=&after=",
        "/api/administration/communities?q=&after=",
        "/api/administration/audit?verb=&since=&before=&verify=true",
        "/api/administration/settings",
        "/api/administration/invitations?q=&after=",
        "/admin/claims?q=a",
        "/api/administration/claims?q=a&after=&verified=",
    ];
    let expected: u16 = match &actor.me {
        None => 401,
        Some(me) if me.administrator => 200,
        Some(_) => 403,
    };
    for door in doors {
        assert_eq!(site.get(session, door).await.status, expected, "{name} at {door}");
    }
    doors.len()
}
