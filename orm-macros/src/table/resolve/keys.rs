use proc_macro2::Span;

use super::super::model::{Index, IndexPart, Unique};
use super::super::parse::index::{IndexAttribute, Part};
use super::super::parse::table::{Kind, PrimaryKey};
use super::Scope;

impl Scope<'_> {
    /// The physical primary key: a tenant table's begins with the tenant column.
    pub(super) fn primary_key(&self) -> Vec<usize> {
        let stated = self.attributes.primary_key.as_ref();
        let id_only = stated.is_some_and(|key| key.id_only);
        let mut columns = self.key_columns(stated);
        for at in &columns {
            let column = &self.columns[*at];
            if column.nullable && Some(*at) != self.tenant() {
                self.errors.at(
                    &column.ty,
                    "a primary key column can't be NULL: take off the `Option`",
                );
            }
        }
        match (self.tenant(), stated) {
            (None, Some(key)) if id_only => self.errors.span(
                key.span,
                "`id_only` leaves the tenant column out of the primary key, and this table has none",
            ),
            (Some(tenant), Some(key)) if id_only && columns.contains(&tenant) => self.errors.span(
                key.span,
                "`id_only` leaves the tenant column out of the primary key: don't list it",
            ),
            (Some(tenant), _) if !id_only && !columns.contains(&tenant) => columns.insert(0, tenant),
            _ => {}
        }
        let beside = columns
            .iter()
            .filter(|at| Some(**at) != self.tenant())
            .count();
        if beside > 4 {
            self.errors.span(
                stated.map_or_else(|| self.table.span(), |key| key.span),
                format!("a primary key has at most four columns beside the tenant column, and this one has {beside}"),
            );
        }
        columns
    }

    /// The name of the primary key, which only one of several columns has.
    pub(super) fn key_name(&self, columns: &[usize]) -> Option<String> {
        let stated = self.attributes.primary_key.as_ref()?;
        let name = stated.name.as_ref()?;
        if columns.len() == 1 {
            self.errors.at(
                name,
                "a primary key of one column has the name that the database gives it: remove `name`",
            );
        }
        self.name("constraint", Some(name))
    }

    fn key_columns(&self, stated: Option<&PrimaryKey>) -> Vec<usize> {
        let marked: Vec<(usize, Span)> = self
            .declared
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((at, column.primary_key?)))
            .collect();
        if let Some(key) = stated
            && !key.columns.is_empty()
        {
            if let Some((_, span)) = marked.first() {
                self.errors.span(
                    *span,
                    format!("`{}` states its primary key with `primary_key(..)` already: remove one of both", self.table),
                );
            }
            return self.positions(&key.columns);
        }
        if marked.is_empty() {
            let table = self.table;
            let told = match self.attributes.kind {
                Kind::Table => format!(
                    "table `{table}` has no primary key: mark a column with `#[column(primary_key)]`, or write `#[table(primary_key(a, b))]`"
                ),
                Kind::View => format!(
                    "view `{table}` doesn't say what tells its rows apart, beside the tenant: mark a column with `#[column(primary_key)]`, or write `#[view(primary_key(a, b))]`"
                ),
            };
            self.errors.at(table, told);
        }
        for (_, span) in marked.iter().skip(1) {
            self.errors.span(
                *span,
                format!(
                    "a {0} has one primary key: for one of several columns write `#[{0}(primary_key(a, b))]`",
                    self.attributes.kind.word()
                ),
            );
        }
        marked.into_iter().map(|(at, _)| at).take(1).collect()
    }

    pub(super) fn uniques(&self) -> Vec<Unique> {
        let mut uniques = Vec::new();
        for (at, column) in self.declared.iter().enumerate() {
            if let Some(span) = column.unique {
                self.holds_tenant(&[at], span);
                uniques.push(unique(vec![at], false));
            }
            if let Some(span) = column.unique_globally {
                self.is_global(&[at], span);
                uniques.push(unique(vec![at], true));
            }
        }
        for attribute in &self.attributes.uniques {
            let columns = self.positions(&attribute.columns);
            if columns.len() == attribute.columns.len() {
                if attribute.globally {
                    self.is_global(&columns, attribute.span);
                } else {
                    self.holds_tenant(&columns, attribute.span);
                }
            }
            uniques.push(Unique {
                name: self.name("constraint", attribute.name.as_ref()),
                ..unique(columns, attribute.globally)
            });
        }
        uniques
    }

    /// A unique key over all tenants would tell one tenant what another has.
    fn holds_tenant(&self, columns: &[usize], span: Span) {
        let Some(tenant) = self.tenant() else { return };
        if columns.contains(&tenant) {
            return;
        }
        let names: Vec<_> = std::iter::once(&tenant)
            .chain(columns)
            .map(|at| self.columns[*at].ident.to_string())
            .collect();
        self.errors.span(
            span,
            format!(
                "this unique key leaves out the tenant column, so that one tenant's rows would keep another's out: write `#[table(unique({}))]`, or `unique_globally` when that is meant",
                names.join(", ")
            ),
        );
    }

    fn is_global(&self, columns: &[usize], span: Span) {
        match self.tenant() {
            None => self.errors.span(
                span,
                format!("`{}` has no tenants: write `unique`", self.table),
            ),
            Some(tenant) if columns.contains(&tenant) => self.errors.span(
                span,
                "this unique key holds the tenant column, so that it is one per tenant: write `unique`",
            ),
            Some(_) => {}
        }
    }

    pub(super) fn indexes(&self) -> Vec<Index> {
        let of_columns = self.declared.iter().enumerate();
        let mut indexes: Vec<_> = of_columns
            .filter(|(_, column)| column.index.is_some())
            .map(|(at, _)| Index {
                name: None,
                parts: vec![IndexPart::Ascending(at)],
                filter: None,
                unique: false,
                method: None,
                include: Vec::new(),
            })
            .collect();
        indexes.extend(
            self.attributes
                .indexes
                .iter()
                .map(|index| self.index(index)),
        );
        indexes
    }

    fn index(&self, attribute: &IndexAttribute) -> Index {
        let (mut parts, mut columns) = (Vec::new(), Vec::new());
        let mut complete = true;
        for part in &attribute.parts {
            match part {
                Part::Expression(sql) => parts.push(IndexPart::Expression(sql.value())),
                Part::Written(sql) => parts.push(IndexPart::Written(sql.value())),
                Part::Column(name, descending) => {
                    let Some(at) = self.position(name) else {
                        complete = false;
                        continue;
                    };
                    if columns.contains(&at) {
                        self.errors
                            .at(name, format!("column `{name}` stands here twice"));
                    }
                    columns.push(at);
                    parts.push(if *descending {
                        IndexPart::Descending(at)
                    } else {
                        IndexPart::Ascending(at)
                    });
                }
            }
        }
        if attribute.unique && complete {
            self.holds_tenant(&columns, attribute.span);
        }
        Index {
            name: self.name("index", attribute.name.as_ref()),
            parts,
            filter: attribute.filter.as_ref().map(syn::LitStr::value),
            unique: attribute.unique,
            method: attribute.method.as_ref().map(ToString::to_string),
            include: self.positions(&attribute.include),
        }
    }
}

fn unique(columns: Vec<usize>, globally: bool) -> Unique {
    Unique {
        name: None,
        columns,
        globally,
    }
}
