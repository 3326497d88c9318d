import Reference

try createApp().run()
