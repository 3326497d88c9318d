extension Text {
    /// What Python's `ascii()` makes of a `repr`: all beyond ASCII as escapes.
    var asciiEscaped: Text {
        if isASCII { return self }
        var output = ""
        for scalar in scalars {
            if scalar.isASCII {
                output.unicodeScalars.append(scalar)
            } else {
                let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
                let digits = String(scalar.value, radix: 16)
                output += "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
            }
        }
        return Text.make(output)
    }
}
