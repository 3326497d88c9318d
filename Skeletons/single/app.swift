import Dewar

let app = App()
app.get("/") { _ in "Hello World" }
try app.run()
