use super::super::model::{Effect, ForeignKey};
use super::super::parse::reference::Reference;
use super::Scope;

impl Scope<'_> {
    pub(super) fn foreign_keys(&self) -> Vec<ForeignKey> {
        let mut keys = Vec::new();
        for (at, column) in self.declared.iter().enumerate() {
            for reference in &column.references {
                keys.push(self.foreign_key(reference, vec![at]));
            }
        }
        for reference in &self.attributes.references {
            let columns = self.positions(&reference.columns);
            if columns.len() != reference.columns.len() {
                continue;
            }
            if let Some(at) = columns.iter().position(|at| Some(*at) == self.tenant())
                && !reference.simple
                && columns.len() > 1
            {
                self.errors.at(
                    &reference.columns[at],
                    "a foreign key between tenants' tables holds the tenant column by itself: leave it out on both sides",
                );
            }
            keys.push(self.foreign_key(reference, columns));
        }
        keys
    }

    fn foreign_key(&self, reference: &Reference, columns: Vec<usize>) -> ForeignKey {
        for (action, span) in [reference.on_delete, reference.on_update]
            .into_iter()
            .flatten()
        {
            self.action(action, span, &columns);
        }
        ForeignKey {
            name: self.name("constraint", reference.name.as_ref()),
            columns,
            target: reference.target.clone(),
            target_columns: reference.target_columns.clone(),
            on_delete: reference
                .on_delete
                .map(|(action, _)| action)
                .unwrap_or_default(),
            on_update: reference
                .on_update
                .map(|(action, _)| action)
                .unwrap_or_default(),
            simple: reference.simple,
            span: reference.span,
        }
    }

    fn action(&self, action: Effect, span: proc_macro2::Span, columns: &[usize]) {
        for column in columns.iter().map(|at| &self.columns[*at]) {
            if action == Effect::SetNull && !column.nullable {
                self.errors.span(
                    span,
                    format!("column `{}` can't be NULL: make it an `Option`, or write `restrict` or `cascade`", column.ident),
                );
            }
            if action == Effect::SetDefault && column.default.is_none() {
                self.errors.span(
                    span,
                    format!(
                        "column `{}` has no default: write `restrict` or `cascade`",
                        column.ident
                    ),
                );
            }
        }
    }
}
