/// A key from a password, made slow by repetition (RFC 8018 §5.2).
enum PBKDF2<Hash: HashFunction> {
    static func key(password: [UInt8], salt: [UInt8], rounds: Int, count: Int? = nil) -> [UInt8] {
        let count = count ?? Hash.digestBytes
        let hmac = HMAC<Hash>(key: password)
        var key: [UInt8] = []
        var number: UInt32 = 1
        while key.count < count {
            let seed = salt + withUnsafeBytes(of: number.bigEndian, Array.init)
            key += block(hmac, seed, rounds: rounds)
            number += 1
        }
        return Array(key.prefix(count))
    }

    private static func block(_ hmac: HMAC<Hash>, _ seed: [UInt8], rounds: Int) -> [UInt8] {
        var sum = hmac.authenticate(seed)
        var last = sum
        sum.withUnsafeMutableBytes { sum in
            last.withUnsafeMutableBytes { last in
                for _ in 1..<max(rounds, 1) {
                    hmac.authenticate(UnsafeRawBufferPointer(last), into: last)
                    for index in 0..<Hash.digestBytes { sum[index] ^= last[index] }
                }
            }
        }
        return sum
    }
}
