import Glibc
import TendCommands
import TendDaemon

// One binary, two names: what it is called as decides.
let arguments = processArguments()
let name = arguments.first?.split(separator: "/").last.map(String.init) ?? "tend"
exit(name == "tendd" ? TendDaemonMain.run(arguments) : TendMain.run(arguments))
