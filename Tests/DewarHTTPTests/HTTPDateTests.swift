import DewarHTTP
import Testing

@Suite("HTTP dates")
struct HTTPDateTests {
    @Test(
        "writes the date of a field",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (1_709_209_845, "Thu, 29 Feb 2024 12:30:45 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (4_102_444_800, "Fri, 01 Jan 2100 00:00:00 GMT"), (Int.max, "Fri, 31 Dec 9999 23:59:59 GMT"),
            (Int.min, "Mon, 01 Jan 0001 00:00:00 GMT"),
        ])
    func write(seconds: Int, expected: String) {
        #expect(HTTPDate(secondsSince1970: seconds).description == expected)
    }

    @Test(
        "reads all three forms, with any zone",
        arguments: [
            "Thu, 29 Feb 2024 12:30:45 GMT", "Thursday, 29-Feb-24 12:30:45 GMT", "Thu Feb 29 12:30:45 2024",
            "Thu, 29 Feb 2024 13:30:45 +0100", "Thu, 29 Feb 2024 07:00:45 -0530", "29 Feb 2024 12:30:45 GMT",
            "thu, 29 feb 2024 12:30:45 gmt", "Thu, 29 Feb 2024 12:30:45", "Thu Feb 29 12:30:45 2024 GMT",
        ])
    func read(text: String) {
        #expect(HTTPDate(text)?.secondsSince1970 == 1_709_209_845)
    }

    @Test(
        "refuses what is no date",
        arguments: [
            "", "garbage", "Thu, 29 Feb 2023 12:30:45 GMT", "Thu, 32 Jan 2024 12:30:45 GMT",
            "Thu, 29 Feb 2024 24:30:45 GMT", "Thu, 29 Feb 2024 12:60:45 GMT", "Thu, 29 Foo 2024 12:30:45 GMT",
            "Thu, 29 Feb 20240 12:30:45 GMT", "0", "-1", "Thu", "12:30:45", ":::", "29 Feb 2024",
            "Thu, 29 Feb 2024 12:30:45 +01", "Thu, ٢٩ Feb 2024 12:30:45 GMT",
        ])
    func refuse(text: String) {
        #expect(HTTPDate(text) == nil)
    }

    @Test("reads what it wrote, on any day")
    func roundTrip() {
        for seconds in stride(from: -62_135_596_800, through: 253_402_300_799, by: 86_399 * 3571) {
            let date = HTTPDate(secondsSince1970: seconds)
            #expect(HTTPDate(date.description) == date)
        }
    }

    @Test("never leaves its range")
    func limits() {
        #expect(HTTPDate(secondsSince1970: Double.nan) == HTTPDate(secondsSince1970: Double.infinity))
        #expect(HTTPDate(secondsSince1970: .max) + .max == HTTPDate(secondsSince1970: .max))
        #expect(HTTPDate(secondsSince1970: .min) - .max == HTTPDate(secondsSince1970: .min))
        #expect(HTTPDate(secondsSince1970: 0) - .min == HTTPDate(secondsSince1970: .max))
        #expect(HTTPDate(year: 2024, month: 2, day: 29) < HTTPDate(year: 2024, month: 3, day: 1))
    }
}
