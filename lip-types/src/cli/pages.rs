//! What each code means: one page each, for `lip explain`.

/// A page about one code.
pub(super) struct Page {
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) meaning: &'static str,
    /// A document with this finding; empty where no document has it.
    pub(super) example: &'static str,
    pub(super) mend: &'static str,
    pub(super) source: &'static str,
}

/// All pages, in the order of their codes.
pub(super) const PAGES: &[Page] = &[
    Page {
        code: "LIP0001",
        title: "no text in the encoding that the document claims",
        meaning: "The bytes do not form characters in the encoding that the byte order mark or the XML declaration names; without either, that is UTF-8. Nothing behind them can be read with certainty.",
        example: "<?xml version=\"1.0\" encoding=\"no-such-encoding\"?>\n<learnerinformation/>\n",
        mend: "Save the document as UTF-8, and say so: <?xml version=\"1.0\" encoding=\"UTF-8\"?>. Where an export names the wrong encoding, name the right one.",
        source: "XML 1.0, 4.3.3",
    },
    Page {
        code: "LIP0002",
        title: "not well-formed",
        meaning: "The document breaks the grammar of XML: a tag does not match, a quote is missing, a `&` or `<` stands for itself. Reading goes on at the next place where the text makes sense again.",
        example: "<learnerinformation>\n  <comment>Fish & chips</comment>\n</learnerinformation>\n",
        mend: "Write `&amp;` for `&` and `&lt;` for `<`, close each element with its own name, and put values of attributes in quotes.",
        source: "XML 1.0, 2.1",
    },
    Page {
        code: "LIP0003",
        title: "the rules of XML namespaces are broken",
        meaning: "A prefix is used that no element around declares, or a declaration is not allowed.",
        example: "<learnerinformation>\n  <goal a:x=\"1\"/>\n</learnerinformation>\n",
        mend: "Declare the prefix, xmlns:a=\"…\", on the element or on one around it.",
        source: "Namespaces in XML 1.0, 3 and 5",
    },
    Page {
        code: "LIP0004",
        title: "an entity cannot be used",
        meaning: "The document refers to an entity that it does not declare, that is outside of the document, or that refers to itself. External entities are never opened. XML declares only amp, lt, gt, apos and quot: `&nbsp;` is of HTML.",
        example: "<learnerinformation>\n  <comment>one&nbsp;two</comment>\n</learnerinformation>\n",
        mend: "Write the character itself, or its number: `&#160;` for `&nbsp;`.",
        source: "XML 1.0, 4.1",
    },
    Page {
        code: "LIP0005",
        title: "the document is larger than the limits allow",
        meaning: "Elements stand too deep in one another, an element has too many attributes, or entities expand to too much. The bounds guard those who read documents of strangers.",
        example: "<!DOCTYPE learnerinformation [\n  <!ENTITY a \"0123456789012345678901234567890123456789012345678901234567890123456789\">\n  <!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\n  <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">\n  <!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">\n  <!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">\n]>\n<learnerinformation><comment>&e;</comment></learnerinformation>\n",
        mend: "Programs can widen `Limits` for documents that they trust.",
        source: "XML 1.0 sets no bounds; ours are in the documentation of `Limits`",
    },
    Page {
        code: "LIP0006",
        title: "the document is of another type",
        meaning: "The document element is not `learnerinformation` in the namespace of LIP 1.0.1 or in none, or the document type declaration names another one.",
        example: "<person/>\n",
        mend: "Check that it is the right file. A namespace of an older draft has to be replaced: xmlns=\"http://www.imsglobal.org/xsd/imslip_v1p0\".",
        source: "LIP XML binding 1.0.1",
    },
    Page {
        code: "LIP0007",
        title: "the element may not stand here",
        meaning: "The content model of the parent has no place for the element: it is unknown, misspelt, in another namespace, or once too many.",
        example: "<learnerinformation>\n  <gaol/>\n</learnerinformation>\n",
        mend: "The finding names what may stand there. Where one name is near, `lip fix` writes it.",
        source: "XML Schema 1.0 part 1, 3.8.4; XML 1.0, 3 (Element Valid)",
    },
    Page {
        code: "LIP0008",
        title: "an element is missing",
        meaning: "The content model requires an element that is not there. The place is where it would have to stand.",
        example: "<learnerinformation>\n  <goal><description><long>More</long></description></goal>\n</learnerinformation>\n",
        mend: "Add the element. What is to stand in it only the author knows, so this is never repaired.",
        source: "XML Schema 1.0 part 1, 3.8.4; XML 1.0, 3 (Element Valid)",
    },
    Page {
        code: "LIP0009",
        title: "text may not stand here",
        meaning: "There is text between elements, or in an element that is to be empty.",
        example: "<learnerinformation>\n  <goal>to learn</goal>\n</learnerinformation>\n",
        mend: "Put the text into the element that it belongs to, as <goal><description><short>to learn</short></description></goal>.",
        source: "XML Schema 1.0 part 1, 3.4.4; XML 1.0, 3 (Element Valid)",
    },
    Page {
        code: "LIP0010",
        title: "there is no such attribute",
        meaning: "The element has no attribute of this name, or it stands in another namespace.",
        example: "<learnerinformation xmlns=\"http://www.imsglobal.org/xsd/imslip_v1p0\"\n  xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemalocation=\"a b\"/>\n",
        mend: "Names are case-sensitive: write xsi:schemaLocation, which `lip fix` does. Remove what the schema does not know.",
        source: "XML Schema 1.0 part 1, 3.4.4; XML 1.0, 3.1 (Attribute Value Type)",
    },
    Page {
        code: "LIP0011",
        title: "an attribute is missing",
        meaning: "The element must have the attribute.",
        example: "<learnerinformation>\n  <identification><demographics><gender/></demographics></identification>\n</learnerinformation>\n",
        mend: "Add the attribute.",
        source: "XML Schema 1.0 part 1, 3.4.4; XML 1.0, 3.3.2 (Required Attribute)",
    },
    Page {
        code: "LIP0012",
        title: "the value is of another form",
        meaning: "The text is no value of its datatype: a date that is none, a word that the enumeration does not have.",
        example: "<learnerinformation>\n  <goal><date><typename><tyvalue>Start</tyvalue></typename><datetime>2000:11:06</datetime></date></goal>\n</learnerinformation>\n",
        mend: "Dates are written as ISO 8601 has them, 2000-11-06 (amendments 2.2 and 2.3 of LIP 1.0.1); the XSD binding asks for a time too, 2000-11-06T09:30:00. Where it is certain what was meant, `lip fix` writes it.",
        source: "XML Schema 1.0 part 2",
    },
    Page {
        code: "LIP0013",
        title: "a type reads nothing and reports nothing",
        meaning: "The type that a program reads the document into refused it without a reason. No type of this library does: a hand-written `FromXml` answers `None` without having told the reader why.",
        example: "",
        mend: "Mend the implementation of `FromXml`; no document is to blame.",
        source: "documentation of `FromXml`",
    },
    Page {
        code: "LIP0014",
        title: "the element stands at another place than it may",
        meaning: "The element is known to the content model, and there is room for it: before or behind its siblings.",
        example: "<learnerinformation>\n  <goal>\n    <description><long>More</long><short>Less</short></description>\n  </goal>\n</learnerinformation>\n",
        mend: "Move the element, which `lip fix` does where nothing else is wrong with its siblings.",
        source: "XML Schema 1.0 part 1, 3.8.4; XML 1.0, 3 (Element Valid)",
    },
    Page {
        code: "LIP0015",
        title: "the entity is not declared",
        meaning: "An attribute of the type ENTITY, as `entityref`, names something outside of the document: an unparsed entity, which the document type declaration has to declare, with its notation.",
        example: "<learnerinformation>\n  <identification><formname><text entityref=\"cv\"/></formname></identification>\n</learnerinformation>\n",
        mend: "Declare it, <!DOCTYPE learnerinformation [<!NOTATION pdf SYSTEM \"application/pdf\"> <!ENTITY cv SYSTEM \"cv.pdf\" NDATA pdf>]>, or name it by `uri` instead. `lip validate --without declared-entity` lets it pass.",
        source: "XML 1.0, 3.3.1 (Entity Name); XML Schema 1.0 part 2, 3.2.11",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imslip::LearnerInformation;
    use crate::xml::ReadOptions;

    #[test]
    fn every_example_gives_its_code() {
        for page in PAGES {
            // That one is no document's fault.
            if page.code == "LIP0013" {
                continue;
            }
            let outcome = ReadOptions::new().read_bytes::<LearnerInformation>(page.example.as_bytes());
            let codes: Vec<_> = outcome.findings.iter().map(|f| f.code()).collect();
            assert!(codes.contains(&page.code), "{}: {codes:?}", page.code);
        }
    }
}
