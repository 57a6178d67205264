package io.deskledger.api.report;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tickets by what they have in common: how many, and what became of them. */
@Singleton
public class Cohorts {

    private final CohortQuery query;
    private final CategoryQuery categories;
    private final DurationQuery durations;

    Cohorts(CohortQuery query, CategoryQuery categories, DurationQuery durations) {
        this.query = query;
        this.categories = categories;
        this.durations = durations;
    }

    @Transactional(value = Frames.DATABASE, readOnly = true)
    public PageReport<CohortItem> of(Frame frame, CohortKind kind, ReportPage page) {
        String created = frame.tickets().created();
        return PageReport.of(
                frame,
                page,
                query.by(kind, frame.range(), page),
                CohortQuery.Sums::key,
                sums -> item(
                        sums,
                        switch (kind) {
                            case CATEGORY -> ofCategory(created, sums.cohort());
                            case PRIORITY -> TicketLinks.with(created, "priority", sums.cohort());
                            case TAG -> TicketLinks.with(created, "tag", sums.cohort());
                            case CREATED_WEEK -> ofWeek(frame, LocalDate.parse(sums.cohort()));
                        }));
    }

    /** Of resolutions, in hours; null where there are none. */
    private record Percentiles(
            @Nullable BigDecimal p50, @Nullable BigDecimal p90) {

        static final Percentiles NONE = of(Durations.NONE);

        static Percentiles of(Durations durations) {
            return new Percentiles(durations.percentileHours(50), durations.percentileHours(90));
        }
    }

    /** Categories with their shares and how long things took in them. */
    @Transactional(value = Frames.DATABASE, readOnly = true)
    public PageReport<CategoryItem> categories(Frame frame, ReportPage page) {
        List<CategoryQuery.Category> rows = categories.page(frame.range(), page);
        Map<String, Percentiles> resolution = durations.ofCategories(
                rows.stream().map(CategoryQuery.Category::name).toList(), frame.range(), Percentiles::of);
        String created = frame.tickets().created();
        return PageReport.of(frame, page, rows, CategoryQuery.Category::key, category -> {
            Percentiles took = resolution.getOrDefault(category.name(), Percentiles.NONE);
            return new CategoryItem(
                    nullIfNone(category.name()),
                    category.total(),
                    Rounding.rate(category.total(), category.totalOfAll()),
                    category.resolved(),
                    Rounding.rate(category.resolved(), category.total()),
                    category.meanResolution(),
                    took.p50(),
                    took.p90(),
                    category.meanFirstResponse(),
                    ofCategory(created, category.name()));
        });
    }

    private static CohortItem item(CohortQuery.Sums sums, @Nullable String link) {
        return new CohortItem(
                nullIfNone(sums.cohort()),
                sums.total(),
                sums.resolved(),
                Rounding.rate(sums.resolved(), sums.total()),
                Rounding.meanHours(sums.micros(), sums.resolved()),
                shares(sums),
                link);
    }

    private static @Nullable Map<String, BigDecimal> shares(CohortQuery.Sums sums) {
        if (sums.inDays().isEmpty()) {
            return null;
        }
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        sums.inDays().forEach((days, count) -> {
            BigDecimal share = Rounding.rate(count, sums.total());
            if (share != null) {
                shares.put(days.toString(), share);
            }
        });
        return shares;
    }

    private static @Nullable String nullIfNone(String cohort) {
        return cohort.isEmpty() ? null : cohort;
    }

    private static @Nullable String ofCategory(String created, String category) {
        return category.isEmpty() ? null : TicketLinks.with(created, "category", category);
    }

    /** The week's own days, where the range cuts it. */
    private static String ofWeek(Frame frame, LocalDate monday) {
        LocalDate sunday = monday.plusDays(6);
        Instant start = frame.startOf(monday.isBefore(frame.from()) ? frame.from() : monday);
        Instant end = sunday.isBefore(frame.to()) ? frame.startOf(sunday.plusDays(1)) : frame.end();
        return TicketLinks.between(start, end).created();
    }
}
