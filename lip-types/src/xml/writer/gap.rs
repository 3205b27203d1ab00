//! White space between children, as it was kept.

use super::super::scan;

/// Appends a gap for the DTD binding, in which white space is written as it is (XML 1.0, 3.2.1): what a document in the other binding
/// wrote as a reference is a space here. Comments and instructions stay.
pub(super) fn push(gap: &str, out: &mut String) {
    let mut at = 0;
    while let Some(next) = gap[at..].find(['&', '<']).map(|next| at + next) {
        out.push_str(&gap[at..next]);
        let rest = &gap[next..];
        let end = if rest.starts_with("<!--") {
            scan::comment(gap, next + 4).map(|close| close + 3)
        } else if rest.starts_with("<?") {
            scan::instruction(gap, next + 2).map(|instruction| instruction.end + 2)
        } else {
            scan::reference(gap, next).map(|(_, end)| end)
        };
        // A gap was read before: what begins in it has an end.
        at = end.unwrap_or(gap.len());
        match rest.starts_with('&') {
            true => out.push(' '),
            false => out.push_str(&gap[next..at]),
        }
    }
    out.push_str(&gap[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_is_space() {
        let mut out = String::new();
        push("\n &#32;<!-- &#32; -->\t<?p &#9;?>&#x9;\n", &mut out);
        assert_eq!(out, "\n  <!-- &#32; -->\t<?p &#9;?> \n");
    }
}
