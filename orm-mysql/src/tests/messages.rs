use crate::error::without_values;

#[test]
fn values_are_taken_out() {
    for (number, message, left) in [
        (
            1366,
            "Incorrect integer value: 'a'b for column 'x'' for column 'n' at row 1",
            "Incorrect integer value: … for column 'n' at row 1",
        ),
        (
            1292,
            "Truncated incorrect DOUBLE value: 'secret'",
            "Truncated incorrect DOUBLE value: …",
        ),
        (
            1690,
            "BIGINT value is out of range in '(`t`.`n` + 5)'",
            "BIGINT value is out of range in …",
        ),
        (
            1064,
            "You have an error near 'it''s x' at line 1",
            "You have an error near … at line 1",
        ),
        (
            1146,
            "Table 'd.t' doesn't exist",
            "Table 'd.t' doesn't exist",
        ),
    ] {
        assert_eq!(without_values(number, message), left);
    }
}
