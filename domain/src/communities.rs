//! Communities around an illness, each with an open charter.

pub mod charters;
pub mod consent;
mod forms;
mod views;

pub use charters::{
    AskedAgain, Change, CharterEditPage, CharterPage, CharterPart, CharterVersion, OWNER_CHANGE_SAID, OwnerChange,
    Piece, parts_changed,
};
pub use forms::*;
pub use views::*;

crate::word_enum! {
    /// Who may read what a community marks public.
    Visibility {
        /// Public threads can be read by anybody.
        Open = "open",
        /// Nothing can be read from outside (the default: belonging is health data).
        Members = "members",
    }
}

crate::word_enum! {
    /// What kind of owner stands behind a community.
    OwnerType {
        /// A group of patients.
        Patients = "patients",
        /// An association.
        Association = "association",
        /// A hospital, university or public body.
        Institution = "institution",
        /// A company.
        Company = "company",
    }
}
