//! libFuzzer asks the law of `xsd`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lip_fuzz::xsd(data));
