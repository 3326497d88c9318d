// What an application sees through `import Dewar`.
@_exported public import DewarHTTP
