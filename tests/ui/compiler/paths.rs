//! Paths to what is not there, or is something else. These messages come from the compiler.
use lip_types::value::ValueError;
use lip_types::Xml;

mod half {
    use lip_types::value::ValueError;

    pub fn from_text(text: &str) -> Result<u8, ValueError> {
        text.parse().map_err(|_| ValueError::new("a number"))
    }
}

mod other_types {
    pub fn from_text(text: &str) -> Option<u8> {
        text.parse().ok()
    }

    pub fn to_text(value: &u8) -> u8 {
        *value
    }
}

#[derive(Xml)]
#[xml(element = "a")]
struct NoModule(#[xml(text, with = "nowhere")] u8);

#[derive(Xml)]
#[xml(element = "a")]
struct HalfAModule {
    #[xml(attribute = "a", with = "half")]
    a: u8,
    #[xml(child = "b", with = half)]
    b: Vec<u8>,
}

#[derive(Xml)]
#[xml(element = "a")]
struct OtherTypes(#[xml(text, with = "other_types")] u8);

struct NoDefault;

impl lip_types::value::FromText for NoDefault {
    fn from_text(_: std::borrow::Cow<'_, str>, _: &lip_types::value::Scope<'_>) -> Result<Self, ValueError> {
        Ok(Self)
    }
}

impl lip_types::value::ToText for NoDefault {
    fn to_text(&self, _: &lip_types::value::Scope<'_>) -> Result<std::borrow::Cow<'_, str>, ValueError> {
        Ok("".into())
    }
}

fn seven() -> u16 {
    7
}

#[derive(Xml)]
#[xml(element = "a")]
struct WrongDefaults {
    #[xml(attribute = "a", default = "nothing")]
    a: u8,
    #[xml(attribute = "b", default = "seven")]
    b: u8,
    #[xml(text, default)]
    c: NoDefault,
}

#[derive(Xml)]
#[xml(element = "a", extends(lip_types::imslip::ExtGaol))]
struct NoSuchPoint(#[xml(text)] String);

fn main() {}
