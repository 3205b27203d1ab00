//! libFuzzer asks the law of `value`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lip_fuzz::value(data));
