/// Keeps a value for the rest of the process.
///
/// To take a plan of ten thousand entries apart, piece by piece, would be a tenth of a listing of it; the system takes
/// the memory of a process back all at once. For what a verb makes once.
enum Kept {
  private final class Box<Value> {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  static func forever<Value>(_ value: Value) { _ = Unmanaged.passRetained(Box(value)) }
}
