package io.deskledger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.client.api.ApiTokensApi;
import io.deskledger.client.api.AttachmentsApi;
import io.deskledger.client.api.BulkChangesApi;
import io.deskledger.client.api.CommentsApi;
import io.deskledger.client.api.SignInApi;
import io.deskledger.client.api.TicketsApi;
import io.deskledger.client.api.UsersApi;
import io.deskledger.client.api.ViewsApi;
import io.deskledger.client.model.AssignmentStrategy;
import io.deskledger.client.model.Attachment;
import io.deskledger.client.model.BulkAction;
import io.deskledger.client.model.BulkChange;
import io.deskledger.client.model.BulkResult;
import io.deskledger.client.model.BulkTicket;
import io.deskledger.client.model.IssuedToken;
import io.deskledger.client.model.Login;
import io.deskledger.client.model.NewApiToken;
import io.deskledger.client.model.NewComment;
import io.deskledger.client.model.NewTicket;
import io.deskledger.client.model.NewUser;
import io.deskledger.client.model.NewView;
import io.deskledger.client.model.Problem;
import io.deskledger.client.model.Profile;
import io.deskledger.client.model.Role;
import io.deskledger.client.model.SavedView;
import io.deskledger.client.model.Ticket;
import io.deskledger.client.model.TicketPage;
import io.deskledger.client.model.TicketPatch;
import io.deskledger.client.model.TicketPriority;
import io.deskledger.client.model.TicketStatus;
import io.deskledger.client.model.TokenScope;
import io.deskledger.client.model.User;
import io.deskledger.client.model.UserPatch;
import io.deskledger.client.model.ViewPatch;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The client that was generated from the API's description, at work on the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientIT {

    private static final String EMAIL = "admin@example.org";
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private static Path folder;

    private final ApiClient client = new ApiClient();
    private EmbeddedServer server;

    @BeforeAll
    void signIn() throws ApiException {
        server = start(TestServers.newDatabase());
        client.updateBaseUri(server.getURI().toString());
        String token = new SignInApi(client)
                .login(new Login().username(EMAIL).password(PASSWORD))
                .getAccessToken();
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void createsListsCommentsAndChangesTickets() throws ApiException {
        TicketsApi tickets = new TicketsApi(client);
        Ticket created = tickets.createTicket(new NewTicket()
                .title("The printer is on fire")
                .description("Smoke comes out of tray two.")
                .priority(TicketPriority.HIGH)
                .tags(List.of("printer")));
        assertThat(created.getStatus()).isEqualTo(TicketStatus.OPEN);
        assertThat(tickets.getTicketByNumber(created.getTicketNumber())).isEqualTo(created);

        TicketPage found = tickets.listTickets(
                "printer",
                List.of(TicketStatus.OPEN, TicketStatus.IN_PROGRESS),
                null,
                null,
                List.of("printer"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                10,
                null,
                "creator",
                true);
        assertThat(found.getItems()).singleElement().satisfies(ticket -> {
            assertThat(ticket.getId()).isEqualTo(created.getId());
            assertThat(ticket.getCreator().getEmail()).isEqualTo(EMAIL);
        });
        assertThat(found.getTotal()).isEqualTo(1);
        assertThat(found.getNextCursor()).isNull();

        var comment = new CommentsApi(client)
                .addComment(created.getId(), new NewComment().content("On it").isInternal(false));
        assertThat(comment.getContent()).isEqualTo("On it");

        var changed = tickets.updateTicketWithHttpInfo(
                created.getId(), new TicketPatch().status(TicketStatus.IN_PROGRESS), "\"2\"");
        assertThat(changed.getData().getStatus()).isEqualTo(TicketStatus.IN_PROGRESS);
        assertThat(changed.getHeaders().get("etag")).containsExactly("\"3\"");
        assertThat(changed.getData().getTags()).containsExactly("printer");
    }

    @Test
    void attachesAndDownloadsAFile() throws Exception {
        Ticket ticket = new TicketsApi(client)
                .createTicket(new NewTicket().title("With a file").description("It is attached."));
        Path file = Files.writeString(folder.resolve("notes.txt"), "just words");
        AttachmentsApi attachments = new AttachmentsApi(client);
        Attachment attached = attachments.addAttachment(ticket.getId(), file.toFile(), false, null);
        assertThat(attached.getContentType()).isEqualTo("text/plain");
        File content = attachments.downloadAttachment(attached.getId(), null, null);
        assertThat(content).hasContent("just words");
    }

    @Test
    void changesManyTicketsAndTakesThatBack() throws ApiException {
        TicketsApi tickets = new TicketsApi(client);
        BulkChangesApi bulk = new BulkChangesApi(client);
        BulkResult made = bulk.changeTickets(new BulkChange()
                .action(BulkAction.CREATE)
                .addTicketsItem(new BulkTicket().title("The first of two").description("Made in bulk."))
                .addTicketsItem(new BulkTicket().title("The second of two").description("Made in bulk.")));
        assertThat(made.getTicketIds()).hasSize(2);
        BulkResult resolved = bulk.changeTickets(new BulkChange()
                .action(BulkAction.SET_STATUS)
                .status(TicketStatus.RESOLVED)
                .ticketIds(made.getTicketIds()));
        assertThat(resolved.getChanged()).isEqualTo(2);
        assertThat(bulk.undoBulkChange(resolved.getBulkId()).getTicketIds()).isEqualTo(made.getTicketIds());
        assertThat(tickets.getTicket(made.getTicketIds().getFirst(), null).getStatus())
                .isEqualTo(TicketStatus.OPEN);
        BulkResult tried = bulk.changeTickets(new BulkChange()
                .action(BulkAction.SOFT_DELETE)
                .filter(Map.of("q", "\"of two\"", "status", List.of("open")))
                .dryRun(true));
        assertThat(tried.getTicketIds()).isEqualTo(made.getTicketIds());
        assertThat(tried.getBulkId()).isNull();
    }

    @Test
    void savesViewsChangesProfilesAndMakesTokens() throws ApiException {
        UsersApi users = new UsersApi(client);
        User agent = users.createUser(new NewUser()
                .email("agent@example.org")
                .fullName("Agent")
                .role(Role.AGENT)
                .profile(new Profile().skills(List.of("vpn")).capacity(5)));
        User promoted = users.updateUser(agent.getId(), new UserPatch().profile(new Profile().skillLevel(7)), null);
        assertThat(promoted.getProfile())
                .isEqualTo(new Profile().skills(List.of("vpn")).capacity(5).skillLevel(7));

        Ticket ticket = new TicketsApi(client)
                .createTicket(new NewTicket()
                        .title("No way in any more")
                        .description("Since this morning.")
                        .autoAssign(true)
                        .assignmentStrategy(AssignmentStrategy.SKILL)
                        .requiredSkills(List.of("vpn")));
        assertThat(ticket.getAssigneeId()).isEqualTo(agent.getId());
        assertThat(ticket.getAssignment().getAssigned()).isTrue();

        ViewsApi views = new ViewsApi(client);
        SavedView view = views.createView(
                new NewView().name("Hers").search(Map.of("assignee_id", agent.getId(), "status", "in_progress")));
        assertThat(views.listViewTickets(view.getId(), null, null, null, null).getItems())
                .extracting(Ticket::getId)
                .containsExactly(ticket.getId());
        SavedView moved = views.updateView(view.getId(), new ViewPatch().position(3), null);
        assertThat(moved.getSearch()).isEqualTo(view.getSearch());

        IssuedToken token = new ApiTokensApi(client)
                .createApiToken(new NewApiToken().name("a program").addScopesItem(TokenScope.READ));
        assertThat(token.getToken()).startsWith("dl_");
    }

    @Test
    void readsWhatIsWrong() throws Exception {
        ApiException refused = catchThrowableOfType(
                ApiException.class,
                () -> new TicketsApi(client)
                        .createTicket(new NewTicket().title("Hm").description("Too short a title")));
        assertThat(refused.getCode()).isEqualTo(400);
        Problem problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        assertThat(problem.getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getField()).isEqualTo("title"));
        assertThat(problem.getRequestId()).isNotBlank();
        assertThat(new ObjectMapper()
                        .readTree(refused.getResponseBody())
                        .get("status")
                        .intValue())
                .isEqualTo(400);

        Ticket ticket = new TicketsApi(client)
                .createTicket(new NewTicket().title("Changed twice").description("By two at once."));
        ApiException stale = catchThrowableOfType(
                ApiException.class,
                () -> new TicketsApi(client)
                        .updateTicket(ticket.getId(), new TicketPatch().title("Too late"), "\"9\""));
        assertThat(stale.getCode()).isEqualTo(412);
    }

    private static EmbeddedServer start(DatabaseAccess database) {
        return ApplicationContext.run(
                EmbeddedServer.class,
                Map.of(
                        "DESKLEDGER_PORT",
                        -1,
                        "DESKLEDGER_DB_URL",
                        database.url(),
                        "DESKLEDGER_DB_PASSWORD",
                        database.passwords().of(DatabaseRole.API),
                        "DESKLEDGER_DB_OWNER_PASSWORD",
                        database.passwords().of(DatabaseRole.OWNER),
                        "DESKLEDGER_RELAY",
                        false,
                        "DESKLEDGER_JWT_SECRET",
                        "a secret of tests that is long enough",
                        "DESKLEDGER_ATTACHMENTS_DIR",
                        folder.resolve("attachments").toString(),
                        "DESKLEDGER_ADMIN_EMAIL",
                        EMAIL,
                        "DESKLEDGER_ADMIN_PASSWORD",
                        PASSWORD),
                "test");
    }
}
