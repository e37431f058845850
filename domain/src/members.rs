//! Members: who has an account, as what, and what others see of them.

mod consent;
mod forms;
mod profession;
mod views;
mod zones;

pub use consent::*;
pub use forms::*;
pub use profession::*;
pub use views::*;
pub use zones::*;

crate::word_enum! {
    /// The kind of an account.
    Role {
        /// Lives with an illness.
        Patient = "patient",
        /// Stands by somebody who does (*aidant*, *proche*).
        Carer = "carer",
        /// Cares by profession; pending until verified.
        Professional = "professional",
        /// An association, institution or company; speaks in its own name, labelled.
        Organisation = "organisation",
    }
}

crate::word_enum! {
    /// What kind of organisation an account speaks for.
    OrganisationKind {
        /// A patients' association.
        Association = "association",
        /// A hospital, university or public body.
        Institution = "institution",
        /// A company; labelled on everything it posts.
        Company = "company",
    }
}

crate::word_enum! {
    /// How far a professional's claim has come.
    ClaimState {
        /// Waits for an administrator.
        Pending = "pending",
        /// Confirmed: the badge shows.
        Verified = "verified",
        /// Not confirmed.
        Refused = "refused",
        /// Was confirmed, and has ended: to be proved again.
        Expired = "expired",
    }
}

crate::word_enum! {
    /// The colours of the interface.
    Theme {
        /// As the device.
        System = "system",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

crate::word_enum! {
    /// What a consent receipt is for.
    Purpose {
        /// The account itself: pseudonym, e-mail, role.
        Account = "account",
        /// Belonging to a community about an illness (GDPR art. 9).
        Membership = "membership",
        /// A version of its charter.
        Charter = "charter",
        /// Having one's profession verified.
        Profession = "profession",
        /// Lock screens that say who and where.
        LockScreen = "lock_screen",
        /// Being found by one's pseudonym.
        Findable = "findable",
        /// Devices that ring, by way of the service of who made their browser.
        Push = "push",
    }
}

crate::word_enum! {
    /// What a link sent by mail is for.
    LinkPurpose {
        /// Confirms the address of a new account.
        Confirm = "confirm",
        /// Chooses a new password.
        Reset = "reset",
        /// Confirms the new address of an account.
        Email = "email",
    }
}
