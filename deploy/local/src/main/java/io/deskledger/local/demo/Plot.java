package io.deskledger.local.demo;

import io.deskledger.local.api.ApiClient.NewUser;
import io.deskledger.local.demo.Cast.Agent;
import io.deskledger.local.demo.Texts.Scenario;
import java.time.Duration;
import java.util.List;

/** How a ticket goes from its arrival to its end. */
final class Plot {

    static final List<String> PRIORITIES = List.of("low", "medium", "high", "urgent");

    // Medians in hours, by priority: low, medium, high, urgent.
    private static final List<Double> FIRST_RESPONSE = List.of(9.0, 3.5, 1.2, 0.35);
    private static final List<Double> SOLUTION = List.of(40.0, 18.0, 6.5, 1.4);
    private static final double SPREAD = 0.8;

    private final Texts texts;
    private final Scenario scenario;
    private final Wording wording;
    private final Dice dice;
    private final Story story;
    private int priority;

    Plot(Texts texts, Scenario scenario, Wording wording, Dice dice, Story story) {
        this.texts = texts;
        this.scenario = scenario;
        this.wording = wording;
        this.dice = dice;
        this.story = story;
    }

    void tell(NewUser customer, Agent agent, int startPriority) {
        priority = startPriority;
        stallSometimes(0.006);
        take(agent);
        stallSometimes(0.012);
        inquire(customer, agent);
        stallSometimes(0.008);
        solve(customer, agent);
        if (dice.chance(0.065)) {
            reopen(customer, agent);
        }
        if (dice.chance(0.94)) {
            desk(Duration.ofHours(24 + dice.below(96)));
            story.status(agent.user(), "closed");
        }
    }

    private void take(Agent agent) {
        desk(dice.around(FIRST_RESPONSE.get(priority) * 0.4 * agent.pace(), SPREAD));
        story.assign(agent.user(), agent.user());
        story.later(dice.minutes(0.5, 8)).status(agent.user(), "in_progress");
        if (dice.chance(0.06) && priority < PRIORITIES.size() - 1) {
            priority++;
            story.later(dice.minutes(0.3, 3)).priority(agent.user(), PRIORITIES.get(priority));
        }
        desk(dice.around(FIRST_RESPONSE.get(priority) * 0.6 * agent.pace(), SPREAD));
        story.reply(agent.user(), wording.one(texts.acknowledgements()));
    }

    private void inquire(NewUser customer, Agent agent) {
        if (dice.chance(0.35)) {
            desk(dice.minutes(4, 90));
            story.note(agent.user(), wording.one(scenario.notes()));
        }
        if (dice.chance(0.42)) {
            desk(dice.minutes(3, 70));
            story.reply(agent.user(), wording.one(scenario.questions()), "waiting_on_customer");
            story.later(dice.around(3.5, 1.1));
            story.reply(customer, wording.one(scenario.answers()), "open");
            desk(dice.minutes(3, 90));
            story.status(agent.user(), "in_progress");
        }
    }

    private void solve(NewUser customer, Agent agent) {
        desk(dice.around(SOLUTION.get(priority) * agent.pace(), SPREAD));
        story.reply(agent.user(), wording.one(scenario.solutions()));
        if (dice.chance(0.4)) {
            story.later(dice.around(1.2, 0.9)).reply(customer, wording.one(texts.thanks()));
            desk(dice.minutes(2, 60));
        } else {
            story.later(dice.minutes(0.2, 2));
        }
        story.status(agent.user(), "resolved");
    }

    private void reopen(NewUser customer, Agent agent) {
        story.later(dice.around(14, 0.7)).reply(customer, wording.one(texts.again()), "open");
        desk(dice.around(FIRST_RESPONSE.get(priority) * agent.pace(), SPREAD));
        story.status(agent.user(), "in_progress");
        story.later(dice.minutes(1, 9)).reply(agent.user(), wording.one(texts.reopened()));
        desk(dice.around(SOLUTION.get(priority) * agent.pace(), SPREAD));
        story.reply(agent.user(), wording.one(texts.lasting()), "resolved");
    }

    /** Time passes, and the desk works in its hours only; for what is urgent someone is on call. */
    private void desk(Duration by) {
        story.later(by);
        if (priority < PRIORITIES.size() - 1) {
            story.until(WorkingHours.atDesk(story.at(), dice));
        }
    }

    private void stallSometimes(double probability) {
        if (dice.chance(probability)) {
            story.stall();
        }
    }
}
