package io.deskledger.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.local.api.ApiClient.NewUser;
import io.deskledger.local.demo.Cast.Agent;
import io.deskledger.local.demo.Texts.Scenario;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A year of a support desk, made up. The same seed, present and number give the same ticket, whatever else is made, so
 * a second run repeats what is there and adds what is new.
 */
final class DemoTickets {

    static final String SOURCE = "demo";
    static final long SEED = 20_250_916L;

    private static final long ARRIVAL = 1;
    private static final long CONTENT = 2;

    private final Texts texts = Texts.load();
    private final Cast cast = new Cast();
    private final List<Integer> weights =
            texts.scenarios().stream().map(Scenario::weight).toList();
    private final long seed;
    private final Instant present;

    DemoTickets(long seed, Instant present) {
        this.seed = seed;
        this.present = present.truncatedTo(ChronoUnit.SECONDS);
    }

    private record Arrival(int number, Instant at) {}

    /** Lines for the import, oldest ticket first; made while they are read. */
    Stream<String> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Arrival(number, WorkingHours.arrival(dice(number, ARRIVAL), present)))
                .sorted(Comparator.comparing(Arrival::at).thenComparing(Arrival::number))
                .map(arrival -> ticket(arrival).toString());
    }

    private ObjectNode ticket(Arrival arrival) {
        Dice dice = dice(arrival.number(), CONTENT);
        Scenario scenario = texts.scenarios().get(dice.weighted(weights));
        Wording wording = new Wording(texts, dice);
        NewUser customer = cast.customer(dice);
        Agent agent = dice.one(cast.agents());
        int priority = dice.weighted(scenario.priorities());
        int trouble = dice.below(scenario.titles().size());
        ObjectNode ticket = JsonNodeFactory.instance
                .objectNode()
                .put("source", SOURCE)
                .put("external_id", "demo-%07d".formatted(arrival.number() + 1))
                .put("title", wording.fill(scenario.titles().get(trouble)))
                .put("description", description(scenario, trouble, wording, dice) + customer.fullName())
                .put("priority", Plot.PRIORITIES.get(priority))
                .put("category", scenario.category());
        scenario.tags().stream().filter(tag -> dice.chance(0.45)).forEach(ticket.withArray("tags")::add);
        ticket.putObject("custom_fields").put("product", wording.word("device")).put("plan", wording.word("plan"));
        ticket.put("created_at", arrival.at().toString());
        ticket.set("creator", Story.person(customer));
        Story story = new Story(arrival.at(), present);
        new Plot(texts, scenario, wording, dice, story).tell(customer, agent, priority);
        ticket.set("history", story.history());
        return ticket;
    }

    private String description(Scenario scenario, int trouble, Wording wording, Dice dice) {
        StringBuilder text = new StringBuilder(wording.one(texts.greetings())).append("\n\n");
        text.append(wording.fill(scenario.problems().get(trouble)));
        int details = 1 + dice.below(2);
        int first = dice.below(scenario.details().size());
        for (int i = 0; i < details; i++) {
            text.append(' ')
                    .append(wording.fill(scenario.details()
                            .get((first + i) % scenario.details().size())));
        }
        return text.append("\n\n")
                .append(wording.one(texts.closings()))
                .append('\n')
                .toString();
    }

    private Dice dice(int number, long purpose) {
        return new Dice(new SplittableRandom(seed * 31 + number * 2_654_435_761L + purpose * 40_503L));
    }
}
