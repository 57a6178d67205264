package io.deskledger.bench.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people at a desk do all day: mostly reading, some writing. */
public final class TicketMix extends DeskSimulation {

    private static final int TITLE_WORDS = 5;
    private static final int DESCRIPTION_WORDS = 30;
    private static final String COMMENT = """
            {"content": "Thank you for your patience. We have found the cause and a new version is on its way to you."}""";

    public TicketMix() {
        ChainBuilder read = exec(byAgent("read", http("read").get(session -> "/tickets/" + desk.anyTicket())));
        ChainBuilder list =
                exec(byAgent("list", http("list").get("/tickets?status=open&limit=50&include=creator,assignee")));
        ChainBuilder create =
                exec(byCustomer("create", http("create").post("/tickets").body(StringBody(session -> newTicket()))));
        ChainBuilder comment = exec(byAgent(
                "comment",
                http("comment")
                        .post(session -> "/tickets/" + desk.anyTicket() + "/comments")
                        .body(StringBody(COMMENT))));
        setUp(arrivals(
                        "mix",
                        desk.pace().rate(),
                        randomSwitch()
                                .on(
                                        percent(60).then(read),
                                        percent(20).then(list),
                                        percent(8).then(create),
                                        percent(8).then(comment),
                                        percent(4).then(status()))))
                .protocols(protocol)
                .assertions(nothingFails());
    }

    /** Looks at an open ticket, then moves it on: into work, or back to the open ones. */
    private ChainBuilder status() {
        return exec(session -> session.set("ticket", desk.anyOpenTicket()))
                .exec(byAgent("read before status", http("read before status").get("/tickets/#{ticket}"))
                        .check(jsonPath("$.status").saveAs("status")))
                .exec(byAgent(
                        "status", http("status").patch("/tickets/#{ticket}").body(StringBody(TicketMix::move))));
    }

    private static String move(Session session) {
        String next = "open".equals(session.getString("status")) ? "in_progress" : "open";
        return "{\"status\": \"%s\"}".formatted(next);
    }

    private String newTicket() {
        return "{\"title\": \"Title %s\", \"description\": \"Case: %s\", \"priority\": \"medium\", \"category\": \"category-3\"}"
                .formatted(text(TITLE_WORDS), text(DESCRIPTION_WORDS));
    }

    private String text(int words) {
        return Stream.generate(desk::anyWord).limit(words).collect(Collectors.joining(" "));
    }
}
