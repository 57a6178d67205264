package io.deskledger.api.deadletter;

import io.deskledger.api.audit.AuditReadService;
import io.deskledger.api.audit.ReplayTrailService;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.Topics;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Shows dead letters and puts them back; both leave an event before anything else is done. */
@Singleton
public final class DeadLetters {

    private static final String READ_AS = "dead-letters";

    private final LetterBox box;
    private final AuditReadService reads;
    private final ReplayTrailService replays;

    DeadLetters(LetterBox box, AuditReadService reads, ReplayTrailService replays) {
        this.box = box;
        this.reads = reads;
        this.replays = replays;
    }

    List<DeadLetter> from(LetterId place, int limit, Caller caller) {
        reads.beginElsewhere(READ_AS, caller);
        return box.from(place, limit, letter -> DeadLetter.of(letter, Topics.CHANGES));
    }

    /** Those behind the one of that id, or the first of them where it is none. */
    public List<DeadLetter> behind(String id, int limit, Caller caller) {
        return from(LetterId.parse(id).map(LetterId::next).orElse(LetterId.FIRST), limit, caller);
    }

    DeadLetterContent content(String id, Caller caller) {
        reads.beginElsewhere(READ_AS, caller);
        return DeadLetterContent.of(find(id), Topics.CHANGES);
    }

    public DeadLetter replay(String id, Caller caller) {
        ConsumerRecord<byte[], byte[]> record = find(id);
        DeadLetter letter = DeadLetter.of(record, Topics.CHANGES);
        if (!letter.replayable()) {
            throw new ProblemException.Conflict("The dead letter " + id
                    + " can't be put back: its value was too long to be kept, or it is of another topic");
        }
        replays.tell(
                caller,
                letter.id(),
                letter.reason(),
                letter.original().partition() + "-" + letter.original().offset());
        box.putBack(record, letter.original().partition());
        return letter;
    }

    private ConsumerRecord<byte[], byte[]> find(String id) {
        return LetterId.parse(id)
                .flatMap(box::find)
                .orElseThrow(() -> new ProblemException.NotFound("There is no dead letter " + id));
    }
}
