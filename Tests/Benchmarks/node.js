// The same answer by Node, for comparison: node node.js PORT
require("http")
  .createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end("Hello World");
  })
  .listen(Number(process.argv[2]), "127.0.0.1");
