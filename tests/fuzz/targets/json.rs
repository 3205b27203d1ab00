//! libFuzzer asks the law of `json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lip_fuzz::json(data));
