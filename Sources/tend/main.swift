import Glibc
import TendCommands
import TendDaemon

// One binary, two names: what it is called as decides.
let name = CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? "tend"
exit(name == "tendd" ? TendDaemonMain.run(CommandLine.arguments) : TendMain.run(CommandLine.arguments))
