package io.deskledger.api.sla.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.sla.live.Latest.Question;
import io.deskledger.api.sla.live.Latest.Said;
import io.deskledger.api.sla.live.TicketFacts.Told;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.HeldVersions;
import io.deskledger.model.sla.SlaCondition;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaPolicyVersion;
import io.deskledger.model.sla.SlaState;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.SlaTarget;
import io.deskledger.model.sla.SlaTargets;
import io.deskledger.model.sla.TicketTimeline;
import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.sla.WorkCalendar;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A ticket whose clocks are kept step by step: comments, moves, warnings, comments that are taken away. */
final class Conversation {

    private static final List<TicketStatus> STATUSES = List.of(TicketStatus.values());
    private static final long TICKET = 5;
    private static final long VERSION = 7;
    private static final Instant CREATED = Instant.parse("2026-03-01T08:00:00Z");
    private static final SlaSubject SUBJECT = new SlaSubject(TicketPriority.HIGH, null, Set.of(), null, null);

    private final Random random;
    private final HeldVersion held;
    private final boolean promised;
    private final List<Said> said = new ArrayList<>();
    private final List<StatusAt> moves = new ArrayList<>();
    private Map<String, ClockRow> stored = new TreeMap<>();
    private TicketStatus status = TicketStatus.OPEN;
    private @Nullable Instant answered;
    private Instant clock = CREATED;
    private Instant now = CREATED;
    private long lastId;
    private boolean commented;

    Conversation(Random random, boolean promised) {
        this.random = random;
        this.promised = promised;
        this.held = held(promised);
        keep();
    }

    private static HeldVersion held(boolean promised) {
        Map<SlaKind, Map<TicketPriority, SlaTarget>> targets = new EnumMap<>(SlaKind.class);
        for (SlaKind kind : SlaKind.values()) {
            if (promised || kind != SlaKind.NEXT_RESPONSE) {
                SlaTarget target = new SlaTarget(
                        Duration.ofMinutes(90),
                        WorkCalendar.always("24x7", ZoneOffset.UTC),
                        Set.of(TicketStatus.WAITING_ON_CUSTOMER));
                targets.put(kind, Map.of(SUBJECT.priority(), target));
            }
        }
        return HeldVersions.of(
                VERSION, new SlaPolicyVersion(1, 1, "p", CREATED, SlaCondition.ANY, new SlaTargets(targets), 80));
    }

    /** Something happens; mostly later, sometimes at once, sometimes where a clock is two seconds behind. */
    void goOn() {
        commented = false;
        clock = clock.plusSeconds(random.nextInt(10) == 0 ? 0 : 3 + random.nextInt(3_000));
        now = clock;
        if (random.nextInt(30) == 0) {
            now = clock.minusSeconds(2);
            clock = clock.plusSeconds(3);
        }
        switch (random.nextInt(12)) {
            case 0, 1 -> move(STATUSES.get(random.nextInt(STATUSES.size())));
            case 2 -> tell();
            case 3 -> takeAway();
            default -> comment(random.nextBoolean());
        }
    }

    /** Whether the last thing that happened was a comment. */
    boolean hasComment() {
        return commented;
    }

    private void comment(boolean byStaff) {
        commented = true;
        said.add(new Said(++lastId, new ReplyAt(now, byStaff)));
        if (byStaff && answered == null) {
            answered = now;
        } else if (!byStaff && status != TicketStatus.OPEN && status != TicketStatus.IN_PROGRESS) {
            move(TicketStatus.OPEN);
        }
        if (byStaff && random.nextInt(4) == 0) {
            now = now.plusMillis(random.nextInt(4));
            move(TicketStatus.RESOLVED);
        }
    }

    private void move(TicketStatus to) {
        status = to;
        moves.add(new StatusAt(now, to));
    }

    private void takeAway() {
        if (!said.isEmpty()) {
            said.remove(random.nextBoolean() ? said.size() - 1 : random.nextInt(said.size()));
        }
    }

    /** As the sweep: what is past is told. */
    private void tell() {
        stored.replaceAll((_, row) -> {
            ClockRow.Times times = row.times();
            boolean due = row.open() && times.dueAt() != null && times.dueAt().isBefore(now);
            boolean warn =
                    row.open() && times.warnAt() != null && times.warnAt().isBefore(now);
            return new ClockRow(
                    row.ticketId(),
                    row.kind(),
                    row.cycle(),
                    row.versionId(),
                    row.targetSeconds(),
                    due ? SlaState.BREACHED : row.state(),
                    row.open(),
                    row.startedAt(),
                    row.countedFrom(),
                    new ClockRow.Times(
                            times.dueAt(),
                            times.warnAt(),
                            due ? null : times.nextAt(),
                            warn ? times.warnAt() : times.warnedAt(),
                            due ? times.dueAt() : times.breachedAt()),
                    row.stoppedAt());
        });
    }

    /** Whether the latest comments were enough; fails where they tell otherwise than all. */
    boolean compare() {
        Optional<TicketFacts> few = latest().after(lastId, promised);
        few.ifPresent(facts -> {
            Map<String, ClockRow> kept = new TreeMap<>(stored);
            kept.putAll(rows(facts));
            assertThat(kept).as("%s %s", said, moves).isEqualTo(rows(whole()));
        });
        return few.isPresent();
    }

    /** Keeps what all comments tell. */
    void keep() {
        stored = rows(whole());
    }

    private Latest latest() {
        List<ClockRow> questions = stored.values().stream()
                .filter(row -> row.kind() == SlaKind.NEXT_RESPONSE)
                .toList();
        ClockRow last = questions.isEmpty() ? null : questions.getLast();
        List<Told> told = told().stream()
                .filter(one -> one.kind() != SlaKind.NEXT_RESPONSE || (last != null && one.cycle() == last.cycle()))
                .toList();
        return new Latest(
                facts(Replies.of(answered, List.of()), told),
                answered,
                last == null ? null : new Question(last.cycle(), last.startedAt(), last.stoppedAt()),
                said.reversed().stream().limit(2).toList());
    }

    private TicketFacts whole() {
        return facts(Replies.of(answered, said.stream().map(Said::reply).toList()), told());
    }

    private TicketFacts facts(List<ReplyAt> replies, List<Told> told) {
        TicketTimeline timeline = new TicketTimeline(CREATED, TicketStatus.OPEN, moves, replies, List.of());
        return new TicketFacts(TICKET, SUBJECT, timeline, false, told, null, 0);
    }

    private List<Told> told() {
        return stored.values().stream()
                .map(row -> new Told(
                        row.kind(),
                        row.cycle(),
                        VERSION,
                        row.times().warnedAt(),
                        row.times().breachedAt()))
                .toList();
    }

    private Map<String, ClockRow> rows(TicketFacts facts) {
        Map<String, ClockRow> rows = new TreeMap<>();
        new Evaluation(held, facts.notBeforeTold(now), facts.heldTo().isEmpty())
                .rows(facts)
                .forEach(row -> rows.put("%s %03d".formatted(row.kind(), row.cycle()), row));
        return rows;
    }
}
