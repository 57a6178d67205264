package io.deskledger.local.demo;

import io.deskledger.local.api.ApiClient.NewUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The people of the demo. */
final class Cast {

    static final NewUser AGENT = new NewUser("agent@example.com", "Ada Larsen", "agent");
    static final NewUser CUSTOMER = new NewUser("customer@example.com", "Carla Moreno", "customer");

    private static final int CUSTOMERS = 150;
    private static final List<String> COLLEAGUES = List.of(
            "Ben Okafor",
            "Chiara Conti",
            "Daniel Weiss",
            "Emma Lindqvist",
            "Farid Haddad",
            "Grace Mbeki",
            "Hugo Tanaka");
    private static final List<String> FIRST = List.of(
            "Alba", "Bruno", "Celine", "Dmitri", "Elif", "Femi", "Greta", "Hana", "Igor", "Jonas", "Kemal", "Lucia",
            "Marek", "Nadia", "Oscar", "Paula", "Quentin", "Rosa", "Stefan", "Tove", "Uma", "Viktor", "Wanda", "Yusuf",
            "Zoe");
    private static final List<String> LAST = List.of(
            "Almeida",
            "Bauer",
            "Costa",
            "Dubois",
            "Eriksen",
            "Fontana",
            "Garcia",
            "Horvat",
            "Ivanova",
            "Jansen",
            "Kowalski",
            "Lefevre",
            "Murphy",
            "Novak",
            "Olsen",
            "Petrov",
            "Quinn",
            "Rossi",
            "Schmidt",
            "Turner",
            "Ueda",
            "Vasquez",
            "Wright");

    /** Colleagues differ: the factor stretches the time someone takes. */
    record Agent(NewUser user, double pace) {}

    private final List<Agent> agents = new ArrayList<>();
    private final List<NewUser> customers = new ArrayList<>();

    Cast() {
        agents.add(new Agent(AGENT, 0.9));
        for (int i = 0; i < COLLEAGUES.size(); i++) {
            agents.add(new Agent(person(COLLEAGUES.get(i), "agent"), 0.7 + 0.12 * i));
        }
        customers.add(CUSTOMER);
        for (int i = 1; i < CUSTOMERS; i++) {
            customers.add(person(FIRST.get(i % FIRST.size()) + " " + LAST.get(i % LAST.size()), "customer"));
        }
    }

    List<Agent> agents() {
        return agents;
    }

    /** Some write often, most seldom. */
    NewUser customer(Dice dice) {
        double skewed = Math.pow(dice.between(0, 1), 1.7);
        return customers.get((int) (skewed * customers.size()));
    }

    private static NewUser person(String name, String role) {
        return new NewUser(name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com", name, role);
    }
}
