//! One Rust item before and after.

mod member;
mod structure;

use super::paired::{Paired, kind};
use super::report::Api;
use crate::shape::{Choice, Item, Values};

/// What happens to an item. It is called by the name that it has now.
pub(super) fn compare(old: &Item, new: &Item, paired: &Paired<'_>) -> Vec<Api> {
    match (old, new) {
        (Item::Struct(old), Item::Struct(new)) => structure::compare(old, new, paired),
        (Item::Choice(old), Item::Choice(new)) => choice(old, new, paired),
        (Item::Values(old), Item::Values(new)) => values(old, new),
        (old, new) => {
            let kinds = [old, new].map(|item| Some(kind(item).to_owned()));
            let [before, after] = kinds;
            vec![Api::breaking(new.name(), "is something else").values(before, after)]
        }
    }
}

fn choice(old: &Choice, new: &Choice, paired: &Paired<'_>) -> Vec<Api> {
    let name = &new.name;
    let mut found = member::compare(&member::of_choice(old), &member::of_choice(new), paired);
    match (&old.default, &new.default) {
        (None, Some(_)) => found.push(Api::compatible(name, "has a `Default`")),
        (Some(_), None) => found.push(Api::breaking(name, "has no `Default` any more")),
        (Some(before), Some(after)) if before != after => {
            found.push(Api::breaking(name, "has another `Default`").values(before.clone(), after.clone()));
        }
        _ => {}
    }
    for before in &old.variants {
        let Some(after) = new.variants.iter().find(|after| after.name == before.name) else { continue };
        let from = format!("`From<{}>`", member::unboxed(&after.payload));
        match (before.convertible, after.convertible) {
            (true, false) => found.push(Api::breaking(name, &format!("has no {from} any more"))),
            (false, true) => found.push(Api::compatible(name, &format!("has {from}"))),
            _ => {}
        }
    }
    found
}

fn values(old: &Values, new: &Values) -> Vec<Api> {
    let mut found = Vec::new();
    let item = |name: &str| format!("{}::{name}", new.name);
    for before in &old.values {
        let same_name = new.values.iter().find(|after| after.name == before.name);
        let same_text = new.values.iter().find(|after| after.text == before.text);
        match (same_name, same_text) {
            (Some(after), _) if after.text == before.text => {}
            (Some(after), _) => {
                let api = Api::compatible(&item(&after.name), "stands for another text");
                found.push(api.values(before.text.clone(), after.text.clone()));
            }
            (None, Some(after)) => {
                let api = Api::breaking(&item(&before.name), "the variant has another name");
                found.push(api.values(before.name.clone(), after.name.clone()));
            }
            (None, None) => found.push(Api::breaking(&item(&before.name), "the variant is gone")),
        }
    }
    let known = |name: &str, text: &str| old.values.iter().any(|before| before.name == name || before.text == text);
    for after in new.values.iter().filter(|after| !known(&after.name, &after.text)) {
        found.push(Api::breaking(&item(&after.name), "the variant is new; the enum is exhaustive"));
    }
    found
}
