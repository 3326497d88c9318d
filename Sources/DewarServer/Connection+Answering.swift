import DewarHTTP
import DewarLinux

/// From a request to its answer.
extension Connection {
    /// Has the request answered.
    /// - Parameters:
    ///   - bytes: everything there is from the request's first byte on.
    ///   - isContinued: the client does not wait for `100 Continue`.
    func answer(
        _ bytes: UnsafeBufferPointer<UInt8>, _ layout: HeadLayout, _ body: RequestBody, isContinued: Bool = false
    ) {
        let request = loop.takeRequest()
        request.fill(bytes.baseAddress!, layout, body: body, peer: peer, identifier: loop.makeIdentifier())
        answer = AnswerState(layout, isHead: request.isHead)
        answer.began = loop.now
        if isContinued { answer.awaitsContinue = false }
        neededBytes = 0
        phase = .answering
        loop.monitor?.began(request, socket, bytes)
        switch loop.respond(to: request) {
        case .now(let response):
            let isWhole = response.body.isInMemory
            if !isWhole { self.request = request }
            write(response)
            if isWhole {
                record(request)
                loop.giveBack(consume request)
            }
        case .later(let make):
            self.request = request
            answerLater(make)
        case .blocking(let make):
            self.request = request
            answerOnOtherThread(make)
        case .webSocket(let wish):
            upgrade(request, wish)
        case .handOver(let taker):
            flush()
            handOver(taker, Array(bytes))
        }
        loop.monitor?.returned()
    }

    /// Starts the view's task. If it does not suspend, the answer is there when this returns.
    private func answerLater(_ make: @escaping Reply.Making) {
        answer.isInline = true
        let task = Task.immediate(executorPreference: loop) { [self] in
            let response = await make()
            answered(response)
        }
        begun(task)
    }

    /// Keeps the task of an answer, if that is not there yet.
    func begun(_ task: Task<Void, Never>) {
        answer.isInline = false
        if phase == .answering, !answer.isWritten {
            self.task = task
            if body == nil { wait(for: .nothing) }
            if let monitor = loop.monitor, let request { monitor.suspended(request, socket) }
        }
    }

    private func answerOnOtherThread(_ make: @escaping @Sendable () -> Response) {
        if body == nil { wait(for: .nothing) }
        if let monitor = loop.monitor, let request { monitor.suspended(request, socket) }
        loop.context.blocking.run { [self] in
            let response = make()
            loop.post { _ in self.answered(response) }
        }
    }

    func answered(_ response: Response) {
        guard phase == .answering, !answer.isWritten else { return }
        task = nil
        if answer.isInline { return write(response) }
        loop.monitor?.ended(socket)
        write(response)
        continueServing()
    }

    /// After an answer that came by itself: sends it and goes on with what was received meanwhile.
    func continueServing() {
        if phase == .ready, !received.isEmpty { return serveReceived() }
        flush()
    }

    /// Puts the answer into the loop's output, and decides what becomes of the connection.
    func write(_ response: Response) {
        answer.isWritten = true
        decidePersistence(response)
        let status = response.status.code
        let hasNoBody = status < 200 || status == 204 || status == 304
        let isSent = !hasNoBody && !answer.isHead
        switch response.body {
        case .empty:
            writeHead(response, hasNoBody ? .unsaid : .known(0))
        case .string(let text):
            writeHead(response, hasNoBody ? .unsaid : .known(text.utf8.count))
            if isSent { loop.output.append(text) }
        case .bytes(let bytes):
            writeHead(response, hasNoBody ? .unsaid : .known(bytes.count))
            if isSent { loop.output.append(bytes) }
        case .file(let part):
            guard write(part, response, isSent: isSent) else { return }
        case .stream(let stream):
            if isSent { return write(stream, response) }
            writeHead(response, hasNoBody ? .unsaid : stream.length.map { .known($0) } ?? .chunked)
        }
        completed()
    }

