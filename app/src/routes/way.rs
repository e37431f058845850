//! An address as it is written in the table of pages.

use leptos_router::{ParamSegment, PartialPathMatch, PathSegment, PossibleRouteMatch, StaticSegment, WildcardSegment};

/// An address, its steps parted by `/`: a word is met as it is, `:name` is any step, `*name` is all
/// that is left.
///
/// The `path!` macro makes a type for each shape of address, and with it a copy of the router for
/// each page; this is one type for all (`docs/decisions/speed.md`).
#[derive(Clone, Copy)]
pub struct Way(pub &'static str);

impl Way {
    fn steps(self) -> impl Iterator<Item = Step> {
        self.0.split('/').filter(|step| !step.is_empty()).map(|step| match step.split_at_checked(1) {
            Some((":", name)) => Step::Param(ParamSegment(name)),
            Some(("*", name)) => Step::Rest(WildcardSegment(name)),
            _ => Step::Word(StaticSegment(step)),
        })
    }
}

enum Step {
    Word(StaticSegment<&'static str>),
    Param(ParamSegment),
    Rest(WildcardSegment),
}

impl Step {
    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        match self {
            Self::Word(step) => step.test(path),
            Self::Param(step) => step.test(path),
            Self::Rest(step) => step.test(path),
        }
    }
}

impl PossibleRouteMatch for Way {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let (mut rest, mut params) = (path, Vec::new());
        for step in self.steps() {
            let met = step.test(rest)?;
            rest = met.remaining();
            params.extend(met.params());
        }
        let matched = &path[..path.len() - rest.len()];
        Some(PartialPathMatch::new(rest, params, matched))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        for step in self.steps() {
            match step {
                Step::Word(step) => step.generate_path(path),
                Step::Param(step) => step.generate_path(path),
                Step::Rest(step) => step.generate_path(path),
            }
        }
    }
}
