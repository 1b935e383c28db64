use crate::schema::ColumnDef;

/// `"source"."column"`, made when the program is compiled: most of a statement's text is column
/// names, and quoting them one by one was a third of rendering.
#[derive(Debug)]
pub struct Quoted {
    source: &'static str,
    column: &'static ColumnDef,
    text: [u8; Self::LONGEST],
    /// Length of the text; 0 where the names are too long, or need escapes.
    length: usize,
}

impl Quoted {
    const LONGEST: usize = 96;

    pub(crate) const fn new(source: &'static str, column: &'static ColumnDef) -> Self {
        let mut quoted = Self {
            source,
            column,
            text: [0; Self::LONGEST],
            length: 0,
        };
        let (a, b) = (source.as_bytes(), column.name.as_bytes());
        if a.len() + b.len() + 5 > Self::LONGEST || escapes(a) || escapes(b) {
            return quoted;
        }
        let at = quoted.part(0, a);
        quoted.text[at] = b'.';
        quoted.length = quoted.part(at + 1, b);
        quoted
    }

    const fn part(&mut self, mut at: usize, name: &[u8]) -> usize {
        self.text[at] = b'"';
        at += 1;
        let mut from = 0;
        while from < name.len() {
            self.text[at] = name[from];
            at += 1;
            from += 1;
        }
        self.text[at] = b'"';
        at + 1
    }

    /// The text for dialects that quote with `"`, unless the names need escapes.
    #[inline]
    pub(crate) fn text(&self) -> Option<&[u8]> {
        if self.length == 0 {
            None
        } else {
            Some(&self.text[..self.length])
        }
    }

    pub(crate) fn names(&self) -> (&'static str, &'static ColumnDef) {
        (self.source, self.column)
    }
}

const fn escapes(name: &[u8]) -> bool {
    let mut at = 0;
    while at < name.len() {
        if name[at] == b'"' {
            return true;
        }
        at += 1;
    }
    false
}
