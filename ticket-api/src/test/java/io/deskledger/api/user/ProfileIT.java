package io.deskledger.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileIT {

    private final ApiServer api = ApiServer.shared();
    private final String unique = UUID.randomUUID().toString();

    @Test
    void profilesAreOfTheRoleAndMergedInto() {
        Answer created = create("customer", Map.of("company", " Acme ", "account_type", "premium"))
                .expect(201);
        assertThat(created.json().get("profile").toString())
                .isEqualTo("{\"company\":\"Acme\",\"industry\":null,\"account_type\":\"premium\"}");
        Answer patched = patch(created.id(), "{\"profile\": {\"company\": null, \"industry\": \"steel\"}}")
                .expect(200);
        assertThat(patched.json().get("profile").toString())
                .isEqualTo("{\"company\":null,\"industry\":\"steel\",\"account_type\":\"premium\"}");
        assertThat(api.admin().get("/users/" + created.id()).json().get("profile"))
                .isEqualTo(patched.json().get("profile"));

        JsonNode agent = create(
                        "agent",
                        Map.of(
                                "department",
                                "Support",
                                "skills",
                                List.of("VPN", "linux", "vpn"),
                                "skill_level",
                                3,
                                "capacity",
                                20))
                .expect(201)
                .json();
        assertThat(agent.get("profile").toString())
                .isEqualTo(
                        "{\"department\":\"Support\",\"skills\":[\"vpn\",\"linux\"],\"skill_level\":3,\"capacity\":20}");
        assertThat(create("admin", Map.of()).expect(201).json().get("profile").isEmpty())
                .isTrue();
    }

    @Test
    void eventsTellOfProfiles() {
        long id = create("customer", Map.of("company", "Acme")).expect(201).id();
        patch(id, "{\"role\": \"agent\", \"profile\": {\"skills\": [\"vpn\"], \"capacity\": 5}}")
                .expect(200);
        List<JsonNode> events = api.eventsBySubject("users/" + id);
        assertThat(events.getFirst().at("/changes/profile.company/to").textValue())
                .isEqualTo("Acme");
        JsonNode changes = events.getLast().get("changes");
        assertThat(changes.at("/profile.company/from").textValue()).isEqualTo("Acme");
        assertThat(changes.at("/profile.company/to").isNull()).isTrue();
        assertThat(changes.at("/profile.skills/to").toString()).isEqualTo("[\"vpn\"]");
        assertThat(changes.at("/profile.capacity/to").intValue()).isEqualTo(5);
        patch(id, "{\"profile\": {\"capacity\": 5}}").expect(200);
        assertThat(api.eventsBySubject("users/" + id)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\u0000', textBlock = """
            customer; {"profile": {"capacity": 3}};                 profile.capacity
            customer; {"profile": {"capacity": null}};              profile.capacity
            agent;    {"profile": {"company": "Acme"}};             profile.company
            admin;    {"profile": {"department": "IT"}};            profile.department
            agent;    {"profile": {"color": "red"}};                profile.color
            agent;    {"profile": {"capacity": -1}};                profile.capacity
            agent;    {"profile": {"capacity": 10001}};             profile.capacity
            agent;    {"profile": {"capacity": 1.5}};               profile.capacity
            agent;    {"profile": {"skill_level": "high"}};         profile.skill_level
            agent;    {"profile": {"skill_level": 11}};             profile.skill_level
            agent;    {"profile": {"skills": "vpn"}};               profile.skills
            agent;    {"profile": {"skills": ["vpn", ""]}};         profile.skills[1]
            agent;    {"profile": {"skills": ["vpn", 7]}};          profile.skills[1]
            customer; {"profile": {"company": " "}};                profile.company
            customer; {"profile": {"company": "\\u0000"}};          profile.company
            customer; {"profile": "Acme"};                          profile
            customer; {"profile": null};                            profile
            """)
    void whatAProfileMayNotHoldIsNamed(String role, String body, String field) {
        long id = create(role, Map.of()).expect(201).id();
        assertThat(patch(id, body).expectProblem(400).blamed()).containsExactly(field);
        assertThat(api.eventsBySubject("users/" + id)).hasSize(1);
    }

    @Test
    void peopleSayWhereTheyWorkButNotHowTheyAreTreated() {
        Person customer = api.newPerson("customer");
        Answer changed = customer.client()
                .patch("/me", Map.of("profile", Map.of("company", "Own Ltd")))
                .expect(200);
        assertThat(changed.json().at("/profile/company").textValue()).isEqualTo("Own Ltd");
        assertThat(customer.client()
                        .patch("/me", Map.of("profile", Map.of("account_type", "premium")))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("profile.account_type");
        Person agent = api.newPerson("agent");
        assertThat(agent.client()
                        .patch("/me", Map.of("profile", Map.of("capacity", 1, "skills", List.of("x"))))
                        .expectProblem(400)
                        .blamed())
                .containsExactlyInAnyOrder("profile.capacity", "profile.skills");
        assertThat(agent.client()
                        .patch("/me", Map.of("profile", Map.of("company", "Acme")))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("profile.company");
    }

    @Test
    void listsAreFilteredByWhatIsKnown() {
        long acme = create("customer", Map.of("company", "Acme " + unique)).id();
        long skilled = create("agent", Map.of("skills", List.of("s1 " + hex(), "s2 " + hex())))
                .id();
        long other = create("agent", Map.of("skills", List.of("s1 " + hex()))).id();
        patch(other, "{\"active\": false, \"full_name\": \"Żółć_%s\"}".formatted(unique))
                .expect(200);
        assertThat(ids("company=acme%20" + unique.toUpperCase(Locale.ROOT))).containsExactly(acme);
        assertThat(ids("skill=s1%20" + hex())).containsExactly(skilled, other);
        assertThat(ids("skill=S1%20" + hex() + "&skill=s2%20" + hex())).containsExactly(skilled);
        assertThat(ids("skill=s1%20" + hex() + "&active=true")).containsExactly(skilled);
        assertThat(ids("skill=s1%20" + hex() + "&active=false&role=agent&role=admin"))
                .containsExactly(other);
        assertThat(ids("skill=s1%20" + hex() + "&role=customer")).isEmpty();
        assertThat(ids("q=zolc_" + unique)).containsExactly(other);
        assertThat(ids("q=zolc%25" + unique)).isEmpty();
        for (String wrong : List.of("q=ab", "active=perhaps", "role=boss", "skill=", "company=", "size=3")) {
            assertThat(api.admin().get("/users?" + wrong).expectProblem(400).blamed())
                    .containsExactly(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    private String hex() {
        return unique.substring(0, 8);
    }

    private List<Long> ids(String query) {
        List<Long> ids = new ArrayList<>();
        api.admin()
                .get("/users?" + query)
                .expect(200)
                .json()
                .get("items")
                .forEach(user -> ids.add(user.get("id").longValue()));
        return ids;
    }

    private Answer patch(long id, String body) {
        return api.admin().patch("/users/" + id, body);
    }

    private Answer create(String role, Map<String, Object> profile) {
        return api.admin()
                .post(
                        "/users",
                        Map.of(
                                "email",
                                UUID.randomUUID() + "@example.org",
                                "full_name",
                                "Somebody",
                                "role",
                                role,
                                "profile",
                                profile));
    }
}
