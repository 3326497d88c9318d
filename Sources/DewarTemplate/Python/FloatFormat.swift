/// A float in one of C's notations, exact at any precision: `%e`, `%f`, `%g` and Python's own of `repr`.
struct FloatFormat {
    enum Notation {
        /// `12345.678900`
        case fixed
        /// `1.234568e+04`
        case exponent
        /// The shorter of both, without zeros at the end.
        case general
        /// The digits of `repr`.
        case shortest
    }

    var notation: Notation
    /// Decimals; for the general notation significant digits.
    var precision = 6
    /// Keeps the point, and in the general notation the zeros (the flag `#`).
    var isAlternate = false
    var isUppercase = false
    /// Adds `.0` to what would look like an integer.
    var keepsDecimal = false

    /// The most decimals that are computed; a template on a server needs a limit.
    static let maximumPrecision = 100_000

    /// The number without its sign.
    func string(_ value: Double) throws -> String {
        if precision > FloatFormat.maximumPrecision { throw Failure.value("precision too big") }
        let text: String
        if !value.isFinite {
            text = value.isNaN ? "nan" : "inf"
        } else {
            text =
                switch notation {
                case .fixed: try fixed(value.magnitude)
                case .exponent: try exponential(value.magnitude)
                case .general: try general(value.magnitude)
                case .shortest: FloatFormat.shortest(value.magnitude)
                }
        }
        return isUppercase ? text.uppercased() : text
    }

    private static func shortest(_ magnitude: Double) -> String {
        let output = OutputBuffer(capacity: 64)
        output.append(magnitude)
        return output.string
    }

    private func fixed(_ magnitude: Double) throws -> String {
        withPoint(try ExactDecimal(magnitude, decimals: precision).bytes, decimals: precision)
    }

    private func exponential(_ magnitude: Double) throws -> String {
        let (digits, exponent) = try FloatFormat.significant(magnitude, precision + 1)
        return withPoint(digits, decimals: precision) + FloatFormat.suffix(exponent)
    }

    private func general(_ magnitude: Double) throws -> String {
        let precision = max(precision, 1)
        let (significant, exponent) = try FloatFormat.significant(magnitude, precision)
        let isExponential = exponent < -4 || exponent >= precision - (keepsDecimal ? 1 : 0)
        var decimals = isExponential ? precision - 1 : precision - 1 - exponent
        var digits = significant
        if decimals >= digits.count {
            digits.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: decimals + 1 - digits.count), at: 0)
        }
        if decimals < 0 {
            digits.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -decimals))
            decimals = 0
        }
        if !isAlternate {
            while decimals > 0, digits.last == UInt8(ascii: "0") {
                digits.removeLast()
                decimals -= 1
            }
        }
        let text = withPoint(digits, decimals: decimals)
        if isExponential { return text + FloatFormat.suffix(exponent) }
        return keepsDecimal && decimals == 0 && !isAlternate ? text + ".0" : text
    }

    /// The digits with the point before the last so many of them.
    private func withPoint(_ digits: [UInt8], decimals: Int) -> String {
        let whole = String(decoding: digits.dropLast(decimals), as: UTF8.self)
        if decimals == 0 { return isAlternate ? whole + "." : whole }
        return whole + "." + String(decoding: digits.suffix(decimals), as: UTF8.self)
    }

    private static func suffix(_ exponent: Int) -> String {
        let digits = String(exponent.magnitude)
        return (exponent < 0 ? "e-" : "e+") + (digits.utf8.count < 2 ? "0" + digits : digits)
    }

    /// So many digits, the first of them not zero, and the decimal exponent of the first.
    private static func significant(_ magnitude: Double, _ count: Int) throws -> (digits: [UInt8], exponent: Int) {
        guard magnitude > 0 else { return ([UInt8](repeating: UInt8(ascii: "0"), count: count), 0) }
        // The binary exponent times log10(2); one too low at most.
        var exponent = Int((Double(magnitude.exponent) * 0.301_029_995_663_981_2).rounded(.down))
        while true {
            let digits = try ExactDecimal(magnitude, decimals: count - 1 - exponent).digits.digits()
            if digits.count == count { return (digits, exponent) }
            exponent += digits.count > count ? 1 : -1
        }
    }
}
