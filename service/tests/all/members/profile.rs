//! What others are told of a member.

use super::*;

store::both_engines!(a_stranger_learns_the_name_and_no_more, |db| async move {
    let test = context(db);
    let member = test.patient("Maryvonne").await;
    let stranger = test.patient("Antonin").await;
    let id = member.me.as_ref().unwrap().id;
    for (reader, own) in [(&visitor(), false), (&stranger, false), (&member, true)] {
        let page = members::profile(&test.ctx, reader, id, None).await.unwrap();
        assert_eq!((page.member.pseudonym.as_str(), page.own), ("Maryvonne", own));
        assert!(page.communities.is_empty() && page.threads.rows.is_empty());
    }
    let nobody = test.ctx.new_id();
    assert_eq!(problem(members::profile(&test.ctx, &stranger, nobody, None).await), Problem::NotFound);
});
