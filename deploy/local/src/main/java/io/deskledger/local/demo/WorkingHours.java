package io.deskledger.local.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** When people write and when the desk answers. */
final class WorkingHours {

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int OPENS = 7;
    private static final int CLOSES = 18;
    private static final int DAYS = 365;
    private static final int BUSY_DAY_EVERY = 23;

    // Monday first; the hours of a day, midnight first.
    private static final List<Integer> WEEK = List.of(100, 92, 88, 86, 74, 22, 14);
    private static final List<Integer> DAY =
            List.of(2, 1, 1, 1, 2, 4, 10, 25, 60, 95, 100, 90, 70, 80, 92, 85, 65, 42, 26, 18, 14, 10, 6, 3);

    private WorkingHours() {}

    /** A moment of the year before the given one, at which someone may write. */
    static Instant arrival(Dice dice, Instant now) {
        while (true) {
            int daysAgo = dice.below(DAYS + 1);
            ZonedDateTime day =
                    now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(daysAgo).atStartOfDay(ZoneOffset.UTC);
            double growth = 1 - 0.45 * daysAgo / DAYS;
            double busy = day.toLocalDate().toEpochDay() % BUSY_DAY_EVERY == 0 ? 1 : 0.55;
            if (dice.chance(WEEK.get(day.getDayOfWeek().getValue() - 1) / 100.0 * growth * busy)) {
                Instant at = day.toInstant()
                        .plus(Duration.ofHours(dice.weighted(DAY)))
                        .plusSeconds(dice.below(3600));
                if (at.isBefore(now)) {
                    return at;
                }
            }
        }
    }

    /** The moment itself if the desk is open then, else a little after it opens again. */
    static Instant atDesk(Instant moment, Dice dice) {
        ZonedDateTime at = moment.atZone(ZoneOffset.UTC);
        if (!WEEKEND.contains(at.getDayOfWeek()) && at.getHour() >= OPENS && at.getHour() < CLOSES) {
            return moment;
        }
        ZonedDateTime morning = at.toLocalDate().atTime(OPENS, 0).atZone(ZoneOffset.UTC);
        if (at.getHour() >= CLOSES) {
            morning = morning.plusDays(1);
        }
        while (WEEKEND.contains(morning.getDayOfWeek())) {
            morning = morning.plusDays(1);
        }
        return morning.toInstant().plus(dice.minutes(1, 120));
    }
}
