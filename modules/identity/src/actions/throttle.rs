//! Guessing is slow: after some wrong passwords, nothing more is tried for a while.

use crate::{IdentityError, store, token};
use db::Cx;
use std::net::IpAddr;

/// How long failures are counted, and how long nothing is tried after too many: seconds.
const WINDOW: i64 = 15 * 60;
/// Wrong passwords of one name from one address.
const OF_ONE: i64 = 5;
/// Wrong passwords of one name from everywhere: many machines that guess together get no further.
const OF_NAME: i64 = 100;
/// Wrong passwords from one address, of whatever names; a town hall is often one address.
const OF_ADDRESS: i64 = 200;

/// What is kept of a user name.
pub(super) fn name_key(user: &str) -> Vec<u8> {
    token::hash(&greek::fold(user))
}

/// Where somebody tries: the address, of IPv6 the network that one house has.
fn from(address: Option<IpAddr>) -> String {
    match address {
        None => "-".to_owned(),
        Some(IpAddr::V4(v4)) => v4.to_string(),
        Some(IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => v6.segments()[..4].iter().map(|part| format!("{part:x}")).collect::<Vec<_>>().join(":"),
        },
    }
}

fn places(cx: &Cx, user: &str) -> [store::Place; 3] {
    let (name, address) = (name_key(user), from(cx.address));
    [(name.clone(), address.clone()), (name, String::new()), (Vec::new(), address)]
}

/// Fails while nothing may be tried.
///
/// # Errors
/// [`IdentityError::Locked`], whether there is such an account or not.
pub(super) async fn allowed(cx: &mut Cx, user: &str) -> Result<(), IdentityError> {
    let places = places(cx, user);
    match store::held(&mut cx.tx, &places, cx.now).await? {
        Some(until) => Err(IdentityError::Locked { until }),
        None => Ok(()),
    }
}

/// The same, once it is known whether the password is right: of guesses at the same time, one follows the other.
///
/// # Errors
/// [`IdentityError::Locked`].
pub(super) async fn still_allowed(cx: &mut Cx, user: &str) -> Result<(), IdentityError> {
    let [one, ..] = places(cx, user);
    store::hold_place(&mut cx.tx, &one).await?;
    allowed(cx, user).await
}

/// Counts a wrong password: the caller commits.
///
/// # Errors
/// [`IdentityError::Locked`] when others at the same time were too many already.
pub(super) async fn count(cx: &mut Cx, user: &str) -> Result<(), IdentityError> {
    for (place, most) in places(cx, user).iter().zip([OF_ONE, OF_NAME, OF_ADDRESS]) {
        let (failures, held) = store::count(&mut cx.tx, place, cx.now, WINDOW).await?;
        if let Some(until) = held {
            return Err(IdentityError::Locked { until });
        }
        if failures >= most {
            store::hold_until(&mut cx.tx, place, cx.now.plus_seconds(WINDOW)).await?;
        }
    }
    Ok(())
}

/// The right password: what was tried before from here is forgotten.
pub(super) async fn forgive(cx: &mut Cx, user: &str) -> Result<(), IdentityError> {
    let [one, ..] = places(cx, user);
    Ok(store::forgive(&mut cx.tx, &one).await?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::from;

    #[test]
    fn a_house_with_ipv6_is_one_address() {
        let from = |text: &str| from(Some(text.parse().unwrap()));
        assert_eq!(from("2001:db8:1:2:aaaa::1"), from("2001:db8:1:2:bbbb::2"));
        assert_ne!(from("2001:db8:1:2::1"), from("2001:db8:1:3::1"));
        assert_eq!(from("::ffff:192.0.2.1"), from("192.0.2.1"));
    }
}
