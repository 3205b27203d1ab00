//! What of a wrong document is let pass with a warning, as options.

use clap::ValueEnum;

use crate::xml::{Order, ReadOptions, Unknown, Values};

#[derive(Debug, Clone, Copy, Default, clap::Args)]
#[command(next_help_heading = "What is let pass with a warning")]
pub(super) struct Lenience {
    /// Elements, attributes and text that the schema does not know, or not there.
    #[arg(long, value_enum, default_value_t, value_name = "POLICY")]
    unknown: UnknownName,
    /// Children in another order than the schema gives.
    #[arg(long, value_enum, default_value_t, value_name = "POLICY")]
    order: OrderName,
    /// Values of another form, and elements in which something is missing.
    #[arg(long, value_enum, default_value_t, value_name = "POLICY")]
    values: ValuesName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum UnknownName {
    /// They are errors.
    #[default]
    Reject,
    /// They are told, and stay where they are.
    Preserve,
    /// They are told, and left out.
    Ignore,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum OrderName {
    /// It is an error.
    #[default]
    Strict,
    /// It is told, and mended.
    Lenient,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum ValuesName {
    /// They are errors.
    #[default]
    Strict,
    /// They are told; what is certain is mended, and all else stays as it is.
    Keep,
}

impl Lenience {
    pub(super) fn apply(self, options: ReadOptions) -> ReadOptions {
        let unknown = match self.unknown {
            UnknownName::Reject => Unknown::Reject,
            UnknownName::Preserve => Unknown::Preserve,
            UnknownName::Ignore => Unknown::Ignore,
        };
        let order = match self.order {
            OrderName::Strict => Order::Strict,
            OrderName::Lenient => Order::Lenient,
        };
        let values = match self.values {
            ValuesName::Strict => Values::Strict,
            ValuesName::Keep => Values::Keep,
        };
        options.unknown(unknown).order(order).values(values)
    }

    /// Whether what is not valid was asked to stay.
    pub(super) fn keeps(self) -> bool {
        self.unknown == UnknownName::Preserve || self.values == ValuesName::Keep
    }
}
