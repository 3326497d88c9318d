import Dewar

// The program: the application as the environment configures it.
try createApp(Config()).run()
