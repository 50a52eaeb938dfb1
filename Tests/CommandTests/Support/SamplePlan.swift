/// Plans as a family would write them.
enum SamplePlan {
  static let maria = """
    [person.maria]
    name = "Maria"
    zone = "Europe/Berlin"
    [person.maria.day]
    wake = "07:00"
    breakfast = "07:30"
    dinner = "18:30"

    [contact.ana]
    name = "Ana"

    """

  /// One medicine at 08:00 and 20:00; late after half an hour, missed after four.
  static let midostaurin =
    maria + """

      [medication.midostaurin]
      person = "maria"
      name = "Midostaurin"
      dose = "100 mg"
      take = "4 capsules"
      at = ["08:00", "20:00"]
      if-missed = "Skip it. Next dose at its usual time."

      """

  /// The same, so close together that two of them can be open at once.
  static let cromolyn =
    maria + """

      [medication.cromolyn]
      person = "maria"
      name = "Cromolyn"
      at = ["08:00", "09:00"]
      missed-after = "4h"

      """
}
