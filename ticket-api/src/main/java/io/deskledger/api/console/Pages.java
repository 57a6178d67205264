package io.deskledger.api.console;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.savedview.SavedView;
import io.deskledger.api.savedview.SavedViewReadService;
import io.deskledger.api.savedview.ViewPage;
import io.deskledger.api.user.UserService;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts pages together: their content, and what is around it. */
@Singleton
public final class Pages {

    private static final String MOST_VIEWS = "100";

    private final Views views;
    private final Assets assets;
    private final UserService users;
    private final SavedViewReadService savedViews;

    Pages(Views views, Assets assets, UserService users, SavedViewReadService savedViews) {
        this.views = views;
        this.assets = assets;
        this.users = users;
        this.savedViews = savedViews;
    }

    /** A whole page; its template takes {@code shell} and what the model names. */
    public MutableHttpResponse<String> page(
            Visit visit, String section, String title, String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("shell", shell(visit, section, title));
        return views.ok(template, all);
    }

    /** A part of a page; its template takes {@code visit} and what the model names. */
    public MutableHttpResponse<String> part(Visit visit, String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("visit", visit);
        return views.ok(template, all);
    }

    private Shell shell(Visit visit, String section, String title) {
        List<SavedView> found = visit.isStaff()
                ? savedViews
                        .page(ViewPage.read(new QueryParams(Map.of("limit", List.of(MOST_VIEWS)))), visit.caller())
                        .items()
                : List.of();
        return new Shell(title, section, visit, users.get(visit.caller().id()), found, assets);
    }
}
