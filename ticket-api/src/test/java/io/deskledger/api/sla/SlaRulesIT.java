package io.deskledger.api.sla;

import static io.deskledger.api.sla.SlaDesk.OFFICE_HOURS;
import static io.deskledger.api.sla.SlaDesk.calendar;
import static io.deskledger.api.sla.SlaDesk.policy;
import static io.deskledger.api.sla.SlaDesk.target;
import static io.deskledger.api.sla.SlaDesk.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calendars and policies over HTTP. */
class SlaRulesIT {

    private static ApiServer api;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        api = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false));
        admin = api.admin();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void thereIsADefault() {
        JsonNode policies =
                api.agent().client().get("/sla/policies").expect(200).json().get("items");
        JsonNode last = policies.get(policies.size() - 1);
        assertThat(last.get("name").textValue()).isEqualTo("Default");
        assertThat(last.get("fallback").booleanValue()).isTrue();
        assertThat(last.at("/targets/resolution/seconds/urgent").intValue()).isEqualTo(14_400);
        assertThat(last.at("/targets/first_response/seconds/low").intValue()).isEqualTo(86_400);
        assertThat(admin.get("/sla/calendars/1").expect(200).text("name")).isEqualTo("24x7");
        admin.send("DELETE", "/sla/policies/1", null).expectProblem(409);
        admin.send("DELETE", "/sla/calendars/1", null).expectProblem(409);
    }

    static Stream<Arguments> badCalendars() {
        Map<String, Object> good = calendar("Bad");
        return Stream.of(
                Arguments.of(
                        with(
                                good,
                                Map.of(
                                        "hours",
                                        Map.of(
                                                "monday",
                                                List.of(
                                                        Map.of("from", "09:00", "to", "12:00"),
                                                        Map.of("from", "11:00", "to", "13:00"))))),
                        "hours.monday[1]"),
                Arguments.of(with(good, Map.of("hours", Map.of())), "hours"),
                Arguments.of(with(good, Map.of("hours", Map.of("monday", List.of()))), "hours"),
                Arguments.of(with(good, Map.of("hours", Map.of("funday", List.of()))), "hours.funday"),
                Arguments.of(
                        with(good, Map.of("hours", Map.of("monday", List.of(Map.of("from", "17:00", "to", "09:00"))))),
                        "hours.monday[0].to"),
                Arguments.of(
                        with(good, Map.of("hours", Map.of("monday", List.of(Map.of("from", "9", "to", "10:00"))))),
                        "hours.monday[0].from"),
                Arguments.of(with(good, Map.of("zone", "Europe/Atlantis")), "zone"),
                Arguments.of(with(good, Map.of("name", "")), "name"),
                Arguments.of(with(good, Map.of("colour", "red")), "colour"),
                Arguments.of(with(good, Map.of("stop_while_waiting", "yes")), "stop_while_waiting"),
                Arguments.of(
                        with(good, Map.of("holidays", List.of(Map.of("name", "New Year", "date", "2026-02-30")))),
                        "holidays[0].date"),
                Arguments.of(
                        with(good, Map.of("holidays", List.of(Map.of("name", "X", "date", "2026-02-20", "when", 1)))),
                        "holidays[0].when"));
    }

    @ParameterizedTest
    @MethodSource("badCalendars")
    void badCalendarsAreRefusedWithTheField(Map<String, Object> body, String field) {
        assertThat(admin.post("/sla/calendars", body).expectProblem(400).blamed())
                .contains(field);
    }

    static Stream<Arguments> badPolicies() {
        Map<String, Object> good = policy("bad", 60);
        return Stream.of(
                Arguments.of(
                        with(
                                good,
                                Map.of(
                                        "targets",
                                        Map.of("resolution", with(target(1), Map.of("seconds", Map.of("low", 0)))))),
                        "targets.resolution.seconds.low"),
                Arguments.of(with(good, Map.of("targets", Map.of())), "targets"),
                Arguments.of(with(good, Map.of("targets", Map.of("happiness", target(1)))), "targets.happiness"),
                Arguments.of(
                        with(
                                good,
                                Map.of("targets", Map.of("resolution", with(target(1), Map.of("calendar_id", 999))))),
                        "targets.resolution.calendar_id"),
                Arguments.of(
                        with(
                                good,
                                Map.of(
                                        "targets",
                                        Map.of("resolution", with(target(1), Map.of("seconds", Map.of("lowest", 1)))))),
                        "targets.resolution.seconds.lowest"),
                Arguments.of(with(good, Map.of("condition", Map.of("colour", List.of("red")))), "condition.colour"),
                Arguments.of(with(good, Map.of("condition", Map.of("priority", List.of("red")))), "condition.priority"),
                Arguments.of(with(good, Map.of("condition", Map.of("tag", "red"))), "condition.tag"),
                Arguments.of(with(good, Map.of("condition", Map.of("colour", "red"))), "condition.colour"),
                Arguments.of(
                        with(good, Map.of("targets", Map.of("respones", Map.of("seconds", Map.of("low", 1))))),
                        "targets.respones"),
                Arguments.of(
                        with(
                                good,
                                Map.of(
                                        "actions",
                                        List.of(Map.of("on", "breach", "action", "reassign", "assignee_id", 999_999)))),
                        "actions[0].assignee_id"),
                Arguments.of(pausedIn(good, List.of("waiting")), "targets.resolution.paused_in[0]"),
                Arguments.of(pausedIn(good, List.of("in_progress", "closed")), "targets.resolution.paused_in[1]"),
                Arguments.of(pausedIn(good, List.of("resolved")), "targets.resolution.paused_in[0]"),
                Arguments.of(pausedIn(good, List.of("open")), "targets.resolution.paused_in[0]"),
                Arguments.of(pausedIn(good, List.of(1)), "targets.resolution.paused_in[0]"),
                Arguments.of(pausedIn(good, List.of("in_progress", "in_progress")), "targets.resolution.paused_in[1]"),
                Arguments.of(pausedIn(good, "in_progress"), "targets.resolution.paused_in"),
                Arguments.of(
                        with(
                                good,
                                Map.of(
                                        "targets",
                                        Map.of(
                                                "resolution",
                                                with(
                                                        target(1),
                                                        Map.of(
                                                                "paused_in",
                                                                List.of("in_progress"),
                                                                "stop_while_waiting",
                                                                false))))),
                        "targets.resolution.paused_in"),
                Arguments.of(with(good, Map.of("effective_from", "tomorrow")), "effective_from"),
                Arguments.of(with(good, Map.of("effective_from", 1_900_000_000)), "effective_from"),
                Arguments.of(with(good, Map.of("effective_from", "2020-01-01T00:00:00Z")), "effective_from"),
                Arguments.of(with(good, Map.of("effective_from", "9999-12-31T23:59:59Z")), "effective_from"),
                Arguments.of(with(good, Map.of("effective_from", "+999999999-01-01T00:00:00Z")), "effective_from"),
                Arguments.of(with(good, Map.of("warn_percent", 100)), "warn_percent"),
                Arguments.of(with(good, Map.of("position", -1)), "position"),
                Arguments.of(
                        with(good, Map.of("actions", List.of(Map.of("on", "breach", "action", "explode")))),
                        "actions[0].action"),
                Arguments.of(
                        with(good, Map.of("actions", List.of(Map.of("on", "breach", "action", "notify_role")))),
                        "actions[0].role"));
    }

    private static Map<String, Object> pausedIn(Map<String, Object> policy, Object statuses) {
        return with(policy, Map.of("targets", Map.of("resolution", with(target(1), Map.of("paused_in", statuses)))));
    }

    @ParameterizedTest
    @MethodSource("badPolicies")
    void badPoliciesAreRefusedWithTheField(Map<String, Object> body, String field) {
        assertThat(admin.post("/sla/policies", body).expectProblem(400).blamed())
                .containsExactly(field);
    }

    @Test
    void whatIsUnknownIsSaidToBe() {
        for (Map<String, Object> part : List.<Map<String, Object>>of(
                Map.of("condition", Map.of("colour", "red")),
                Map.of("targets", Map.of("respones", Map.of("seconds", Map.of("low", 1)))))) {
            assertThat(admin.post("/sla/policies", with(policy("unknown", 60), part))
                            .expectProblem(400)
                            .json()
                            .at("/errors/0/message")
                            .textValue())
                    .startsWith("unknown; known are");
        }
    }

    @Test
    void whoGetsTicketsHasToBeOfTheStaff() {
        Map<String, Object> body = with(
                policy("reassigning", 60),
                Map.of(
                        "actions",
                        List.of(Map.of(
                                "on",
                                "breach",
                                "action",
                                "reassign",
                                "assignee_id",
                                api.customer().id()))));
        assertThat(admin.post("/sla/policies", body).expectProblem(400).blamed())
                .containsExactly("actions[0].assignee_id");
        long id = admin.post("/sla/policies", policy("reassigning", 60))
                .expect(201)
                .id();
        assertThat(admin.patch("/sla/policies/" + id, Map.of("actions", body.get("actions")))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("actions[0].assignee_id");
        admin.send("DELETE", "/sla/policies/" + id, null).expect(204);
    }

    @Test
    void aCalendarIsKeptAndChangedUnderItsVersion() {
        Answer made = admin.post("/sla/calendars", calendar("Office")).expect(201);
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.json().at("/hours/monday/1/from").textValue()).isEqualTo("13:00");
        admin.post("/sla/calendars", calendar("office")).expectProblem(409);
        String path = "/sla/calendars/" + made.id();
        Answer changed = admin.patch(path, Map.of("zone", "Asia/Kathmandu"), "If-Match", "\"1\"")
                .expect(200);
        assertThat(changed.text("zone")).isEqualTo("Asia/Kathmandu");
        admin.patch(path, Map.of("zone", "UTC"), "If-Match", "\"1\"").expectProblem(412);
        assertThat(admin.patch(path, Map.of("hours", Map.of("monday", List.of(), "tuesday", List.of())))
                        .expectProblem(400)
                        .blamed())
                .contains("hours");
        api.agent().client().patch(path, Map.of("zone", "UTC")).expectProblem(403);
        api.customer().client().get(path).expectProblem(403);
        admin.send("DELETE", path, null).expect(204);
        admin.get(path).expectProblem(404);
        assertThat(api.eventsBySubject("sla_calendars/" + made.id()).stream()
                        .map(event -> event.get("action").textValue() + event.get("version")))
                .containsExactly("CREATE1", "UPDATE2", "DELETE3");
    }

    @Test
    void holidaysComeFromICalendar() {
        long id = admin.post("/sla/calendars", calendar("Holidays")).expect(201).id();
        String file = """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//test
                BEGIN:VEVENT
                UID:1
                DTSTART;VALUE=DATE:20261225
                DTEND;VALUE=DATE:20261227
                RRULE:FREQ=YEARLY
                SUMMARY:Christmas\\, both
                  days
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                DTSTART;VALUE=DATE:20260501
                SUMMARY:First of May
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n");
        for (int i = 0; i < 2; i++) {
            JsonNode holidays = admin.send(
                            "POST", "/sla/calendars/" + id + "/holidays", file, "Content-Type", "text/calendar")
                    .expect(200)
                    .json()
                    .get("holidays");
            assertThat(holidays).hasSize(2);
            assertThat(holidays.get(0).get("name").textValue()).isEqualTo("Christmas, both days");
            assertThat(holidays.get(0).get("until").textValue()).isEqualTo("2026-12-26");
            assertThat(holidays.get(0).get("yearly").booleanValue()).isTrue();
            assertThat(holidays.get(1).get("date").textValue()).isEqualTo("2026-05-01");
        }
        admin.send("POST", "/sla/calendars/" + id + "/holidays", "nonsense", "Content-Type", "text/calendar")
                .expectProblem(400);
        assertThat(admin.send(
                                "POST",
                                "/sla/calendars/" + id + "/holidays",
                                file.replace("20260501", "20260501T100000Z")
                                        .replace(";VALUE=DATE:20260501T", ":20260501T"),
                                "Content-Type",
                                "text/calendar")
                        .expectProblem(400)
                        .blamed())
                .contains("events[1].DTSTART");
    }

    @Test
    void everyChangeOfAPolicyOrItsCalendarIsANewVersion() {
        long calendar =
                admin.post("/sla/calendars", calendar("Versions")).expect(201).id();
        Map<String, Object> body = with(
                policy(UUID.randomUUID().toString(), 3_600),
                Map.of("targets", Map.of("resolution", with(target(3_600), Map.of("calendar_id", calendar)))));
        Answer made = admin.post("/sla/policies", body).expect(201);
        String path = "/sla/policies/" + made.id();
        assertThat(made.json().get("version_number").intValue()).isEqualTo(1);
        admin.send("DELETE", "/sla/calendars/" + calendar, null).expectProblem(409);
        assertThat(admin.patch(path, Map.of("warn_percent", 50))
                        .expect(200)
                        .json()
                        .get("version_number")
                        .intValue())
                .isEqualTo(2);
        admin.patch("/sla/calendars/" + calendar, Map.of("hours", Map.of("friday", OFFICE_HOURS.get("tuesday"))))
                .expect(200);
        Answer after = admin.get(path).expect(200);
        assertThat(after.json().get("version_number").intValue()).isEqualTo(3);
        assertThat(api.texts("SELECT definition -> 'targets' -> 'resolution' -> 'calendar' -> 'hours' ? 'friday'"
                        + " FROM sla_policy_versions WHERE policy_id = " + made.id() + " ORDER BY number"))
                .containsExactly("f", "f", "t");
        assertThat(api.eventsBySubject("sla_policies/" + made.id())).hasSize(3);
        admin.send("DELETE", path, null, "If-Match", after.header("ETag")).expect(204);
        admin.send("DELETE", "/sla/calendars/" + calendar, null).expect(204);
        assertThat(api.count("SELECT count(*) FROM sla_policy_versions WHERE effective_to IS NULL AND policy_id = "
                        + made.id()))
                .isZero();
    }

    @Test
    void policiesStandInTheOrderThatIsAsked() {
        long a = admin.post("/sla/policies", policy("order a", 60)).expect(201).id();
        long b = admin.post("/sla/policies", policy("order b", 60)).expect(201).id();
        List<Long> all = ids(admin.get("/sla/policies"));
        assertThat(all).containsSubsequence(a, b);
        List<Long> wanted = all.stream().filter(id -> id != 1).toList().reversed();
        assertThat(ids(admin.post("/sla/policies/order", Map.of("policy_ids", wanted))
                        .expect(200)))
                .startsWith(wanted.toArray(Long[]::new))
                .endsWith(1L);
        assertThat(admin.post("/sla/policies/order", Map.of("policy_ids", List.of(a)))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("policy_ids");
        for (long id : wanted) {
            admin.send("DELETE", "/sla/policies/" + id, null).expect(204);
        }
    }

    private static List<Long> ids(Answer answer) {
        return answer.expect(200).json().get("items").findValues("id").stream()
                .map(JsonNode::longValue)
                .toList();
    }
}
