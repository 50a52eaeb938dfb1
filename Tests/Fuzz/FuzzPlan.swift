import Care
import PlanFile

/// Any bytes as the text of a plan: it reads, or there is a reason in a line that exists; read again it is the same.
func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  let file = SourceFile(path: "plan.toml", text: Array(bytes))
  let loaded = PlanLoader.load([file]) { $0 == "UTC" || $0.contains("/") }
  let errors = loaded.diagnostics.filter { $0.severity == .error }
  must((loaded.plan == nil) != errors.isEmpty, "neither a plan nor a reason, or both")
  let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
  for diagnostic in loaded.diagnostics {
    must((1...lines).contains(diagnostic.line), "a line that is not there")
    must(!diagnostic.description.isEmpty, "a reason without words")
  }
  guard let plan = loaded.plan else { return }
  let again = PlanLoader.load([file]) { $0 == "UTC" || $0.contains("/") }
  must(again.plan == plan, "read again it is another plan")
  for entry in plan.entries { _ = plan.timingFingerprint(of: entry) }
}
