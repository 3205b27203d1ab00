//! LIP documents as systems export them: many, small, indented by tabs.

use std::fmt::Write;

const FIRST: [&str; 8] = ["Ada", "Björn", "Chiara", "Dmitri", "Élodie", "Femi", "Gül", "Haruko"];
const LAST: [&str; 8] =
    ["Abendroth", "Brightwater", "Castellan", "Dunmore", "Ekström", "Fairweather", "Grünwald", "Hollowell"];
const CITY: [&str; 4] = ["Oberfeld", "Thornbury", "Vallemar", "Norrvik"];
const TOPIC: [&str; 6] = ["welding", "algebra", "first aid", "soil science", "choir", "bookkeeping"];

/// So many documents, the same on every run, of some 13.5 kB each.
pub fn documents(count: usize) -> Vec<String> {
    (0..count).map(document).collect()
}

/// One document with what so many have to say.
pub fn large(count: usize) -> String {
    let documents = documents(count);
    let mut large = String::new();
    // By kind, since serde wants the items of a list beside one another.
    let kinds = ["", "\n\t<identification>", "\n\t<activity>", "\n\t<goal>", END];
    for (i, kind) in kinds.iter().enumerate() {
        for document in documents.iter().take(if (1..4).contains(&i) { count } else { 1 }) {
            let start = document.find(kind).unwrap_or(0);
            let end = kinds.get(i + 1).and_then(|next| document.find(next)).unwrap_or(document.len());
            large.push_str(&document[start..end]);
        }
    }
    large
}

const END: &str = "\n</learnerinformation>\n";

fn document(seed: usize) -> String {
    let mut doc = Writer { text: String::new(), depth: 0, next: seed as u64 * 7919 + 17 };
    doc.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    doc.open(
        "learnerinformation xmlns=\"http://www.imsglobal.org/xsd/imslip_v1p0\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imslip_v1p0 imslip_v1p0p1.xsd\"",
    );
    doc.leaf("comment", &format!("Export {seed} of the student system"));
    doc.open("contentype");
    doc.open("referential");
    doc.open("sourcedid");
    doc.leaf("source", "Campus_SIS");
    doc.leaf("id", &format!("{:08}", seed * 37));
    doc.close("sourcedid");
    doc.close("referential");
    doc.close("contentype");
    identification(&mut doc, seed);
    for i in 0..6 {
        activity(&mut doc, seed, i);
    }
    for i in 0..2 {
        goal(&mut doc, seed, i);
    }
    doc.close("learnerinformation");
    doc.text
}

fn identification(doc: &mut Writer, seed: usize) {
    doc.open("identification");
    doc.content_type(&format!("identification_{seed}"));
    doc.open("name");
    doc.type_name("Preferred");
    for (part, names) in [("First", FIRST), ("Last", LAST)] {
        doc.open("partname");
        doc.type_name(part);
        let name = doc.pick(&names);
        doc.leaf("text", name);
        doc.close("partname");
    }
    doc.close("name");
    doc.open("address");
    doc.type_name("Permanent");
    doc.open("street");
    let number = doc.number(200).to_string();
    doc.leaf("streetnumber", &number);
    doc.leaf("streetname", "Mill Lane");
    doc.close("street");
    let city = doc.pick(&CITY);
    doc.leaf("city", city);
    doc.leaf("country", "Freedonia");
    doc.close("address");
    doc.open("contactinfo");
    doc.type_name("Work");
    doc.leaf("email", &format!("learner{seed}@campus.example"));
    doc.close("contactinfo");
    doc.close("identification");
}

fn activity(doc: &mut Writer, seed: usize, index: usize) {
    doc.open("activity");
    doc.type_name("Education");
    doc.content_type(&format!("activity_{seed}_{index}"));
    doc.date("Start");
    doc.date("Finish");
    doc.open("status");
    doc.type_name("Completed");
    doc.close("status");
    doc.open("learningactivityref");
    let topic = doc.pick(&TOPIC);
    doc.leaf("text", &format!("Course in {topic} &amp; practice"));
    doc.close("learningactivityref");
    doc.open("evaluation");
    doc.content_type(&format!("evaluation_{seed}_{index}"));
    doc.open("result");
    for (element, label, most) in [("interpretscore", "MaxScore", 1), ("score", "Total", 100)] {
        doc.open(element);
        doc.open("fieldlabel");
        doc.open("typename");
        doc.leaf("tyvalue", label);
        doc.close("typename");
        doc.close("fieldlabel");
        let value = doc.number(most).to_string();
        doc.leaf("fielddata", &value);
        doc.close(element);
    }
    doc.close("result");
    doc.close("evaluation");
    doc.open("description");
    let topic = doc.pick(&TOPIC);
    doc.leaf("short", &format!("A term of {topic}, with weekly exercises and a written examination at the end"));
    doc.close("description");
    doc.close("activity");
}

fn goal(doc: &mut Writer, seed: usize, index: usize) {
    doc.open("goal");
    doc.type_name("Work");
    doc.content_type(&format!("goal_{seed}_{index}"));
    doc.date("Create");
    doc.leaf("priority", "first");
    doc.open("description");
    let topic = doc.pick(&TOPIC);
    doc.leaf("short", &format!("Become able to teach {topic} to others"));
    doc.close("description");
    doc.close("goal");
}

struct Writer {
    text: String,
    depth: usize,
    next: u64,
}

impl Writer {
    /// A linear congruential generator: the same documents everywhere.
    fn number(&mut self, below: u64) -> u64 {
        self.next = self.next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.next >> 33) % below
    }

    fn pick<'p>(&mut self, from: &[&'p str]) -> &'p str {
        from[self.number(from.len() as u64) as usize]
    }

    fn line(&mut self) {
        for _ in 0..self.depth {
            self.text.push('\t');
        }
    }

    fn open(&mut self, tag: &str) {
        self.line();
        let _ = writeln!(self.text, "<{tag}>");
        self.depth += 1;
    }

    fn close(&mut self, tag: &str) {
        self.depth -= 1;
        self.line();
        let _ = writeln!(self.text, "</{tag}>");
    }

    fn leaf(&mut self, tag: &str, value: &str) {
        self.line();
        let _ = writeln!(self.text, "<{tag}>{value}</{tag}>");
    }

    fn type_name(&mut self, value: &str) {
        self.open("typename");
        self.line();
        self.text.push_str("<tysource sourcetype=\"imsdefault\"/>\n");
        self.leaf("tyvalue", value);
        self.close("typename");
    }

    fn content_type(&mut self, index: &str) {
        self.open("contentype");
        self.open("referential");
        self.leaf("indexid", index);
        self.close("referential");
        self.close("contentype");
    }

    fn date(&mut self, kind: &str) {
        self.open("date");
        self.type_name(kind);
        let (year, month, day) = (1990 + self.number(30), 1 + self.number(12), 1 + self.number(28));
        self.leaf("datetime", &format!("{year}-{month:02}-{day:02}T09:30:00"));
        self.close("date");
    }
}
