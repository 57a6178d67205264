package io.deskledger.audit.consume;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Sees to it that the month of every row has its partition: some months ahead, older ones as their events come. */
@Singleton
final class Partitions {

    private static final int MONTHS_AHEAD = 3;
    private static final String ENSURE = "SELECT audit.ensure_partition(?::date)";

    private final DataSource database;
    private final Clock clock;
    private final Set<YearMonth> made = new HashSet<>();

    Partitions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** In transactions of its own: whoever attaches a partition must hold nothing that a writer waits for. */
    synchronized void ensure(Collection<Instant> times) throws SQLException {
        Set<YearMonth> missing = new TreeSet<>();
        YearMonth current = month(clock.instant());
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            missing.add(current.plusMonths(ahead));
        }
        times.forEach(time -> missing.add(month(time)));
        missing.removeAll(made);
        if (missing.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement ensure = connection.prepareStatement(ENSURE)) {
            for (YearMonth month : missing) {
                ensure.setString(1, month.atDay(1).toString());
                ensure.executeQuery().close();
                made.add(month);
            }
        }
    }

    /** Looks again next time: another database may have taken the place of the one that failed. */
    synchronized void forget() {
        made.clear();
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }
}
