//! Extensions: what may extend what.
use lip_types::imslip::{ExtActivity, ExtGoal};
use lip_types::{ExtensionPoint, Xml};

#[derive(Xml)]
#[xml(extends(ExtGoal))]
struct NoElement {
    #[xml(text)]
    a: String,
}

#[derive(Xml)]
#[xml(value, extends(ExtGoal))]
enum OnValues {
    #[xml(value = "a")]
    A,
}

#[derive(Xml)]
#[xml(group, extends(ExtGoal))]
struct OnAGroup {
    #[xml(child = "a")]
    a: String,
}

#[derive(Xml)]
#[xml(choice, extends(ExtGoal))]
enum WithText {
    #[xml(child = "a")]
    A(String),
    #[xml(text)]
    Text(String),
}

#[derive(Xml)]
#[xml(choice, extends(ExtGoal))]
enum OfMany {
    #[xml(child = "a")]
    A(Vec<String>),
    #[xml(child = "b")]
    B(String),
}

#[derive(Xml)]
#[xml(element = "a", extends)]
struct NoPoint(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a", extends())]
struct EmptyList(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a", extends = ExtGoal)]
struct Equals(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a", extends = "ExtGoal")]
struct InQuotes(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a", extends("ExtGoal"))]
struct ListInQuotes(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a", extends(ExtGoal), extends(ExtActivity))]
struct TwoLists(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a", extends(ExtGoal, ExtActivity, ExtGoal))]
struct OnePointTwice(#[xml(text)] String);

#[derive(Xml)]
#[xml(element = "a b", extends(ExtGoal, ExtGoal))]
struct TwoMistakes(#[xml(text)] String);

fn main() {
    // Nothing is said of the types above a second time.
    let _ = ExtGoal::default().get::<NoElement>().is_ok();
    let _ = ExtGoal::default().push(&OnePointTwice(String::new())).is_ok();
}
