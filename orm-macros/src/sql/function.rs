/// A function that all databases have, with the same meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Function {
    /// The name, in lower case.
    pub(super) name: &'static str,
    /// How many arguments it takes, at least and at most.
    pub(super) arguments: (usize, usize),
}

const fn function(name: &'static str, least: usize, most: usize) -> Function {
    Function {
        name,
        arguments: (least, most),
    }
}

pub(super) const FUNCTIONS: &[Function] = &[
    function("abs", 1, 1),
    function("round", 1, 2),
    function("coalesce", 2, 16),
    function("nullif", 2, 2),
    function("lower", 1, 1),
    function("upper", 1, 1),
    function("length", 1, 1),
    function("trim", 1, 1),
    function("ltrim", 1, 1),
    function("rtrim", 1, 1),
    function("replace", 3, 3),
    function("substr", 2, 3),
    function("date", 1, 1),
];

pub(super) fn find(name: &str) -> Result<Function, String> {
    let lower = name.to_lowercase();
    let found = FUNCTIONS.iter().find(|function| function.name == lower);
    found.copied().ok_or_else(|| {
        let known: Vec<_> = FUNCTIONS.iter().map(|function| function.name).collect();
        format!(
            "`sql!` does not know the function `{name}`: it takes {}",
            known.join(", ")
        )
    })
}
