package io.deskledger.api.console.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Words;
import io.deskledger.api.report.CategoryItem;
import io.deskledger.api.report.CohortItem;
import io.deskledger.api.report.Dashboard;
import io.deskledger.api.report.RankingItem;
import io.deskledger.api.report.ReconciliationView;
import io.deskledger.api.report.SlaItem;
import io.deskledger.api.report.SummaryStatus;
import io.deskledger.api.report.TrendItem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard of a period.
 *
 * @param period what was asked for
 * @param now the period's figures
 * @param before those of as many days before it
 * @param trend its days, weeks or months
 * @param ranking the agents
 * @param categories what the tickets are about
 * @param cohorts what became of the tickets of each week
 * @param promises how resolutions came in time
 * @param proof how the figures were last held against the tickets, or null
 * @param status how complete they are
 */
record DashboardPage(
        Period period,
        Dashboard now,
        Dashboard before,
        List<TrendItem> trend,
        List<RankingItem> ranking,
        List<CategoryItem> categories,
        List<CohortItem> cohorts,
        List<SlaItem> promises,
        @Nullable ReconciliationView proof,
        SummaryStatus status) {

    private static final String API_LIST = "/api/v1/tickets?";
    private static final List<Integer> RANGES = List.of(7, 30, 90, 365);
    private static final int PERCENT = 100;

    List<Integer> ranges() {
        return RANGES;
    }

    /** The dashboard of that many days up to the same last one. */
    String lastDays(int days) {
        return "/dashboard?from=" + now.to().minusDays(days - 1L) + "&to=" + now.to();
    }

    boolean isOf(int days) {
        return now.from().equals(now.to().minusDays(days - 1L));
    }

    /** What the chart's days are put together to. */
    String interval() {
        return period.intervalOf(now.from(), now.to());
    }

    String range() {
        return "from=" + now.from() + "&to=" + now.to();
    }

    /** The console's list of the tickets that a figure counts; an empty text where a figure leads nowhere. */
    static String list(@Nullable String link) {
        return link == null ? "" : link.replace(API_LIST, "/tickets?");
    }

    String listOf(String figure) {
        return list(now.links().get(figure));
    }

    /** By how much a figure has changed since the period before, in percent; an empty text where that says nothing. */
    static String delta(@Nullable Number now, @Nullable Number before) {
        if (now == null || before == null || before.doubleValue() == 0) {
            return "";
        }
        long percent = Math.round((now.doubleValue() - before.doubleValue()) / before.doubleValue() * PERCENT);
        return percent == 0 ? "" : (percent > 0 ? "+" : "") + percent + " %";
    }

    /** Which way it went: a style's name. */
    static String way(@Nullable Number now, @Nullable Number before, boolean lessIsBetter) {
        if (now == null || before == null || now.doubleValue() == before.doubleValue()) {
            return "";
        }
        boolean less = now.doubleValue() < before.doubleValue();
        return less == lessIsBetter ? "up good" : "up bad";
    }

    static String hours(@Nullable BigDecimal hours, Words words) {
        if (hours == null) {
            return "–";
        }
        Locale locale = Locale.of(words.language());
        double value = hours.doubleValue();
        return value >= 72
                ? String.format(locale, "%.1f d", value / 24)
                : value >= 1 ? String.format(locale, "%.1f h", value) : String.format(locale, "%.0f min", value * 60);
    }

    /** The trend as the chart's script takes it. */
    String trendChart(Words words) {
        ObjectNode chart = JsonNodeFactory.instance.objectNode();
        ArrayNode labels = chart.putArray("labels");
        trend.forEach(item -> labels.add(item.period().toString()));
        ArrayNode sets = chart.putArray("sets");
        set(sets, words.t("figure.created"), "bar", "blue", "created");
        set(sets, words.t("figure.resolved"), "bar", "green", "resolved");
        set(sets, words.t("figure.backlog"), "line", "orange", "backlog");
        return chart.toString();
    }

    private void set(ArrayNode sets, String label, String type, String colour, String figure) {
        ObjectNode set = sets.addObject();
        set.put("label", label).put("type", type).put("colour", colour);
        ArrayNode values = set.putArray("values");
        ArrayNode links = set.putArray("links");
        for (TrendItem item : trend) {
            values.add(
                    switch (figure) {
                        case "created" -> item.created();
                        case "resolved" -> item.resolved();
                        default -> item.backlog();
                    });
            links.add(list(item.links().get(figure)));
        }
    }

    /** The share of a meter that a figure fills, of the largest. */
    long share(long value) {
        long most = categories.stream().mapToLong(CategoryItem::total).max().orElse(1);
        return Math.round(value * (double) PERCENT / Math.max(1, most));
    }

    long urgentShare() {
        long urgent = now.byPriority().getOrDefault("urgent", 0L);
        return now.total() == 0 ? 0 : Math.round(urgent * (double) PERCENT / now.total());
    }

    static String day(LocalDate day) {
        return day.toString();
    }
}
