package io.deskledger.audit.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases the data of entries that are older than it is kept, a month's partition at a time. What is left of them still
 * proves all but the data: docs/audit-trail.md says what.
 */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration LONGEST = Duration.ofHours(2);

    private static final String MONTHS = """
            SELECT replace(substr(c.relname, length('audit_logs_') + 1), '_', '-')
              FROM pg_inherits i
              JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = 'audit.audit_logs'::regclass
             ORDER BY c.relname
            """;

    private static final String ERASE = "SELECT audit.erase_contents(?::date)";

    private final DataSource database;
    private final int months;
    private final Clock clock;

    /** @param months how many whole months are kept behind the current one */
    Retention(DataSource database, int months, Clock clock) {
        this.database = database;
        this.months = months;
        this.clock = clock;
    }

    /**
     * Erases what is due. A month that can't be erased keeps no other from it.
     *
     * @return of how many entries
     */
    long pass() throws SQLException {
        YearMonth first = YearMonth.now(clock.withZone(ZoneOffset.UTC)).minusMonths(months);
        long erased = 0;
        for (YearMonth month : months()) {
            if (month.isBefore(first)) {
                erased += erase(month);
            }
        }
        return erased;
    }

    private List<YearMonth> months() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(MONTHS)) {
            List<YearMonth> months = new ArrayList<>();
            while (found.next()) {
                months.add(YearMonth.parse(found.getString(1)));
            }
            return months;
        }
    }

    private long erase(YearMonth month) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement erase = connection.prepareStatement(ERASE)) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST.toMillis()));
            erase.setString(1, month.atDay(1).toString());
            try (ResultSet found = erase.executeQuery()) {
                long entries = found.next() ? found.getLong(1) : 0;
                if (entries > 0) {
                    LOG.info("The contents of {} entries of {} were erased", entries, month);
                }
                return entries;
            }
        } catch (SQLException e) {
            LOG.error("The contents of {} are kept: {}", month, e.getMessage());
            return 0;
        }
    }
}
