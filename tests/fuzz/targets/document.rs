//! libFuzzer asks the law of `document`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lip_fuzz::document(data));
