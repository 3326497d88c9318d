// What an application sees through `import Dewar`: the words of HTTP and of routing beside the framework's own.
@_exported public import DewarHTTP
@_exported public import DewarRouting
@_exported public import DewarTemplate

@_exported public import class DewarServer.WebSocket
@_exported public import struct DewarServer.WebSocketClosed
