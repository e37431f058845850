//! Words about members.

use domain::members::{OrganisationKind, Profession, Role};

words! {
    somebody_gone: "Une personne qui est partie", "Somebody who left";
    patient: "Malade", "Patient";
    carer: "Proche", "Carer";
    professional: "Professionnel de santé", "Health professional";
    organisation_word: "Organisation", "Organisation";
    unverified: "Métier non vérifié", "Profession not verified";
    association: "Association", "Association";
    institution: "Établissement", "Institution";
    company: "Entreprise", "Company";
    doctor: "Médecin", "Doctor";
    pharmacist: "Pharmacie", "Pharmacist";
    dental_surgeon: "Chirurgie dentaire", "Dental surgeon";
    midwife: "Sage-femme", "Midwife";
    nurse: "Soins infirmiers", "Nurse";
    physiotherapist: "Kinésithérapie", "Physiotherapist";
    podiatrist: "Podologie", "Podiatrist";
    dietitian: "Diététique", "Dietitian";
    psychologist: "Psychologue", "Psychologist";
}

impl Words {
    /// A kind of account.
    pub fn role(self, role: Role) -> &'static str {
        match role {
            Role::Patient => self.patient(),
            Role::Carer => self.carer(),
            Role::Professional => self.professional(),
            Role::Organisation => self.organisation_word(),
        }
    }

    /// A profession; in French the field rather than the person, which needs no gender.
    pub fn profession(self, profession: Profession) -> &'static str {
        match profession {
            Profession::Doctor => self.doctor(),
            Profession::Pharmacist => self.pharmacist(),
            Profession::DentalSurgeon => self.dental_surgeon(),
            Profession::Midwife => self.midwife(),
            Profession::Nurse => self.nurse(),
            Profession::Physiotherapist => self.physiotherapist(),
            Profession::Podiatrist => self.podiatrist(),
            Profession::Dietitian => self.dietitian(),
            Profession::Psychologist => self.psychologist(),
        }
    }

    /// What an account is: an organisation of this kind, or one of the others.
    pub fn kind(self, role: Role, organisation: Option<OrganisationKind>) -> &'static str {
        if role == Role::Organisation { self.organisation(organisation) } else { self.role(role) }
    }

    /// A kind of organisation.
    pub fn organisation(self, kind: Option<OrganisationKind>) -> &'static str {
        match kind {
            Some(OrganisationKind::Association) => self.association(),
            Some(OrganisationKind::Institution) => self.institution(),
            Some(OrganisationKind::Company) => self.company(),
            None => self.organisation_word(),
        }
    }
}
