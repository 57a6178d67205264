package io.deskledger.api.savedview;

import io.deskledger.api.http.Page;
import io.deskledger.api.security.Caller;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;

/** Finds views: one's own, and for staff what others share. */
@Singleton
public class SavedViewReadService {

    private final SavedViewRepository views;

    SavedViewReadService(SavedViewRepository views) {
        this.views = views;
    }

    @Connectable
    public SavedView get(long id, Caller caller) {
        return views.find(id).filter(view -> view.isVisibleTo(caller)).orElseThrow(SavedViewService::unknown);
    }

    @Connectable
    public Page<SavedView> page(ViewPage page, Caller caller) {
        return Page.of(views.page(page, caller), page.limit(), ViewPage::cursor, null);
    }
}
