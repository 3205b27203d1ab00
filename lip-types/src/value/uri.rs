//! References to resources (XSD 1.0 part 2, 3.2.17).

use super::lexical::lexical;
use super::text::is_text;

lexical! {
    /// A reference to a resource, absolute or relative, `xsd:anyURI` (XSD 1.0 part 2, 3.2.17).
    ///
    /// The datatype asks that the text is a URI reference once the characters that URIs do not have are escaped (XLink 1.0, 5.4):
    /// so spaces, letters of any script and most signs are allowed. The structure is that of RFC 3986: a `%` begins two hexadecimal digits, there
    /// is one `#` at most, a scheme is letters and digits, a port is a number, `[` and `]` stand around a host or in the fragment.
    ///
    /// ```
    /// use lip_types::value::AnyUri;
    ///
    /// assert_eq!(AnyUri::new("http://www.imsglobal.org/profiles/")?.as_str(), "http://www.imsglobal.org/profiles/");
    /// assert!(AnyUri::new("my photos/ada.jpg").is_ok());
    /// assert!(AnyUri::new("http://host:port/").is_err());
    /// assert!(AnyUri::new("100%").is_err());
    /// # Ok::<(), lip_types::value::ValueError>(())
    /// ```
    AnyUri(Collapse) = is_uri, "a URI such as `http://www.imsglobal.org/` or `photo.jpg`";
}

fn is_uri(text: &str) -> bool {
    if !is_text(text) || !escapes_are_whole(text) {
        return false;
    }
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let after_scheme = match text.split_once(':') {
        // A colon in the first segment ends a scheme, and nothing else.
        Some((scheme, rest)) if !scheme.contains('/') => {
            if !is_scheme(scheme) {
                return false;
            }
            rest
        }
        _ => text,
    };
    let path = match after_scheme.strip_prefix("//") {
        Some(hierarchy) => {
            let (authority, path) = hierarchy.split_at(hierarchy.find('/').unwrap_or(hierarchy.len()));
            if !is_authority(authority) {
                return false;
            }
            path
        }
        None => after_scheme,
    };
    // XPointers put brackets into fragments; elsewhere they are left to hosts.
    !fragment.contains('#') && !query.contains(['[', ']']) && !path.contains(['[', ']'])
}

/// Every `%` begins two hexadecimal digits (RFC 3986, 2.1).
fn escapes_are_whole(text: &str) -> bool {
    text.split('%')
        .skip(1)
        .all(|after| matches!(after.as_bytes(), [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit()))
}

/// RFC 3986, 3.1.
fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// `user@host:port` (RFC 3986, 3.2). The port fits an `i32`, as in libxml2.
fn is_authority(authority: &str) -> bool {
    let (user, host_port) = match authority.split_once('@') {
        Some((user, rest)) => (user, rest),
        None => ("", authority),
    };
    let (host, port) = match host_port.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((_, port)) => ("", port),
            None => return false,
        },
        None => host_port.split_at(host_port.find(':').unwrap_or(host_port.len())),
    };
    let port_is_number = match port.strip_prefix(':') {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse::<i32>().is_ok(),
        None => port.is_empty(),
    };
    port_is_number && !user.contains(['[', ']']) && !host.contains(['[', ']', '@'])
}

#[cfg(test)]
mod tests {
    use super::super::lexical::table::check;
    use super::AnyUri;

    #[test]
    fn references() {
        check::<AnyUri>(
            &[
                "",
                " a ",
                "   ",
                "a",
                "a b",
                "é",
                "~",
                "'",
                "!$*()",
                "&",
                "1",
                "../a",
                "./:",
                "a/b:c",
                "1/a:b",
                "/",
                "a:",
                "urn:",
                "urn:a:b",
                "mailto:a@b",
                "http:a",
                "http:?",
                "a+b:c",
                "C:\\a",
                "C:/a",
                "\\\\a\\b",
                "{a}",
                "a<b",
                "a\"b",
                "a^b",
                "|",
                "`",
                "%20",
                "a%20b",
                "http://a/%e9",
                "#",
                "#a",
                "?",
                "?a?b",
                "#^",
                "a#[",
                "?#?",
                "http://a/b",
                "http://a/b c",
                "http://a b/",
                "http://é/",
                "http://",
                "http:///",
                "//",
                "///",
                "////",
                "//a?b",
                "//a#b",
                "//a:1?b",
                "//a:1#b",
                "//a/%41",
                "//%41",
                "//\\",
            ],
            &[
                ":",
                "::",
                ":a",
                " :a",
                "1:",
                "1:a",
                "-:a",
                "_:_",
                "a_b:c",
                "a;b:c",
                "a@b:c",
                "a :b",
                "é:b",
                "%",
                "%2",
                "%zz",
                "a%",
                "http://%zz/",
                "http://a?%zz",
                "http://a#%zz",
                "#%zz",
                "a#b#c",
                "a:b#c#d",
                "[",
                "]",
                "/[",
                "a/[",
                "a[b]",
                "a:[b]",
                "a?[",
                "\u{1}",
                "\u{ffff}",
            ],
        );
    }

    #[test]
    fn authorities() {
        check::<AnyUri>(
            &[
                "http://a:80/",
                "//a:1",
                "//a:1 ",
                "//:1",
                "//@",
                "//@a",
                "//:@b",
                "//a:b@c",
                "http://u:p@h/",
                "http://u@:80",
                "//a:2147483647",
                "//a:00000000000000001",
                "http://[::1]/",
                "http://[::1]:80/",
                "http://[v1.a]/",
                "//[]",
                "//a@[b]",
            ],
            &[
                "http://a:/",
                "http://a:b/",
                "//a:b",
                "http://a:80a/",
                "//a:+1",
                "//a:2147483648",
                "http://a:99999999999/",
                "http://a@b@c/",
                "//a:b@c:d",
                "http://a[/",
                "//[",
                "//[a",
                "//a]",
                "//[a]b",
                "//a:\\",
                "//a%",
            ],
        );
    }
}
