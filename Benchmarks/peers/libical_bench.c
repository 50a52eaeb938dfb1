// libical_bench START RRULE OCCURRENCES SECONDS: what recurrence-bench does, by libical.

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 5) return 64;
  icaltimezone *zone = icaltimezone_get_builtin_timezone("Europe/Berlin");
  struct icaltimetype start = icaltime_from_string(argv[1]);
  start.zone = zone;
  struct icalrecurrencetype rule = icalrecurrencetype_from_string(argv[2]);
  long wanted = atol(argv[3]), found = 0;
  long long sum = 0;
  double begin = now(), elapsed = 0;
  while (elapsed < atof(argv[4])) {
    icalrecur_iterator *iterator = icalrecur_iterator_new(rule, start);
    for (long n = 0; n < wanted; n++) {
      struct icaltimetype next = icalrecur_iterator_next(iterator);
      if (icaltime_is_null_time(next)) break;
      sum += icaltime_as_timet_with_zone(next, zone);
      found++;
    }
    icalrecur_iterator_free(iterator);
    elapsed = now() - begin;
  }
  printf("%.0f 0 %lld\n", found / elapsed, sum);
  return 0;
}
