//! Views hold no rows of their own, so that a change makes them anew.

use orm_core::schema::physical::{Physical, View};

use super::{Diff, same_index};
use crate::snapshot::mentions;

/// The tables with a column that is dropped, made anew or changes its type, which Postgres refuses as
/// long as a view reads it.
pub(super) fn in_the_way(diff: &Diff) -> Vec<String> {
    let types = |change: &super::TableChange| {
        let mut altered = change.altered.iter();
        altered.any(|(was, column)| was.type_name != column.type_name)
    };
    let changes = diff.changed_tables.iter();
    let tables = changes
        .filter(|change| !change.dropped.is_empty() || !change.remade.is_empty() || types(change))
        .map(|change| change.new.name.clone());
    let rewritten = diff.changed_enums.iter();
    tables
        .chain(
            rewritten
                .filter(|change| !change.only_adds())
                .map(|change| change.name.clone()),
        )
        .collect()
}

/// What is dropped, and what is created.
pub(super) fn changed(
    old: &Physical,
    new: &Physical,
    in_the_way: Vec<String>,
) -> (Vec<View>, Vec<View>) {
    let was = |view: &View| old.own_views().find(|was| was.name == view.name);
    let mut made: Vec<&View> = new
        .own_views()
        .filter(|view| !was(view).is_some_and(|was| same(was, view)))
        .collect();
    let mut disturbed = in_the_way;
    disturbed.extend(made.iter().map(|view| view.name.clone()));
    loop {
        let reads = |view: &&View| {
            let enums = view
                .columns
                .iter()
                .filter_map(|column| column.enum_type.as_ref());
            let mut names = disturbed.iter();
            names.any(|name| mentions(&view.definition, name))
                || enums.into_iter().any(|name| disturbed.contains(name))
        };
        let next = new
            .own_views()
            .filter(|view| !disturbed.contains(&view.name))
            .find(reads);
        let Some(next) = next else { break };
        disturbed.push(next.name.clone());
        made.push(next);
    }
    // A view that is somebody else's by now stays.
    let kept = |was: &View| {
        let mut views = new.views.iter();
        views.any(|view| view.name == was.name) && !disturbed.contains(&was.name)
    };
    let theirs = |was: &View| {
        new.views
            .iter()
            .any(|view| view.existing && view.name == was.name)
    };
    let dropped = old.own_views().filter(|was| !kept(was) && !theirs(was));
    let mut dropped = in_order(dropped.cloned().collect());
    dropped.reverse();
    let made = made.into_iter().cloned().collect();
    (dropped, in_order(made))
}

fn same(a: &View, b: &View) -> bool {
    a.definition == b.definition
        && a.materialized == b.materialized
        && a.indexes.len() == b.indexes.len()
        && a.indexes
            .iter()
            .zip(&b.indexes)
            .all(|(was, index)| was.name == index.name && same_index(&a.name, was, index))
}

/// Each behind those that it reads.
fn in_order(mut views: Vec<View>) -> Vec<View> {
    let mut ordered = Vec::with_capacity(views.len());
    while !views.is_empty() {
        let free = views.iter().position(|view| {
            let mut others = views.iter().filter(|other| other.name != view.name);
            !others.any(|other| mentions(&view.definition, &other.name))
        });
        ordered.push(views.remove(free.unwrap_or(0)));
    }
    ordered
}
