package io.deskledger.api.console.dashboard;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.report.Dashboard;
import io.deskledger.api.report.DashboardReport;
import io.deskledger.api.report.Frame;
import io.deskledger.api.report.Frames;
import io.deskledger.api.report.ItemsReport;
import io.deskledger.api.report.SummaryStatus;
import io.deskledger.api.report.TrendItem;
import io.deskledger.api.report.Trends;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The figures of a period and of the one before it. */
@Singleton
final class Figures {

    private final Frames frames;
    private final DashboardReport dashboard;
    private final Trends trends;

    Figures(Frames frames, DashboardReport dashboard, Trends trends) {
        this.frames = frames;
        this.dashboard = dashboard;
        this.trends = trends;
    }

    Frame frame(Period period) {
        QueryParams query = new QueryParams(period.query());
        Trends.Split.read(query);
        return frames.read(query);
    }

    /** As many days, right before these. */
    Frame before(Frame frame) {
        return frames.read(new QueryParams(Map.of(
                "from", List.of(frame.previous().from().toString()),
                "to", List.of(frame.from().minusDays(1).toString()))));
    }

    Dashboard of(Frame frame) {
        return dashboard.of(frame);
    }

    ItemsReport<TrendItem> trends(Frame frame, Period period) {
        String interval = period.intervalOf(frame.from(), frame.to());
        return trends.of(frame, Trends.Split.read(new QueryParams(Map.of("interval", List.of(interval)))));
    }

    SummaryStatus status() {
        return frames.status();
    }
}
