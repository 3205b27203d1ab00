//! Types without an end. These messages come from the compiler.
use lip_types::Xml;

#[derive(Xml)]
#[xml(element = "node")]
struct Node {
    #[xml(child)]
    inner: Option<Node>,
}

fn main() {}
