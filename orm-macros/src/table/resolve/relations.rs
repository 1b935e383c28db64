use syn::Ident;

use super::super::model::{ForeignKey, Relation, RelationKind};
use super::super::parse::relation::{RelationAttribute, Rule};
use super::Scope;
use crate::shared::names;

impl Scope<'_> {
    pub(super) fn relations(
        &self,
        foreign_keys: &[ForeignKey],
        primary_key: &[usize],
    ) -> Vec<Relation> {
        let mut seen: Vec<String> = Vec::new();
        let mut relations = Vec::new();
        for attribute in &self.attributes.relations {
            let name = names::plain(&attribute.name);
            if seen.contains(&name) {
                self.errors.at(
                    &attribute.name,
                    format!("`{}` has two relations named `{name}`", self.table),
                );
                continue;
            }
            seen.push(name);
            relations.extend(self.relation(attribute, foreign_keys, primary_key));
        }
        relations
    }

    fn relation(
        &self,
        attribute: &RelationAttribute,
        foreign_keys: &[ForeignKey],
        primary_key: &[usize],
    ) -> Option<Relation> {
        let RelationAttribute { name, many, .. } = attribute;
        if *many && matches!(attribute.rule, Rule::Own(_) | Rule::OwnTo(..)) {
            self.errors.at(
                name,
                format!("this table's own columns name one row: write `one({name}: ..)`, or name the other table's columns: `many({name}: Claim::policy_id)`"),
            );
            return None;
        }
        let (columns, target, target_columns, kind) = match &attribute.rule {
            Rule::Own(columns) => {
                let own = self.all(columns)?;
                let key = self.foreign_key_of(name, columns, &own, foreign_keys)?;
                let sure = !key.simple && own.iter().all(|at| !self.columns[*at].nullable);
                let kind = RelationKind::Own { promised: sure };
                (own, key.target.clone(), key.target_columns.clone(), kind)
            }
            Rule::OwnTo(columns, target) => {
                let own = self.all(columns)?;
                let kind = RelationKind::Own { promised: false };
                (own, target.table.clone(), target.columns.clone(), kind)
            }
            Rule::Theirs(target, own) => {
                let own = match own {
                    Some(own) => self.all(own)?,
                    None => self.key(primary_key),
                };
                let kind = match many {
                    true => RelationKind::Many,
                    false => RelationKind::Theirs,
                };
                (own, target.table.clone(), target.columns.clone(), kind)
            }
            Rule::Through {
                target,
                between,
                own,
                theirs,
            } => {
                if !many {
                    self.errors.at(
                        name,
                        format!("a table between two others leads to many rows: write `many({name}: ..)`"),
                    );
                    return None;
                }
                let kind = RelationKind::Through {
                    between: between.clone(),
                    theirs: theirs.clone(),
                };
                (
                    self.key(primary_key),
                    target.clone(),
                    vec![own.clone()],
                    kind,
                )
            }
        };
        if columns.len() != target_columns.len() {
            let keys: Vec<_> = columns
                .iter()
                .map(|at| names::plain(&self.columns[*at].ident))
                .collect();
            self.errors.span(
                attribute.span,
                format!(
                    "relation `{name}` matches {} columns of the other table with {} of this one ({}): name as many on both sides",
                    target_columns.len(),
                    columns.len(),
                    keys.join(", "),
                ),
            );
            return None;
        }
        Some(Relation {
            name: name.clone(),
            columns,
            target,
            target_columns,
            kind,
            span: attribute.span,
        })
    }

    /// Positions of the columns, if all of them are there.
    fn all(&self, columns: &[Ident]) -> Option<Vec<usize>> {
        let found = self.positions(columns);
        (found.len() == columns.len()).then_some(found)
    }

    /// The primary key without the tenant column.
    fn key(&self, primary_key: &[usize]) -> Vec<usize> {
        let only = primary_key.len() == 1;
        let own = |at: &&usize| only || Some(**at) != self.tenant();
        primary_key.iter().filter(own).copied().collect()
    }

    fn foreign_key_of<'k>(
        &self,
        name: &Ident,
        columns: &[Ident],
        own: &[usize],
        foreign_keys: &'k [ForeignKey],
    ) -> Option<&'k ForeignKey> {
        let mut found = foreign_keys.iter().filter(|key| key.columns == own);
        let listed: Vec<_> = columns.iter().map(Ident::to_string).collect();
        let listed = listed.join(", ");
        match (found.next(), found.next()) {
            (Some(key), None) => Some(key),
            (None, _) => {
                self.errors.at(
                    &columns[0],
                    format!("`{listed}` has no `references(..)` that relation `{name}` could follow: write `one({name}: {listed} -> Contact::id)`"),
                );
                None
            }
            (Some(_), Some(_)) => {
                self.errors.at(
                    &columns[0],
                    format!("`{listed}` refers to several tables: say which one is meant, `one({name}: {listed} -> Contact::id)`"),
                );
                None
            }
        }
    }
}
