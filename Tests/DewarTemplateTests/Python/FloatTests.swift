import Testing

@testable import DewarTemplate

@Suite("Floats print, round and format as in Python")
struct FloatTests {
    @Test(
        "prints the shortest digits that read back",
        arguments: [
            ("1.0", "1.0"),
            ("0.1", "0.1"),
            ("1/3", "0.3333333333333333"),
            ("2/3", "0.6666666666666666"),
            ("1e15", "1000000000000000.0"),
            ("1e16", "1e+16"),
            ("123456789012345680.0", "1.2345678901234568e+17"),
            ("9007199254740993.0", "9007199254740992.0"),
            ("9007199254740992.0", "9007199254740992.0"),
            ("1e-4", "0.0001"),
            ("1e-5", "1e-05"),
            ("5e-324", "5e-324"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"),
            ("-0.0", "-0.0"),
            ("'inf'|float", "inf"),
            ("'-inf'|float", "-inf"),
            ("'nan'|float", "nan"),
            ("0.1+0.2", "0.30000000000000004"),
            ("100000.5", "100000.5"),
            ("1e22", "1e+22"),
            ("123456.7891", "123456.7891"),
        ] as [(String, String)])
    func prints(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "rounds halves to the even digit of the exact value",
        arguments: [
            ("2.5|round", "2.0"),
            ("3.5|round", "4.0"),
            ("-0.5|round", "-0.0"),
            ("2.675|round(2)", "2.67"),
            ("2.665|round(2)", "2.67"),
            ("1.005|round(2)", "1.0"),
            ("0.125|round(2)", "0.12"),
            ("1e300|round(2)", "1e+300"),
            ("1e16|round(2)", "1e+16"),
            ("5e15|round(1)", "5000000000000000.0"),
            ("123456789.987654321|round(8)", "123456789.98765433"),
            ("0.1|round(17)", "0.1"),
            ("2.5|round(20)", "2.5"),
            ("5e-324|round(330)", "5e-324"),
            ("1e22|round(-22)", "1e+22"),
            ("1234.5|round(-2)", "1200.0"),
            ("-1250.0|round(-2)", "-1200.0"),
            ("1e300|round(-299)", "1e+300"),
            ("1.5|round(-400)", "0.0"),
            ("15|round(-1)", "20"),
            ("25|round(-1)", "20"),
            ("-35|round(-1)", "-40"),
            ("(10**30+5)|round(-1)", "1000000000000000000000000000000"),
            ("99|round(-3)", "0"),
        ] as [(String, String)])
    func rounds(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "rounds up and down",
        arguments: [
            ("2.1|round(0,'ceil')", "3.0"),
            ("-2.1|round(0,'ceil')", "-2.0"),
            ("2.9|round(0,'floor')", "2.0"),
            ("-2.1|round(method='floor')", "-3.0"),
            ("42.55|round(1,'floor')", "42.5"),
            ("42.51|round(1,'ceil')", "42.6"),
            ("1234|round(-2,'ceil')", "1300.0"),
            ("5|round(2,'floor')", "5.0"),
        ] as [(String, String)])
    func roundsToOneSide(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "refuses what is no number",
        arguments: [
            ("'a'|round", TemplateError.Kind.type),
            ("none|round", TemplateError.Kind.type),
            ("[]|round(1,'ceil')", TemplateError.Kind.type),
            ("1.5|round('x')", TemplateError.Kind.type),
            ("missing|round", TemplateError.Kind.type),
        ] as [(String, TemplateError.Kind)])
    func refuses(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }
}
