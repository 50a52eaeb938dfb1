import PlanFile
import Testing

struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String) -> String {
    UnifiedDiff(from: bytes(old), to: bytes(new), path: "plan.toml").text
  }

  @Test func equalTextsHaveNone() {
    #expect(diff("a\n", "a\n") == "")
  }

  @Test func aChangeIsShownWithThreeLinesAround() {
    let old = (1...12).map { "\($0)\n" }.joined()
    #expect(
      diff(old, old.replacing("6\n", with: "six\n6b\n")) == """
        --- plan.toml
        +++ plan.toml
        @@ -3,7 +3,8 @@
         3
         4
         5
        -6
        +six
        +6b
         7
         8
         9

        """)
  }

  @Test func distantChangesGetHunksOfTheirOwn() {
    let old = (1...20).map { "\($0)\n" }.joined()
    let new = old.replacing("2\n3\n", with: "3\n").replacing("19\n", with: "19\n19b\n")
    #expect(
      diff(old, new) == """
        --- plan.toml
        +++ plan.toml
        @@ -1,5 +1,4 @@
         1
        -2
         3
         4
         5
        @@ -17,4 +16,5 @@
         17
         18
         19
        +19b
         20

        """)
  }

  @Test func aMissingLastLineEndIsSaid() {
    #expect(
      diff("a", "a\nb\n") == """
        --- plan.toml
        +++ plan.toml
        @@ -1 +1,2 @@
        -a
        \\ No newline at end of file
        +a
        +b

        """)
    #expect(diff("", "a\n") == "--- plan.toml\n+++ plan.toml\n@@ -0,0 +1 @@\n+a\n")
  }
}
