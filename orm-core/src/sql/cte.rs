use std::sync::Arc;

use super::Pieces;

/// Names one common table expression among all of a program, whatever it is called in a statement.
#[derive(Clone, Debug)]
pub struct CteName(Arc<Wanted>);

/// What it is called where no other one has that name.
#[derive(Debug)]
struct Wanted(&'static str);

impl CteName {
    pub(crate) fn new(name: &'static str) -> Self {
        Self(Arc::new(Wanted(name)))
    }

    /// What it is called where no other one has that name.
    pub(crate) fn wanted(&self) -> &'static str {
        self.0.0
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What a common table expression is: `name AS (body)`.
#[derive(Debug)]
pub(crate) struct CteDefinition {
    pub(crate) name: CteName,
    pub(crate) body: Pieces,
    pub(crate) recursive: bool,
    /// ` MATERIALIZED`, ` NOT MATERIALIZED`, or nothing.
    pub(crate) hint: &'static str,
}

/// The common table expressions of a statement in an order in which each stands behind those that
/// it uses, each once.
pub(super) fn in_order(ctes: &[Arc<CteDefinition>]) -> Vec<Arc<CteDefinition>> {
    fn add(cte: &Arc<CteDefinition>, order: &mut Vec<Arc<CteDefinition>>) {
        if !order.iter().any(|other| other.name.is(&cte.name)) {
            for used in &cte.body.ctes {
                add(used, order);
            }
            order.push(cte.clone());
        }
    }
    let mut order = Vec::with_capacity(ctes.len());
    for cte in ctes {
        add(cte, &mut order);
    }
    order
}
