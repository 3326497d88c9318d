import Testing

@testable import DewarTemplate

@Suite("The filters int and float read as Python does")
struct NumberParsingTests {
    @Test(
        "reads integers of any base and script",
        arguments: [
            ("'42'|int", "42"),
            ("' +42 '|int", "42"),
            ("'-7'|int", "-7"),
            ("'1_000'|int", "1000"),
            ("'1__0'|int(-1)", "-1"),
            ("'_1'|int(-1)", "-1"),
            ("'1_'|int(-1)", "-1"),
            ("'٣٤'|int", "34"),
            ("'0x1f'|int(0,16)", "31"),
            ("'ff'|int(base=16)", "255"),
            ("'0b101'|int(0,2)", "5"),
            ("'0b101'|int(0,0)", "5"),
            ("'0o17'|int(0,8)", "15"),
            ("'017'|int(-1,0)", "17"),
            ("'00'|int(-1,0)", "0"),
            ("'z'|int(0,36)", "35"),
            ("'12'|int(0,2)", "12"),
            ("'9'|int(-1,8)", "9"),
            ("('9'*40)|int", "9999999999999999999999999999999999999999"),
            ("''|int(-1)", "-1"),
            ("'½'|int(-1)", "-1"),
            ("'x'|int", "0"),
            ("'0x'|int(-1,16)", "-1"),
        ] as [(String, String)])
    func integers(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "cuts off decimals",
        arguments: [
            ("'42.9'|int", "42"),
            ("42.9|int", "42"),
            ("-42.9|int", "-42"),
            ("'1e3'|int", "1000"),
            ("1e30|int", "1000000000000000019884624838656"),
            ("'inf'|int(-1)", "-1"),
            ("true|int", "1"),
            ("none|int(5)", "5"),
            ("[]|int(5)", "5"),
        ] as [(String, String)])
    func decimals(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "reads floats",
        arguments: [
            ("'1e3'|float", "1000.0"),
            ("' 2.50 '|float", "2.5"),
            ("'-.5'|float", "-0.5"),
            ("'5.'|float", "5.0"),
            ("'1_0.5'|float", "10.5"),
            ("'1_.5'|float(-1.0)", "-1.0"),
            ("'inf'|float", "inf"),
            ("'-Infinity'|float", "-inf"),
            ("'nan'|float", "nan"),
            ("'١.٥'|float", "1.5"),
            ("'1e400'|float", "inf"),
            ("'0x1p3'|float(-1.0)", "-1.0"),
            ("'1e'|float(-1.0)", "-1.0"),
            ("'.'|float(-1.0)", "-1.0"),
            ("'e5'|float(-1.0)", "-1.0"),
            ("''|float(-1.0)", "-1.0"),
            ("none|float", "0.0"),
            ("true|float", "1.0"),
            ("'1.5.5'|float(9)", "9"),
        ] as [(String, String)])
    func floats(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "lets what no default can mend come through",
        arguments: [
            ("missing|int", TemplateError.Kind.undefined),
            ("missing|float", TemplateError.Kind.undefined),
            ("(10**400)|float", TemplateError.Kind.overflow),
        ] as [(String, TemplateError.Kind)])
    func failures(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }
}
