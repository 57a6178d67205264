package io.deskledger.api.console.clock;

import io.deskledger.api.console.Words;
import io.deskledger.api.ticket.SlaView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One clock of a ticket as people see it: a shape and a few words, which tell the same as the colour.
 *
 * @param kind first_response, next_response or resolution
 * @param look how it stands
 * @param due the last instant in time, or null while nobody knows it
 * @param target how much time there is
 */
public record ClockFace(String kind, Look look, @Nullable Instant due, Duration target) {

    /** How a clock stands, the most pressing first. */
    public enum Look {
        /** The time is over, and what was promised has not come yet. */
        OVER,
        /** So little time is left that it was warned of. */
        SOON,
        RUNNING,
        PAUSED,
        /** It came, but late. */
        LATE,
        MET;

        /** The name of its icon and, behind {@code sla-}, of its style. */
        public String wire() {
            return switch (this) {
                case OVER -> "over";
                case SOON -> "soon";
                case RUNNING -> "running";
                case PAUSED -> "paused";
                case LATE -> "late";
                case MET -> "met";
            };
        }
    }

    private static final Comparator<ClockFace> PRESSING = Comparator.comparing((ClockFace face) -> face.look())
            .thenComparing(face -> face.due() == null ? Instant.MAX : face.due());

    /** All clocks of the ticket, in the order in which they end. */
    public static List<ClockFace> all(@Nullable SlaView sla, Instant now) {
        List<ClockFace> faces = new ArrayList<>();
        if (sla != null) {
            add(faces, "first_response", sla.firstResponse(), now);
            add(faces, "next_response", sla.nextResponse(), now);
            add(faces, "resolution", sla.resolution(), now);
        }
        return faces;
    }

    /** The one that somebody has to see to first; of a ticket that is done how its resolution ended. */
    public static Optional<ClockFace> pressing(@Nullable SlaView sla, Instant now) {
        List<ClockFace> faces = all(sla, now);
        Optional<ClockFace> awaited =
                faces.stream().filter(ClockFace::isAwaited).min(PRESSING);
        return awaited.or(() ->
                faces.stream().filter(face -> face.kind().equals("resolution")).findFirst());
    }

    /** Whether what was promised is still to come. */
    public boolean isAwaited() {
        return look.compareTo(Look.PAUSED) <= 0;
    }

    /** Whether its words change as time goes by. */
    public boolean isMoving() {
        return due != null && look.compareTo(Look.RUNNING) <= 0;
    }

    /** How it stands, in a word or two. */
    public String text(Words words, Instant now) {
        return due != null && isMoving()
                ? words.t(
                        look == Look.OVER ? "sla.over" : "sla.left",
                        words.brief(Duration.between(now, due).abs()))
                : words.t("sla." + look.wire());
    }

    /** All that is known of it, in one line. */
    public String told(Words words) {
        String what = words.t("sla.kind." + kind) + ": " + words.t("sla.state." + look.wire());
        return due == null ? what : what + ", " + words.t("sla.due") + " " + words.time(due);
    }

    private static void add(List<ClockFace> faces, String kind, SlaView.@Nullable Target target, Instant now) {
        if (target != null) {
            faces.add(
                    new ClockFace(kind, look(target, now), target.dueAt(), Duration.ofSeconds(target.targetSeconds())));
        }
    }

    private static Look look(SlaView.Target target, Instant now) {
        Instant due = target.dueAt();
        Instant warn = target.warnAt();
        boolean stopped = target.stoppedAt() != null;
        return switch (target.state()) {
            case "met" -> Look.MET;
            case "breached" -> stopped ? Look.LATE : Look.OVER;
            case "paused" -> Look.PAUSED;
            default ->
                due != null && now.isAfter(due)
                        ? Look.OVER
                        : warn != null && !now.isBefore(warn) ? Look.SOON : Look.RUNNING;
        };
    }
}