    private func decidePersistence(_ response: Response) {
        var closes = answer.clientCloses || loop.isDraining || loop.closesAfterEachResponse
        if !response.headers.fields.isEmpty, let says = response.headers["Connection"], Headers.areEqual(says, "close")
        {
            closes = true
        }
        if let body, answer.awaitsContinue || body.rest > limits.discardedBodyBytes { closes = true }
        if closes { answer.lingers = answer.lingers || !answer.clientCloses || body != nil }
        answer.closes = closes
    }

    private func writeHead(_ response: Response, _ length: ResponseHead.Length) {
        answer.status = response.status.code
        if case .known(let count) = length, !answer.isHead { answer.bytes = count }
        let persistence: ResponseHead.Persistence = answer.closes ? .close : answer.isOld ? .keepAlive : .unsaid
        ResponseHead.write(
            response.status, response.headers, length: length, persistence: persistence, date: loop.date.line,
            to: loop.output)
    }

    /// Returns whether the answer is complete, false while the kernel still has to send the file.
    private func write(_ part: FilePart, _ response: Response, isSent: Bool) -> Bool {
        guard isSent, part.count > 0 else {
            writeHead(response, .known(part.count))
            return true
        }
        guard let file = OutgoingFile(part) else {
            let text = "The file cannot be read."
            let failure = Response(text, status: 500, headers: ["Content-Type": "text/plain; charset=utf-8"])
            writeHead(failure, .known(text.utf8.count))
            loop.output.append(text)
            return true
        }
        writeHead(response, .known(part.count))
        self.file = file
        wait(for: .writing)
        return false
    }

    private func write(_ stream: ResponseStream, _ response: Response) {
        let isChunked = stream.length == nil && !answer.isOld
        if stream.length == nil && answer.isOld { answer.closes = true }
        writeHead(response, isChunked ? .chunked : stream.length.map { .known($0) } ?? .unsaid)
        let writer = StreamWriter(self, isChunked: isChunked, length: stream.length)
        self.writer = writer
        deferOutput()
        if body == nil { wait(for: .nothing) }
        let produce = stream.produce
        let task = Task.immediate(executorPreference: loop) {
            do {
                try await produce { piece in try await writer.write(piece) }
                writer.finish()
            } catch {
                writer.breakOff()
            }
        }
        if self.writer === writer { self.task = task }
    }

    /// The answer is written to its end.
    func completed() {
        if let request = request.take() {
            record(request)
            loop.giveBackLater(request)
        }
        task = nil
        writer = nil
        if answer.closes {
            phase = .closing
            body?.source.fail(ClientGone())
            body = nil
        } else if let body {
            phase = .discarding
            body.discard()
            wait(for: .body)
        } else {
            phase = .ready
            wait(for: .request)
        }
    }

    /// Tells the access log, if there is one, of the answer to a request; nil for one that could not be read.
    private func record(_ request: Request?) {
        guard loop.isLogging else { return }
        loop.record(
            AccessLog.Line(
                identifier: request?.identifier ?? loop.makeIdentifier(), method: request?.methodBytes,
                target: request?.targetBytes, status: answer.status, bytes: answer.bytes, began: answer.began,
                peer: peer))
    }

    // MARK: refusals

    /// Answers a request that cannot be understood; the connection ends with it.
    func refuse(_ fault: WireFault) {
        let (status, sentence) = fault.refusal
        answer = AnswerState()
        answer.closes = true
        answer.lingers = true
        let headers: Headers = ["Content-Type": "text/plain; charset=utf-8"]
        let text = sentence + "\n"
        writeHead(Response(text, status: status, headers: headers), .known(text.utf8.count))
        loop.output.append(text)
        phase = .closing
        record(nil)
    }

    /// The same outside of reading.
    func refuseNow(_ fault: WireFault) {
        refuse(fault)
        flush()
    }

    /// Says that the client may send its body (RFC 9110 §10.1.1).
    func sendContinue() {
        guard answer.awaitsContinue, phase == .answering, !answer.isWritten else { return }
        answer.awaitsContinue = false
        let line: StaticString = "HTTP/1.1 100 Continue\r\n\r\n"
        unsent.append(line.utf8Start, count: line.utf8CodeUnitCount)
        sendSoon()
    }
}
