package io.deskledger.api.ticket;

import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import jakarta.inject.Singleton;
import java.util.List;

/** The list of tickets for others who have a search of their own: the same parameters, read by the same rules. */
@Singleton
public final class TicketSearches {

    private final TicketReadService reads;

    TicketSearches(TicketReadService reads) {
        this.reads = reads;
    }

    /**
     * Reads the search and forgets it.
     *
     * @throws ProblemException where the list would refuse it
     */
    public static void check(QueryParams search, Caller caller) {
        TicketFilter.read(search, caller);
    }

    /** The tickets that the search finds and the caller may see. */
    public Page<TicketView> page(QueryParams search, Caller caller) {
        return reads.page(TicketFilter.read(search, caller), caller);
    }

    /** Those of the tickets that the search finds, in the order of their ids. */
    public List<Long> among(List<Long> ids, QueryParams search, Caller caller) {
        return reads.among(ids, TicketFilter.read(search, caller));
    }

    /** How many tickets the search finds, but at most so many. */
    public long countUpTo(int most, QueryParams search, Caller caller) {
        return reads.countUpTo(most, TicketFilter.read(search, caller));
    }
}
