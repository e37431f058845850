//! How much an account writes: little on its first day, more in its first week, as much as is usual once it has been
//! here for a while and what it wrote a day ago still stands. When far more people sign up than usual, new accounts write less
//! still on their first day: a flood is made of new accounts.
//!
//! Nobody is refused for being new; they wait longer.

use super::check_actor;
use crate::{Actor, Context, Me, Outcome};
use domain::time::{DAY, SECOND};
use store::limits::Rate;

/// Texts that have stood for a day after which an account counts as known here, once its first week is over.
const KEPT: i64 = 3;
/// Over how long sign-ups are counted.
const HOUR: i64 = 3_600 * SECOND;

/// How far an account has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// New, while far more people sign up than usual.
    Rush,
    /// In its first day.
    New,
    /// In its first week, or little of theirs has stood for a day.
    Young,
    /// As everybody.
    Known,
}

impl Standing {
    /// By how much less it writes.
    fn divisor(self) -> u32 {
        match self {
            Self::Rush => 8,
            Self::New => 4,
            Self::Young => 2,
            Self::Known => 1,
        }
    }

    /// What is left of a rate: fewer at once, and as much rarer afterwards.
    fn of(self, rate: Rate) -> Rate {
        let by = self.divisor();
        Rate { burst: (rate.burst / by).max(1), interval: rate.interval * i64::from(by) }
    }
}

/// As [`check_actor`], for what others read.
pub async fn check_writing(ctx: &Context, what: &str, actor: &Actor, rate: Rate) -> Outcome<()> {
    let standing = match &actor.me {
        Some(me) => standing(ctx, me).await?,
        None => Standing::Known,
    };
    check_actor(ctx, what, actor, standing.of(rate)).await
}

async fn standing(ctx: &Context, me: &Me) -> Outcome<Standing> {
    // Somebody looked at who they are.
    if me.badge.is_some() || me.moderator || me.administrator {
        return Ok(Standing::Known);
    }
    let now = ctx.now();
    let mut reader = ctx.store.read().await?;
    let come = store::administration::come(&mut reader.conn(), me.id, now.plus(-DAY), KEPT).await?;
    let Some(come) = come else { return Ok(Standing::New) };
    let age = now.0 - come.created;
    if age >= DAY {
        let known = age >= 7 * DAY && come.kept >= KEPT;
        return Ok(if known { Standing::Known } else { Standing::Young });
    }
    let usual = i64::from(ctx.settings.sign_ups_per_hour);
    let lately = store::administration::sign_ups_since(&mut reader.conn(), now.plus(-HOUR), usual + 1).await?;
    Ok(if lately > usual { Standing::Rush } else { Standing::New })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_new_writes_less_at_once_and_less_often() {
        let usual = Rate::per(10, 3_600);
        let less: Vec<(u32, i64)> = [Standing::Rush, Standing::New, Standing::Young, Standing::Known]
            .map(|standing| standing.of(usual))
            .map(|rate| (rate.burst, rate.interval / SECOND))
            .to_vec();
        assert_eq!(less, [(1, 2_880), (2, 1_440), (5, 720), (10, 360)]);
    }
}
