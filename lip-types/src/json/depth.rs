//! Elements inside one another, counted: `serde` walks by recursion, and a thread's stack is not without end.

use std::cell::Cell;
use std::fmt;

use crate::xml::Limits;

thread_local! {
    /// How many are open, and how many may be.
    static LEVELS: Cell<(usize, usize)> = const { Cell::new((0, Limits::DEPTH)) };
}

/// One more element that is open, as long as this is there.
#[derive(Debug)]
#[must_use]
pub struct Level(bool);

/// Too many elements are open.
#[derive(Debug)]
pub struct TooDeep(usize);

/// Goes into an element; what is none, such as a group, is not counted.
///
/// # Errors
/// When there are more than [`Limits::depth`] inside one another.
pub fn enter(is_element: bool) -> Result<Level, TooDeep> {
    if is_element {
        let (open, most) = LEVELS.get();
        if open >= most {
            return Err(TooDeep(most));
        }
        LEVELS.set((open + 1, most));
    }
    Ok(Level(is_element))
}

/// Whether one element is open: that of the document.
pub(super) fn is_outermost() -> bool {
    LEVELS.get().0 == 1
}

impl Drop for Level {
    fn drop(&mut self) {
        if self.0 {
            let (open, most) = LEVELS.get();
            LEVELS.set((open.saturating_sub(1), most));
        }
    }
}

/// Does something on this thread with another limit.
#[cfg(feature = "json")]
pub(super) fn within<T>(most: usize, act: impl FnOnce() -> T) -> T {
    /// Puts back what was there, also when `act` panics.
    struct Before((usize, usize));
    impl Drop for Before {
        fn drop(&mut self) {
            LEVELS.set(self.0);
        }
    }
    let _before = Before(LEVELS.replace((0, most)));
    act()
}

impl fmt::Display for TooDeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} elements inside one another, expected what `Limits::depth` allows", self.0)
    }
}
