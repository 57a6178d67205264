package io.deskledger.api.presence;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody's open page of a ticket. */
public final class Look {

    private final Place place;
    private final Consumer<Look> left;
    private final AtomicReference<@Nullable Onlookers> news = new AtomicReference<>();
    private @Nullable Onlookers told; // for the thread of presence only

    Look(Place place, Consumer<Look> left) {
        this.place = place;
        this.left = left;
    }

    /**
     * Who looks at what.
     *
     * @param ticketId the ticket
     * @param userId the user
     */
    record Place(long ticketId, long userId) {}

    Place place() {
        return place;
    }

    /** Who else looks, where that is another since it was asked for; a first answer comes always. */
    public @Nullable Onlookers news() {
        return news.getAndSet(null);
    }

    /** The page is closed. */
    public void end() {
        left.accept(this);
    }

    void tell(Onlookers others) {
        if (!others.equals(told)) {
            told = others;
            news.set(others);
        }
    }
}
