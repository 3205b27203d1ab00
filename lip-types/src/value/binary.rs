//! Bytes as text (XSD 1.0 part 2, 3.2.15 and 3.2.16).

use super::lexical::lexical;
use super::white_space::is_space;

lexical! {
    /// Bytes as pairs of hexadecimal digits, `xsd:hexBinary` (XSD 1.0 part 2, 3.2.15).
    ///
    /// ```
    /// use lip_types::value::HexBinary;
    ///
    /// assert_eq!(HexBinary::new("0fB7")?.to_bytes(), [0x0f, 0xb7]);
    /// assert_eq!(HexBinary::from_bytes(&[0x0f, 0xb7]).as_str(), "0FB7");
    /// assert!(HexBinary::new("0fb").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    HexBinary(Collapse) = is_hex, "pairs of hexadecimal digits such as `0FB7`";

    /// Bytes in Base64, `xsd:base64Binary` (XSD 1.0 part 2, 3.2.16): padded, with white space anywhere; the bits that the padding
    /// leaves over are zero.
    ///
    /// ```
    /// use lip_types::value::Base64Binary;
    ///
    /// assert_eq!(Base64Binary::new("TEl Q\nIQ==")?.to_bytes(), b"LIP!");
    /// assert_eq!(Base64Binary::from_bytes(b"LIP!").as_str(), "TElQIQ==");
    /// assert!(Base64Binary::new("TElQIQ").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    Base64Binary(Collapse) = is_base64, "bytes in Base64, with `=` at the end where the last group is short";
}

fn is_hex(text: &str) -> bool {
    text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn hex_digit(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        b'A'..=b'F' => byte - b'A' + 10,
        _ => 0, // Checked when the value was made.
    }
}

impl HexBinary {
    /// The bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let (pairs, _) = self.as_str().as_bytes().as_chunks::<2>();
        pairs.iter().map(|[high, low]| hex_digit(*high) << 4 | hex_digit(*low)).collect()
    }

    /// The canonical form of bytes: capital letters.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        let digit = |bits: u8| char::from(DIGITS[usize::from(bits & 0xf)]);
        HexBinary::known(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect())
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The six bits that a character stands for.
fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

fn is_base64(text: &str) -> bool {
    let mut characters = 0_usize;
    let mut padding = 0_usize;
    let mut last = 0;
    for byte in text.bytes().filter(|byte| !is_space(*byte)) {
        match sextet(byte) {
            Some(bits) if padding == 0 => (characters, last) = (characters + 1, bits),
            None if byte == b'=' => padding += 1,
            _ => return false,
        }
    }
    match (characters % 4, padding) {
        (0, 0) => true,
        // One byte left: two of the twelve bits' last four are over. Two bytes left: the last two of eighteen.
        (2, 2) => last & 0b1111 == 0,
        (3, 1) => last & 0b11 == 0,
        _ => false,
    }
}

impl Base64Binary {
    /// The bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let text = self.as_str();
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
        let (mut bits, mut count) = (0_u32, 0);
        for sextet in text.bytes().filter_map(sextet) {
            bits = (bits << 6 | u32::from(sextet)) & 0xffff;
            count += 6;
            if count >= 8 {
                count -= 8;
                bytes.push((bits >> count & 0xff) as u8);
            }
        }
        bytes
    }

    /// The canonical form of bytes: no white space.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
        for group in bytes.chunks(3) {
            let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for at in 0..4 {
                // A group of n bytes fills n + 1 characters.
                text.push(if at > group.len() {
                    '='
                } else {
                    char::from(ALPHABET[(bits >> (18 - 6 * at) & 0x3f) as usize])
                });
            }
        }
        Base64Binary::known(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexical::table::check;
    use super::{Base64Binary, HexBinary};

    #[test]
    fn hex() {
        check::<HexBinary>(
            &["", "0a", "0A", "fF", " 0a ", "00112233445566778899aabbccddeeff"],
            &["0", "0aF", "0G", "g0", "0a 0b", "0x0a", "é", "0a-"],
        );
    }

    #[test]
    fn base64() {
        check::<Base64Binary>(
            &[
                "", " ", "YQ==", "YWI=", "YWJj", "YWJjYQ==", " YQ== ", "Y W J j", "YW\nJj", "Y  W J j", "YQ = =",
                "YQ= =", "AA==", "/w==", "//8=", "++++", "AQ==", "Ag==", "Aw==", "AAQ=", "AAI=",
            ],
            &[
                "Y",
                "YQ",
                "YQ=",
                "YQ===",
                "YWI",
                "YWI==",
                "YWJj=",
                "YWJj====",
                "====",
                "=",
                "=YQ=",
                "Y=Q=",
                "YQ==YWJj",
                "YQ== =",
                "YR==",
                "YWJ=",
                "AB==",
                "AAB=",
                "YW-_",
                "-",
                "YWJj-",
                "YQ=\u{a0}=",
                "é",
            ],
        );
    }

    #[test]
    fn bytes() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..bytes.len() {
            let bytes = &bytes[256 - length..];
            assert_eq!(HexBinary::from_bytes(bytes).to_bytes(), bytes);
            assert_eq!(Base64Binary::from_bytes(bytes).to_bytes(), bytes);
        }
        assert_eq!(Base64Binary::from_bytes(b"Ada").as_str(), "QWRh");
        assert_eq!(Base64Binary::new(" Q W\nRh ").map(|value| value.to_bytes()), Ok(b"Ada".to_vec()));
    }
}
