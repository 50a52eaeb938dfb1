/// Runs one case without the fuzzer's instruments, for the time it takes.
@_silgen_name("plainCase")
public func plainCase(_ start: UnsafePointer<UInt8>, _ count: Int) {
  fuzz(UnsafeBufferPointer(start: start, count: count))
}
