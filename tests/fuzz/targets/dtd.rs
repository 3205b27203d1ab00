//! libFuzzer asks the law of `dtd`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lip_fuzz::dtd(data));
